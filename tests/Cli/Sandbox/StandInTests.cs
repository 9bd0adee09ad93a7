using StreamAlert.Apps.Cli.Sandbox;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class StandInTests
{
    public static TheoryData<string> Services => [.. AppCatalog.All.Select(app => app.Service).Distinct()];

    public static TheoryData<string> Types => [.. AppCatalog.All.Select(app => app.ToString())];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task There_is_one_for_every_service_with_credentials_that_its_apps_accept(string service)
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 1 });
        var auth = server.StandIn(service).Auth;

        foreach (var app in AppCatalog.All.Where(app => app.Service == service))
        {
            var required = app.RequiredAuthInfo.Where(field => !field.IsOptional).Select(field => field.Name);
            Assert.Superset(required.ToHashSet(), auth.Select(field => field.Key).ToHashSet());
            foreach (var (name, value) in auth)
            {
                var field = Assert.Single(app.RequiredAuthInfo, field => field.Name == name);
                Assert.True(field.Accepts((string?)value), $"{name} is not accepted");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task There_is_a_log_for_every_type_of_app_and_settings_that_it_accepts(string type)
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 3 });
        var app = AppCatalog.Get(type);

        Assert.Equal(3, server.Log(type).Count);
        Assert.NotEqual(server.Log(type).Event(0), server.Log(type).Event(1));
        Assert.All(
            server.StandIn(app.Service).Settings,
            chosen => Assert.True(Assert.Single(app.Settings, setting => setting.Name == chosen.Key).Accepts(chosen.Value)));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Has_answers_for_every_refusal_that_a_fault_may_ask_of_it(string service)
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 1 });
        var standIn = server.StandIn(service);

        foreach (var kind in new[] { FaultKind.Denied, FaultKind.Forbidden, FaultKind.Plan, FaultKind.Throttled })
        {
            Assert.True(standIn.Refuse(kind).Status is 200 or (>= 400 and < 600), $"{kind} is no refusal");
        }

        Assert.Equal(200, standIn.Refuse(FaultKind.Error).Status);
        Assert.All([400, 401, 403, 404, 429, 500, 503], status => Assert.Equal(status, standIn.Refuse(status).Status));
    }

    [Fact]
    public async Task What_there_is_none_for_is_said_by_its_name()
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 1 });

        Assert.Contains("'nobody'", Assert.Throws<AppException>(() => server.StandIn("nobody")).Message, StringComparison.Ordinal);
        Assert.Contains("'duo_nothing'", Assert.Throws<AppException>(() => server.Log("duo_nothing")).Message, StringComparison.Ordinal);
    }
}
