using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Services;

public sealed class GSuiteKeyTests
{
    private const string Page = """{"kind":"admin#reports#activities"}""";

    private static AuthField KeyFile => AppCatalog.Get("gsuite_login").RequiredAuthInfo[0];

    [Fact]
    public void Are_asked_for_as_the_original_did()
    {
        var fields = AppCatalog.Get("gsuite_drive").RequiredAuthInfo;

        Assert.Equal([("keyfile", true, false), ("delegation_email", false, true)], fields.Select(field => (field.Name, field.IsFile, field.IsPublic)));
        Assert.All(fields.Where(field => field.Example is not null), field => Assert.True(field.Accepts(field.Example)));
    }

    [Theory]
    [InlineData("admin@example.com", true)]
    [InlineData("admin+reports@mail.example.co.uk", true)]
    [InlineData("o'neil@example.com", true)]
    [InlineData("zoë@bücher.example", true)]
    [InlineData("admin@xn--bcher-kva.example", true)]
    [InlineData("admin@example", false)]
    [InlineData("admin", false)]
    [InlineData("@example.com", false)]
    [InlineData("ann@bob@example.com", false)]
    [InlineData("ann <ann@example.com>", false)]
    [InlineData("admin@example.com\n", false)]
    [InlineData("admin@example..com", false)]
    [InlineData("", false)]
    public void Accepts_an_address_and_nothing_else(string value, bool accepted) => Assert.Equal(
        accepted, AppCatalog.Get("gsuite_login").RequiredAuthInfo.Single(field => field.Name == "delegation_email").Accepts(value));

    [Fact]
    public void Accepts_a_key_file_as_Google_hands_it_out_in_whatever_order_and_spacing()
    {
        var file = GSuiteCaller.KeyFile();
        var turned = new JsonObject(file.Reverse().Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));

        Assert.True(KeyFile.Accepts(file.ToJsonString()));
        Assert.True(KeyFile.Accepts($"\n{file.ToJsonString(new JsonSerializerOptions { WriteIndented = true })}\r\n"));
        Assert.True(KeyFile.Accepts(turned.ToJsonString()));
    }

    [Fact]
    public void Refuses_files_that_are_not_the_key_of_a_service_account()
    {
        foreach (var name in new[] { "client_email", "private_key", "private_key_id", "token_uri" })
        {
            var file = GSuiteCaller.KeyFile();
            file.Remove(name);
            Assert.False(KeyFile.Accepts(file.ToJsonString()));
        }

        var other = GSuiteCaller.KeyFile();
        other["private_key"] = "hunter2";
        string[] nonsense =
        [
            other.ToJsonString(), "", "{}", "[]", "/home/ann/key.json", GSuiteCaller.Key.ExportPkcs8PrivateKeyPem(),
            $"{GSuiteCaller.KeyFile().ToJsonString()} x", """{"installed":{"client_id":"1","token_uri":"https://oauth2.googleapis.com/token"}}""",
        ];
        Assert.All(nonsense, text => Assert.False(KeyFile.Accepts(text)));
    }

    [Theory]
    [InlineData("https://oauth2.googleapis.com/token")]
    [InlineData("https://accounts.google.com/o/oauth2/token")]
    [InlineData("https://www.googleapis.com/oauth2/v4/token")]
    public async Task Asks_for_a_token_as_Google_wants_it(string tokenUri)
    {
        var clock = new TestClock(DateTimeOffset.Parse("2024-05-01T01:02:03Z", CultureInfo.InvariantCulture));
        await using var vendor = await ScriptedVendor.StartAsync(GSuiteCaller.Token, ScriptedVendor.Json(Page));
        using var caller = GSuiteCaller.Of("gsuite_token", vendor.Address, clock, tokenUri);
        using var page = await caller.GatherAsync(1714521600, 1714525200);

        var request = vendor.Requests.First();
        Assert.Equal(("POST", new Uri(tokenUri).AbsolutePath), (request.Method, request.Target));
        Assert.Equal("application/x-www-form-urlencoded", request.Headers["Content-Type"]);
        Assert.DoesNotContain("Authorization", request.Headers.Keys);
        var form = QueryHelpers.ParseQuery(request.Body);
        Assert.Equal(["assertion", "grant_type"], form.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("urn:ietf:params:oauth:grant-type:jwt-bearer", form["grant_type"]);

        var parts = form["assertion"].ToString().Split('.');
        Assert.Equal(
            ["alg=RS256", "kid=0a1b2c3d4e5f60718293a4b5c6d7e8f901234567", "typ=JWT"], Properties(parts[0]).Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                $"aud={tokenUri}", "exp=1714528923", "iat=1714525323", "iss=reports@my-project.iam.gserviceaccount.com",
                "scope=https://www.googleapis.com/auth/admin.reports.audit.readonly", "sub=admin@example.com",
            ],
            Properties(parts[1]).Order(StringComparer.Ordinal));
        Assert.True(GSuiteCaller.Key.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Theory]
    [InlineData("https://evil.example/token")]
    [InlineData("https://oauth2.googleapis.com.evil.example/token")]
    [InlineData("https://oauth2.googleapis.com@evil.example/token")]
    [InlineData("https://evil.example@oauth2.googleapis.com/token")]
    [InlineData("https://evilgoogleapis.com/token")]
    [InlineData("https://googleapis.com/token")]
    [InlineData("https://accounts.google.com.evil.example/token")]
    [InlineData("https://myaccounts.google.com/token")]
    [InlineData("https://oauth2.googleapis.com:8443/token")]
    [InlineData("http://oauth2.googleapis.com/token")]
    [InlineData("https://evil.example\\oauth2.googleapis.com/token")]
    [InlineData("/token")]
    [InlineData("token")]
    public async Task Gives_no_assertion_to_a_host_that_is_not_Googles(string tokenUri)
    {
        await using var vendor = await ScriptedVendor.StartAsync(GSuiteCaller.Token, ScriptedVendor.Json(Page));
        using var caller = GSuiteCaller.Of("gsuite_login", vendor.Address, tokenUri: tokenUri);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.Misconfigured, refusal.Outcome);
        Assert.Equal(
            "'my_app': the stored keyfile is not the key of a Google service account: token_uri names a host that is not Google's, and gets nothing; "
            + "supply the file that Google Cloud gave: apps-cli update-auth --cluster prod --name my_app",
            refusal.Message);
        Assert.Empty(vendor.Requests);
    }

    [Fact]
    public async Task Goes_to_Google_itself_where_nothing_stands_in_for_it()
    {
        using var connections = new ConnectionLog("gsuite_login", GSuiteCaller.Auth());

        Assert.Equal(["https://oauth2.googleapis.com:443"], await connections.OfAPageAsync());
    }

    [Theory]
    [InlineData("hunter2hunter2hunter2", "it is no JSON object")]
    [InlineData("""["hunter2hunter2hunter2"]""", "it is no JSON object")]
    [InlineData("""{"client_email":"","private_key":"hunter2"}""", "client_email is missing")]
    [InlineData("""{"client_email":"a@b.example","private_key":7}""", "private_key is missing")]
    [InlineData("""{"client_email":"a@b.example","private_key":"hunter2hunter2"}""", "token_uri is missing")]
    public async Task Says_what_is_wrong_with_a_stored_key_file_and_nothing_of_the_key(string file, string what)
    {
        await using var vendor = await ScriptedVendor.StartAsync(GSuiteCaller.Token);
        using var caller = new ServiceCaller(
            "gsuite_login", vendor.Address, [new("keyfile", file), new("delegation_email", "admin@example.com")]);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.Misconfigured, refusal.Outcome);
        Assert.Contains(what, refusal.Message);
        Assert.DoesNotContain("hunter2", refusal.ToString());
        Assert.Empty(vendor.Requests);
    }

    private static IEnumerable<string> Properties(string part) => JsonDocument.Parse(Base64Url.DecodeFromChars(part)).RootElement
        .EnumerateObject().Select(property => $"{property.Name}={property.Value}");
}
