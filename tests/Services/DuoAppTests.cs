using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Services;

public sealed class DuoAppTests
{
    [Theory]
    [InlineData("api_hostname", "api-abcdef12.duosecurity.com", true)]
    [InlineData("api_hostname", "api-00000000.duofederal.com", true)]
    [InlineData("api_hostname", "api-ABCDEF12.duosecurity.com", false)]
    [InlineData("api_hostname", "api-abcdef12.duosecurity.com.evil.example", false)]
    [InlineData("api_hostname", "api-abcdef12xduosecurity.com", false)]
    [InlineData("api_hostname", "https://api-abcdef12.duosecurity.com", false)]
    [InlineData("api_hostname", "api-abcdef12.duosecurity.com\n", false)]
    [InlineData("integration_key", "DIABCDEFGHIJKLMN1234", true)]
    [InlineData("integration_key", "DXABCDEFGHIJKLMN1234", false)]
    [InlineData("integration_key", "DIABCDEFGHIJKLMN123", false)]
    [InlineData("integration_key", "DIABCDEFGHIJKLMN1234\n", false)]
    [InlineData("secret_key", "abcdefghijklmnopqrstuvwxyz0123456789ABCD", true)]
    [InlineData("secret_key", "abcdefghijklmnopqrstuvwxyz0123456789ABC", false)]
    [InlineData("secret_key", "abcdefghijklmnopqrstuvwxyz0123456789ABC-", false)]
    [InlineData("secret_key", "abcdefghijklmnopqrstuvwxyz0123456789ABCD\n", false)]
    public void Accepts_what_Duo_issues_and_nothing_else(string name, string value, bool accepted) =>
        Assert.Equal(accepted, AppCatalog.Get("duo_auth").RequiredAuthInfo.Single(field => field.Name == name).Accepts(value));

    [Fact]
    public void Shows_all_but_the_secret_key_and_accepts_its_own_examples()
    {
        var fields = AppCatalog.Get("duo_admin").RequiredAuthInfo;

        Assert.Equal(["api_hostname", "integration_key", "secret_key"], fields.Select(field => field.Name));
        Assert.Equal([true, true, false], fields.Select(field => field.IsPublic));
        Assert.All(fields.Where(field => field.Example is not null), field => Assert.True(field.Accepts(field.Example)));
    }

    [Fact]
    public void Is_known_by_service_and_type()
    {
        Assert.Equal(
            [
                ("duo_activity", "duo:activity"), ("duo_admin", "duo:administrator"), ("duo_auth", "duo:authentication"),
                ("duo_offline_enrollment", "duo:offline_enrollment"), ("duo_telephony", "duo:telephony"),
            ],
            AppCatalog.All.Where(app => app.Service == "duo").Select(app => (app.ToString(), app.Log)));
    }

    [Fact]
    public void Asks_twice_a_minute_at_most() => Assert.Equal(
        [0, 0, 1, 0, 1, 0],
        Enumerable.Range(1, 6).Select(request => AppCatalog.Get("duo_auth").SleepBeforeRequest(request).TotalMinutes));

    [Theory]
    [InlineData(40101, "40101, missing credentials")]
    [InlineData(40102, "40102, unknown integration key")]
    [InlineData(40103, "40103, wrong secret key or API hostname")]
    [InlineData(40199, "40199")]
    public async Task Says_what_to_check_when_Duo_refuses_the_credentials(int code, string meaning)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(
            401, $$"""{"code":{{code}},"message":"{{Caller.Secret}}","stat":"FAIL"}""", "Date: Sun, 29 Mar 2026 12:00:30 GMT"));
        using var caller = DuoCaller.Of("duo_auth", vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.AuthFailed, refusal.Outcome);
        Assert.Equal(
            $"'my_app': Duo refused the credentials ({meaning}): check api_hostname, integration_key and secret_key, then run: apps-cli update-auth --cluster prod --name my_app",
            refusal.Message);
        Assert.Single(vendor.Requests);
    }

    [Theory]
    [InlineData("<html>Sign in</html>")]
    [InlineData("[1]")]
    [InlineData("""{"code":"40103"}""")]
    [InlineData("")]
    public async Task Says_so_as_well_when_the_refusal_cannot_be_read(string body)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(401, body, "Date: Sun, 29 Mar 2026 12:00:30 GMT"));
        using var caller = DuoCaller.Of("duo_auth", vendor.Address);

        Assert.Contains("refused the credentials (401): check api_hostname", (await caller.RefusalAsync()).Message);
    }

    [Fact]
    public async Task Says_which_right_is_missing()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(403, """{"code":40301,"stat":"FAIL"}"""));
        using var caller = DuoCaller.Of("duo_auth", vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.AuthFailed, refusal.Outcome);
        Assert.Contains("'Grant read log'", refusal.Message);
    }

    [Theory]
    [InlineData(40103, "Sun, 29 Mar 2026 11:50:00 GMT", "is 10 minutes ahead of Duo's")]
    [InlineData(40103, "Sun, 29 Mar 2026 12:07:00 GMT", "is 7 minutes behind Duo's")]
    [InlineData(40105, "Sun, 29 Mar 2026 12:00:02 GMT", "is off")]
    [InlineData(40105, "Sun, 29 Mar 2026 12:03:00 GMT", "is 3 minutes behind Duo's")]
    public async Task Says_when_it_is_the_clock_that_is_wrong(int code, string date, string what)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(401, $$"""{"code":{{code}},"stat":"FAIL"}""", $"Date: {date}"));
        using var caller = DuoCaller.Of("duo_auth", vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.Misconfigured, refusal.Outcome);
        Assert.Equal($"'my_app': Duo refused the request's date: this machine's clock {what}; set the clock (NTP), then run again", refusal.Message);
    }
}
