using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;
using static StreamAlert.Apps.Tests.Services.BoxCaller;

namespace StreamAlert.Apps.Tests.Services;

public sealed class BoxSignInTests
{
    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);

    private static string Encrypted => Keyfile(Key.ExportEncryptedPkcs8PrivateKeyPem("phrase", Encryption), "phrase", "key1");

    [Theory]
    [InlineData(null, "RS256")]
    [InlineData("RS384", "RS384")]
    [InlineData("RS512", "RS512")]
    public async Task Asks_for_a_token_with_an_assertion_where_the_keyfile_has_a_key(string? setting, string algorithm)
    {
        await using var box = await StartAsync(Encrypted, null, [Chunk("\"7\"")], setting);
        (await box.GatherAsync(3600)).Dispose();

        var (asked, events) = (box.Requests.First(), box.Requests.Last());
        Assert.Equal(("POST", "/oauth2/token", "application/x-www-form-urlencoded"), (asked.Method, asked.Target, asked.Headers["Content-Type"]));
        Assert.False(asked.Headers.ContainsKey("Authorization"));
        Assert.Equal("Bearer T1", events.Headers["Authorization"]);

        var form = QueryHelpers.ParseQuery(asked.Body);
        Assert.Equal(["assertion", "client_id", "client_secret", "grant_type"], form.Keys.Order());
        Assert.Equal(("client1", Secret, "urn:ietf:params:oauth:grant-type:jwt-bearer"), ($"{form["client_id"]}", $"{form["client_secret"]}", $"{form["grant_type"]}"));
        var parts = form["assertion"].ToString().Split('.');
        var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0])).RootElement;
        Assert.Equal((algorithm, "JWT", "key1"), (header.GetProperty("alg").GetString(), header.GetProperty("typ").GetString(), header.GetProperty("kid").GetString()));
        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement;
        Assert.Equal(
            ["aud=https://api.box.com/oauth2/token", "box_sub_type=enterprise", "exp=1774785645", "iat=1774785600", "iss=client1", "sub=801234"],
            claims.EnumerateObject().Where(claim => claim.Name != "jti").Select(claim => $"{claim.Name}={claim.Value}").Order(StringComparer.Ordinal));
        Assert.Matches("^[0-9a-f]{32}\\z", claims.GetProperty("jti").GetString());
        Assert.True(Key.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), new HashAlgorithmName($"SHA{algorithm[2..]}"), RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public async Task Opens_a_key_that_is_not_encrypted_and_one_without_an_id()
    {
        await using var box = await StartAsync(Keyfile(Key.ExportRSAPrivateKeyPem(), null, null), null, [Chunk("\"7\"")]);
        (await box.GatherAsync(3600)).Dispose();

        var assertion = QueryHelpers.ParseQuery(box.Requests.First().Body)["assertion"].ToString();
        Assert.False(JsonDocument.Parse(Base64Url.DecodeFromChars(assertion.Split('.')[0])).RootElement.TryGetProperty("kid", out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Asks_for_a_token_with_client_credentials_where_it_has_none(string? key)
    {
        await using var box = await StartAsync(Keyfile(key), null, [Chunk("\"7\"")]);
        (await box.GatherAsync(3600)).Dispose();

        Assert.Equal(
            $"grant_type=client_credentials&box_subject_type=enterprise&box_subject_id=801234&client_id=client1&client_secret={Secret}",
            box.Requests.First().Body);
    }

    [Fact]
    public async Task Takes_an_enterprise_that_is_a_number_and_settings_without_a_word_of_keys()
    {
        await using var box = await StartAsync($$"""{"enterpriseID":801234,"boxAppSettings":{"clientID":"client1","clientSecret":"{{Secret}}"} }""", null, [Chunk("\"7\"")]);
        (await box.GatherAsync(3600)).Dispose();

        Assert.Contains("box_subject_id=801234", box.Requests.First().Body);
    }

    [Fact]
    public async Task Asks_once_for_all_pages_and_with_another_assertion_each_time_it_is_refused()
    {
        var asked = 0;
        await using var box = await StartAsync(
            Encrypted, context => ++asked == 1 ? ScriptedVendor.Status(503)(context) : Token(context), [Chunk("\"7\"", ("a", 5)), ScriptedVendor.Status(401), Chunk("\"8\"")]);
        using var first = await box.GatherAsync(3600);
        using var second = await box.GatherAsync(3600, first.Next);

        var assertions = box.Requests.Where(request => request.Method == "POST").Select(request => QueryHelpers.ParseQuery(request.Body)["assertion"].ToString()).ToList();
        Assert.Equal((3, 3), (assertions.Count, assertions.Distinct().Count()));
        Assert.Equal(3, box.Targets.Count());
    }

    [Fact]
    public async Task Asks_again_by_the_clock_of_Box_where_ours_is_off()
    {
        BoxCaller? asked = null;
        await using var box = asked = await StartAsync(Encrypted, context => ByClock(asked!.Requests.Last().Body, TimeSpan.FromMinutes(10))(context), [Chunk("\"7\"")]);
        (await box.GatherAsync(3600)).Dispose();

        Assert.Equal(2, box.Requests.Count(request => request.Method == "POST"));
    }

    [Fact]
    public void Accepts_settings_files_of_both_kinds()
    {
        var field = AppCatalog.Get("box_admin_events").RequiredAuthInfo.Single();

        Assert.True(field.IsFile);
        Assert.True(field.Accepts(Encrypted));
        Assert.True(field.Accepts(Keyfile()));
        Assert.True(field.Accepts(Keyfile(null)));
        Assert.True(field.Accepts($"\n {JsonNode.Parse(Encrypted)}\r\n"));
        Assert.True(field.Accepts("""{"boxAppSettings":{"clientID":"a","clientSecret":"b"},"enterpriseID":801234}"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("box_config.json")]
    [InlineData("""{"boxAppSettings":{"clientID":"a","clientSecret":"b"}}""")]
    [InlineData("""{"boxAppSettings":{"clientID":"","clientSecret":"b"},"enterpriseID":"801234"}""")]
    [InlineData("""{"boxAppSettings":{"clientID":"a","clientSecret":""},"enterpriseID":"801234"}""")]
    [InlineData("""{"boxAppSettings":{"clientID":"a","clientSecret":"b"},"enterpriseID":""}""")]
    [InlineData("""{"boxAppSettings":{"clientID":"a","clientSecret":"b"},"enterpriseID":"801234"} x""")]
    [InlineData("""{"type":"service_account","client_id":"1","private_key":"k"}""")]
    public void Accepts_nothing_else_for_a_keyfile(string text) =>
        Assert.False(AppCatalog.Get("box_admin_events").RequiredAuthInfo.Single().Accepts(text));

    [Theory]
    [InlineData("RS256", true)]
    [InlineData("RS384", true)]
    [InlineData("RS512", true)]
    [InlineData("HS256", false)]
    [InlineData("none", false)]
    [InlineData("RS256\n", false)]
    public void Lets_the_algorithm_be_chosen(string value, bool accepted)
    {
        var setting = AppCatalog.Get("box_admin_events").Settings.Single();

        Assert.Equal(("jwt_algorithm", "RS256", accepted), (setting.Name, setting.Default, setting.Accepts(value)));
    }

    [Theory]
    [InlineData("hunter2hunter2")]
    [InlineData("""["hunter2hunter2"]""")]
    [InlineData("""{"boxAppSettings":"hunter2hunter2"}""")]
    [InlineData("""{"boxAppSettings":{"clientID":"hunter2hunter2"},"enterpriseID":"1"}""")]
    public async Task Says_what_a_keyfile_must_be_where_the_stored_one_is_none(string keyfile)
    {
        await using var box = await StartAsync(keyfile, null, [Chunk("\"7\"")]);

        var refusal = await box.Caller.RefusalAsync();
        Assert.Equal(Outcome.Misconfigured, refusal.Outcome);
        Assert.StartsWith("'my_app': the stored keyfile is no settings file of a Box app, which is JSON with boxAppSettings.clientID", refusal.Message);
        Assert.EndsWith("supply it again: apps-cli update-auth --cluster prod --name my_app", refusal.Message);
        Assert.Null(refusal.InnerException);
    }

    [Fact]
    public async Task Says_that_the_key_cannot_be_opened_where_the_passphrase_is_not_its_own()
    {
        await using var box = await StartAsync(Keyfile(Key.ExportEncryptedPkcs8PrivateKeyPem("phrase", Encryption), "hunter2", "key1"), null, [Chunk("\"7\"")]);

        Assert.Contains("the private key of the credentials cannot be used", (await box.Caller.RefusalAsync()).Message);
        Assert.Empty(box.Requests);
    }

    // As Box has it: what expires more than a minute ahead of its clock, or has expired, is refused.
    private static Func<HttpContext, Task> ByClock(string form, TimeSpan ahead)
    {
        var now = new TestClock().GetUtcNow() + ahead;
        var assertion = QueryHelpers.ParseQuery(form)["assertion"].ToString();
        var expires = JsonDocument.Parse(Base64Url.DecodeFromChars(assertion.Split('.')[1])).RootElement.GetProperty("exp").GetInt64();
        return expires - now.ToUnixTimeSeconds() is > 0 and <= 60
            ? Token
            : ScriptedVendor.Status(400, """{"error":"invalid_grant","error_description":"Please check the 'exp' claim."}""", $"Date: {now:R}");
    }
}
