using StreamAlert.Apps.Tests.Http;

namespace StreamAlert.Apps.Tests.Services;

/// <summary>Duo apps with credentials of the test's.</summary>
internal static class DuoCaller
{
    public static ServiceCaller Of(string type, Uri address, TestClock? clock = null, string secret = Caller.Secret) => new(
        type,
        address,
        [new("api_hostname", "api-abcdef12.duosecurity.com"), new("integration_key", "DIABCDEFGHIJKLMNOPQR"), new("secret_key", secret)],
        clock);
}
