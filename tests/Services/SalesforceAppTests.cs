using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Services;

public sealed class SalesforceAppTests
{
    private const string ClientId = "3MVG9lKcPoNINVBIPJjdw1J9LLM82HnFVVX19KY1uA5mu0QqEWhqKpoW3svG3XHrXDiCQjK1mdgAvhCscA9GE";
    private const string Secret = "1955279925675241571";
    private const string Password = "pa ss&wörd+";
    private const string SecurityToken = "Pm3Yv4pCq9sWn2LkT8xZr6Ab";
    private static readonly RSA Key = RSA.Create(2048);

    private readonly SalesforcePaperOrg org = new();

    [Theory]
    [InlineData("client_id", ClientId, true)]
    [InlineData("client_id", "a b", false)]
    [InlineData("client_id", ClientId + "\n", false)]
    [InlineData("client_secret", Secret, true)]
    [InlineData("client_secret", "5A9DB0C55A9DB0C55A9DB0C55A9DB0C55A9DB0C55A9DB0C55A9DB0C55A9DB0C5", true)]
    [InlineData("client_secret", "with space", false)]
    [InlineData("username", "ann@acme.example.uat", true)]
    [InlineData("username", "ann", false)]
    [InlineData("password", Password, true)]
    [InlineData("password", "two\nlines", false)]
    [InlineData("security_token", SecurityToken, true)]
    [InlineData("security_token", "Pm3Yv4pCq9sWn2LkT8xZr6Abc", true)]
    [InlineData("security_token", "", false)]
    [InlineData("private_key", "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n", true)]
    [InlineData("private_key", "-----BEGIN RSA PRIVATE KEY-----\r\nMIIE\r\n-----END RSA PRIVATE KEY-----", true)]
    [InlineData("private_key", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIE\n-----END ENCRYPTED PRIVATE KEY-----\n", false)]
    [InlineData("private_key", "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----\n", false)]
    [InlineData("private_key", "key.pem", false)]
    public void Accepts_what_Salesforce_issues_and_nothing_else(string name, string value, bool accepted) =>
        Assert.Equal(accepted, AppCatalog.Get("salesforce_login").RequiredAuthInfo.Single(field => field.Name == name).Accepts(value));

    [Fact]
    public void Asks_for_the_originals_fields_in_its_order_and_for_a_key_of_its_own()
    {
        var fields = AppCatalog.Get("salesforce_report").RequiredAuthInfo;

        Assert.Equal(["client_id", "client_secret", "username", "password", "security_token", "private_key"], fields.Select(field => field.Name));
        Assert.Equal(["client_id", "username"], fields.Where(field => field.IsPublic).Select(field => field.Name));
        Assert.Equal(["client_id"], fields.Where(field => !field.IsOptional).Select(field => field.Name));
        Assert.Equal(["private_key"], fields.Where(field => field.IsFile).Select(field => field.Name));
        Assert.All(fields.Where(field => field.Example is not null), field => Assert.True(field.Accepts(field.Example)));
    }

    [Fact]
    public void Is_known_by_service_and_type() => Assert.Equal(
        [
            ("salesforce_console", "salesforce:console"), ("salesforce_login", "salesforce:login"), ("salesforce_loginas", "salesforce:loginas"),
            ("salesforce_report", "salesforce:report"), ("salesforce_reportexport", "salesforce:reportexport"),
        ],
        AppCatalog.All.Where(app => app.Service == "salesforce").Select(app => (app.ToString(), app.Log)));

    [Theory]
    [InlineData("login_host", "login.salesforce.com", true)]
    [InlineData("login_host", "test.salesforce.com", true)]
    [InlineData("login_host", "acme.my.salesforce.com", true)]
    [InlineData("login_host", "acme--uat.sandbox.my.salesforce.com", true)]
    [InlineData("login_host", "acme.my.salesforce.mil", true)]
    [InlineData("login_host", "acme.force.com", true)]
    [InlineData("login_host", "salesforce.com.evil.example", false)]
    [InlineData("login_host", "evilsalesforce.com", false)]
    [InlineData("login_host", "https://acme.my.salesforce.com", false)]
    [InlineData("login_host", "acme.my.salesforce.com/x", false)]
    [InlineData("login_host", "evil.example@acme.my.salesforce.com", false)]
    [InlineData("interval", "daily", true)]
    [InlineData("interval", "hourly", true)]
    [InlineData("interval", "Weekly", false)]
    [InlineData("row_format", "json", true)]
    [InlineData("row_format", "csv", true)]
    [InlineData("row_format", "xml", false)]
    [InlineData("api_version", "68.0", true)]
    [InlineData("api_version", "37.0", true)]
    [InlineData("api_version", "36.0", false)]
    [InlineData("api_version", "v68.0", false)]
    [InlineData("api_version", "68.0/../..", false)]
    public void Takes_settings_that_mean_something(string name, string value, bool accepted)
    {
        var setting = AppCatalog.Get("salesforce_login").Settings.Single(setting => setting.Name == name);

        Assert.Equal(accepted, setting.Accepts(value));
        Assert.True(setting.Accepts(setting.Default));
        Assert.True(setting.Example is null || setting.Accepts(setting.Example));
    }

    [Theory]
    [InlineData("salesforce_console", "Console", "daily", "Daily")]
    [InlineData("salesforce_login", "Login", "hourly", "Hourly")]
    [InlineData("salesforce_loginas", "LoginAs", "daily", "Daily")]
    [InlineData("salesforce_report", "Report", "hourly", "Hourly")]
    [InlineData("salesforce_reportexport", "ReportExport", "daily", "Daily")]
    public async Task Asks_for_the_files_of_one_type_and_interval_that_were_made_in_the_window(string type, string eventType, string interval, string kind)
    {
        org.Add("a", 1000, 1);
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor, type, settings: [("interval", interval), ("api_version", "61.0")]);
        using var page = await caller.GatherAsync(1000, 2000);

        var requests = vendor.Requests.ToList();
        Assert.Equal(3, requests.Count);
        Assert.StartsWith("/services/data/v61.0/query?q=SELECT%20Id%2C", requests[1].Target);
        Assert.Equal(
            "SELECT Id, EventType, LogDate, LogFileLength, LogFile, CreatedDate, Interval, Sequence FROM EventLogFile "
            + $"WHERE EventType='{eventType}' AND Interval='{kind}' AND CreatedDate >= 1970-01-01T00:16:40Z AND CreatedDate < 1970-01-01T00:33:20Z "
            + "ORDER BY CreatedDate ASC, Id ASC",
            QueryHelpers.ParseQuery(requests[1].Target.Split('?')[1])["q"]);
        Assert.Equal("/services/data/v68.0/sobjects/EventLogFile/0AT00000000000aGAI/LogFile", requests[2].Target);
        Assert.All(requests[1..], request => Assert.Equal(("GET", "Bearer 00D!t1"), (request.Method, request.Headers["Authorization"])));
        Assert.Equal("*/*", requests[2].Headers["Accept"]);
    }

    [Fact]
    public async Task Signs_in_with_a_key_where_there_is_one()
    {
        await using var vendor = await org.StartAsync();
        using var caller = Call(vendor, "acme.my.salesforce.com", ("client_id", ClientId), ("username", "ann@acme.example"), ("password", Password), ("private_key", Key.ExportPkcs8PrivateKeyPem()));
        using var page = await caller.GatherAsync(1000, 2000);

        var form = Form(vendor);
        Assert.Equal(("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer", 2), ($"grant_type={form["grant_type"]}", form.Count));
        var parts = form["assertion"].Split('.');
        Assert.True(Key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        var now = caller.Clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal(
            ["aud=https://acme.my.salesforce.com", $"exp={now + 120}", $"iat={now}", $"iss={ClientId}", "sub=ann@acme.example"],
            claims.RootElement.EnumerateObject().Select(claim => $"{claim.Name}={claim.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(SecurityToken)]
    [InlineData("")]
    public async Task Signs_in_with_a_password_where_there_is_one_and_puts_the_security_token_behind_it(string securityToken)
    {
        await using var vendor = await org.StartAsync();
        using var caller = Call(vendor, "login.salesforce.com", ("client_id", ClientId), ("client_secret", Secret), ("username", "ann@acme.example"), ("password", Password), ("security_token", securityToken));
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["grant_type"] = "password",
                ["client_id"] = ClientId,
                ["client_secret"] = Secret,
                ["username"] = "ann@acme.example",
                ["password"] = Password + securityToken,
            },
            Form(vendor));
    }

    [Fact]
    public async Task Signs_in_as_an_app_by_itself_where_there_is_neither()
    {
        await using var vendor = await org.StartAsync();
        using var caller = Call(vendor, "acme.my.salesforce.com", ("client_id", ClientId), ("client_secret", Secret));
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Equal(
            new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = ClientId, ["client_secret"] = Secret },
            Form(vendor));
    }

    [Theory]
    [InlineData("acme.my.salesforce.com", "client_id", "to sign in with client_id takes client_secret as well")]
    [InlineData("acme.my.salesforce.com", "client_id private_key", "to sign in with private_key takes username as well")]
    [InlineData("acme.my.salesforce.com", "client_id password", "to sign in with password takes client_secret and username as well")]
    [InlineData("login.salesforce.com", "client_id client_secret", "the host of your My Domain only, not at login.salesforce.com: set login_host")]
    [InlineData("test.salesforce.com", "client_id client_secret username", "the host of your My Domain only, not at test.salesforce.com: set login_host")]
    public async Task Says_what_is_missing_where_a_way_to_sign_in_cannot_work(string host, string fields, string what)
    {
        await using var vendor = await org.StartAsync();
        using var caller = Call(vendor, host, [.. fields.Split(' ').Select(field => (field, "hunter2hunter2hunter2"))]);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.Misconfigured, refusal.Outcome);
        Assert.Contains(what, refusal.Message);
        Assert.Empty(vendor.Requests);
    }

    [Theory]
    [InlineData("http://acme.my.salesforce.com")]
    [InlineData("https://evil.example")]
    [InlineData("https://salesforce.com.evil.example")]
    [InlineData("https://acme.my.salesforce.com@evil.example")]
    [InlineData("https://ann@acme.my.salesforce.com")]
    [InlineData("https://acme.my.salesforce.com:8443")]
    [InlineData("")]
    public async Task Takes_its_token_to_hosts_of_Salesforces_only(string instance)
    {
        org.Instance = instance;
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.SourceFailed, refusal.Outcome);
        Assert.Single(vendor.Requests);
    }

    [Fact]
    public async Task Tries_again_with_the_new_token_where_the_old_one_is_no_longer_known()
    {
        org.Add("a", 1000, 1);
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);
        org.Wanted = "00D!t2";
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Single(page.Events);
        Assert.Equal(
            ["Bearer 00D!t1", "Bearer 00D!t2", "Bearer 00D!t2"],
            vendor.Requests.Where(request => request.Method == "GET").Select(request => request.Headers["Authorization"]));
        Assert.Empty(caller.Clock.Waits);
    }

    private static ServiceCaller Call(ScriptedVendor vendor, string host, params (string Name, string Value)[] auth) => new(
        "salesforce_login",
        vendor.Address,
        auth.Where(field => field.Value.Length > 0).Select(field => KeyValuePair.Create(field.Name, field.Value)),
        settings: [new("login_host", host)]);

    private static Dictionary<string, string> Form(ScriptedVendor vendor)
    {
        var request = vendor.Requests.First();
        Assert.Equal(("POST", "/services/oauth2/token", "application/x-www-form-urlencoded"), (request.Method, request.Target, request.Headers["Content-Type"]));
        Assert.False(request.Headers.ContainsKey("Authorization"));
        return QueryHelpers.ParseQuery(request.Body).ToDictionary(field => field.Key, field => field.Value.ToString());
    }
}
