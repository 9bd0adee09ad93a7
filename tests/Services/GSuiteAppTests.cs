using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Services;

public sealed class GSuiteAppTests
{
    private const string Window = "startTime=2024-04-30T23%3A59%3A59.999Z&endTime=2024-05-01T01%3A00%3A00.000Z&maxResults=1000";
    private const long From = 1714521600;
    private const long To = 1714525200;

    // https://github.com/airbnb/streamalert/blob/master/streamalert/apps/_apps/gsuite.py
    private static readonly string[] Originals =
    [
        "access_transparency", "admin", "calendar", "drive", "gcp", "groups", "groups_enterprise", "gplus", "login", "meet", "mobile",
        "rules", "saml", "token", "user_accounts",
    ];

    public static TheoryData<string> Applications => [.. Apps.Select(app => app.Type)];

    private static List<AppIntegration> Apps { get; } = [.. AppCatalog.All.Where(app => app.Service == "gsuite")];

    [Fact]
    public void Are_all_that_Google_reports_on_and_those_of_the_original_among_them()
    {
        Assert.Equal(41, Apps.Count);
        Assert.Superset(Originals.ToHashSet(), Apps.Select(app => app.Type).ToHashSet());
        Assert.All(Apps, app => Assert.Equal("gsuite:reports", app.Log));
        Assert.Equal(["gplus", "jamboard"], Apps.Where(app => app.Retired is not null).Select(app => app.Type));
    }

    [Theory]
    [MemberData(nameof(Applications))]
    public async Task Is_asked_for_by_its_own_name(string application)
    {
        await using var vendor = await ScriptedVendor.StartAsync(GSuiteCaller.Token, ScriptedVendor.Json(
            $$"""{"kind":"admin#reports#activities","items":[{{Item(application, "2024-05-01T00:00:01.123Z", "-7213412341234567890")}}]}"""));
        using var caller = GSuiteCaller.Of($"gsuite_{application}", vendor.Address);
        using var page = await caller.GatherAsync(From, To);

        var request = vendor.Requests.Last();
        Assert.Equal(("GET", $"/admin/reports/v1/activity/users/all/applications/{application}?{Window}"), (request.Method, request.Target));
        Assert.Equal("Bearer ya29.a0AfH6SMBx", request.Headers["Authorization"]);
        var item = Assert.Single(page.Events);
        Assert.True(item.HasVendorId);
        Assert.Equal(From + 1.123, item.Time!.Value.ToUnixTimeMilliseconds() / 1000.0);
    }

    [Fact]
    public async Task Needs_a_token_and_a_page_and_nothing_else()
    {
        await using var vendor = await ScriptedVendor.StartAsync(GSuiteCaller.Token, ScriptedVendor.Json("""{"kind":"admin#reports#activities"}"""));
        using var caller = GSuiteCaller.Of("gsuite_login", vendor.Address);
        using var first = await caller.GatherAsync(From, To);
        using var second = await caller.GatherAsync(From, To);

        Assert.Equal(
            ["POST /token", .. Enumerable.Repeat($"GET /admin/reports/v1/activity/users/all/applications/login?{Window}", 2)],
            vendor.Requests.Select(request => $"{request.Method} {request.Target}"));
    }

    [Fact]
    public async Task Repeats_all_parameters_with_a_page_token()
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            GSuiteCaller.Token,
            ScriptedVendor.Json($$"""{"kind":"k","nextPageToken":"A:1695/+= &x","items":[{{Item("drive", "2024-05-01T00:00:03.000Z", "1")}}]}"""),
            ScriptedVendor.Json($$"""{"kind":"k","items":[{{Item("drive", "2024-05-01T00:00:02.000Z", "1")}}]}"""));
        using var caller = GSuiteCaller.Of("gsuite_drive", vendor.Address);
        using var first = await caller.GatherAsync(From, To);
        using var second = await caller.GatherAsync(From, To, first.Next);

        Assert.Equal(("A:1695/+= &x", null), (first.Next, second.Next));
        Assert.EndsWith($"applications/drive?{Window}&pageToken=A%3A1695%2F%2B%3D%20%26x", vendor.Requests.Last().Target);
        Assert.NotEqual(first.Events.Single().Id, second.Events.Single().Id);
    }

    // The original's run ended there, and the rest was lost.
    [Theory]
    [InlineData("""{"kind":"admin#reports#activities","nextPageToken":"A:2"}""")]
    [InlineData("""{"nextPageToken":"A:2","items":[],"kind":"admin#reports#activities"}""")]
    [InlineData("""{"nextPageToken":"A:2","items":null,"kind":"admin#reports#activities"}""")]
    public async Task Goes_on_after_a_page_without_events(string body)
    {
        await using var vendor = await ScriptedVendor.StartAsync(GSuiteCaller.Token, ScriptedVendor.Json(body));
        using var caller = GSuiteCaller.Of("gsuite_admin", vendor.Address);
        using var page = await caller.GatherAsync(From, To, "A:1");

        Assert.Equal(("A:2", 0, false), (page.Next, page.Events.Count, page.TokenExpired));
    }

    [Fact]
    public async Task Keeps_what_is_in_the_window_whichever_way_Google_understands_its_ends()
    {
        string[] times = ["01:00:00.000", "00:59:59.999", "00:00:00.000"];
        var items = times.Select(time => Item("login", $"2024-05-01T{time}Z", "1")).Append(Item("login", "2024-04-30T23:59:59.999Z", "1"))
            .Append("""{"id":{"time":"?","uniqueQualifier":"2"}}""");
        await using var vendor = await ScriptedVendor.StartAsync(
            GSuiteCaller.Token, ScriptedVendor.Json($$"""{"kind":"k","items":[{{string.Join(',', items)}}]}"""));
        using var caller = GSuiteCaller.Of("gsuite_login", vendor.Address);
        using var page = await caller.GatherAsync(From, To);

        Assert.Equal([To - 0.001, From, null], page.Events.Select(item => item.Time?.ToUnixTimeMilliseconds() / 1000.0));
    }

    [Fact]
    public async Task Tells_events_apart_by_all_that_Google_identifies_them_by()
    {
        const string Time = "2024-05-01T00:00:01.123Z";
        string[] items =
        [
            Item("login", Time, "-7213412341234567890"), Item("login", Time, "-7213412341234567891"), Item("login", Time, "-7213412341234567890", "C0xyz"),
            Item("saml", Time, "-7213412341234567890"), Item("login", "2024-05-01T00:00:01.124Z", "-7213412341234567890"),
            $$"""{"etag":"\"2\"","id":{"customerId":"C0abc","uniqueQualifier":"-7213412341234567890","time":"{{Time}}","applicationName":"login"} }""",
            $$"""{"id":{"time":"{{Time}}","applicationName":"login"},"n":1}""",
        ];
        await using var vendor = await ScriptedVendor.StartAsync(
            GSuiteCaller.Token, ScriptedVendor.Json($$"""{"kind":"k","items":[{{string.Join(" , ", items)}}]}"""));
        using var caller = GSuiteCaller.Of("gsuite_login", vendor.Address);
        using var page = await caller.GatherAsync(From, To);

        Assert.Equal(items, page.Events.Select(Pages.Text));
        Assert.Equal([true, true, true, true, true, true, false], page.Events.Select(item => item.HasVendorId));
        Assert.Equal(6, page.Events.Select(item => item.Id).Distinct().Count());
        Assert.Equal(page.Events[0].Id, page.Events[5].Id);
    }

    [Fact]
    public async Task Starts_the_window_over_when_Google_forgot_the_page_token()
    {
        await using var vendor = await ScriptedVendor.StartAsync(GSuiteCaller.Token, ScriptedVendor.Status(
            400, """{"error":{"code":400,"message":"Invalid Value","errors":[{"message":"Invalid Value","domain":"global","reason":"invalid"}]}}"""));
        using var caller = GSuiteCaller.Of("gsuite_login", vendor.Address);
        using var page = await caller.GatherAsync(From, To, "A:1");

        Assert.Equal((true, 0, null), (page.TokenExpired, page.Events.Count, page.Next));
        Assert.Equal(Outcome.SourceFailed, (await caller.RefusalAsync()).Outcome);
    }

    [Theory]
    [InlineData("""{"error":{"code":403,"message":"?","errors":[{"reason":"rateLimitExceeded"}]}}""")]
    [InlineData("""{"items":[{"id":{}}""")]
    [InlineData("""{"items":{"id":{}},"kind":"k"}""")]
    [InlineData("{}")]
    [InlineData("<html>Sign in</html>")]
    public async Task Never_takes_an_answer_without_events_for_an_empty_page(string body)
    {
        await using var vendor = await ScriptedVendor.StartAsync(GSuiteCaller.Token, ScriptedVendor.Json(body));
        using var caller = GSuiteCaller.Of("gsuite_login", vendor.Address);

        Assert.Equal(Outcome.SourceFailed, (await caller.RefusalAsync()).Outcome);
    }

    [Fact]
    public void Waits_for_late_events_as_long_as_Google_takes()
    {
        var soon = Apps.Where(app => app.Lateness < TimeSpan.FromHours(3)).ToList();

        Assert.Equal(
            [
                "access_evaluation", "access_transparency", "admin", "admin_data_action", "assignments", "chat", "chrome", "classroom",
                "context_aware_access", "data_migration", "drive", "login", "mobile", "saml",
            ],
            soon.Select(app => app.Type));
        Assert.All(soon, app => Assert.Equal(TimeSpan.FromHours(1), app.Lateness));
        Assert.All(Apps, app => Assert.InRange(app.Holdback.TotalMinutes, 1, 5));
    }

    [Fact]
    public void Asks_within_Googles_limits()
    {
        Assert.All(Apps, app => Assert.Equal((180, 2400), (app.History!.Value.Days, app.Limit!.Requests)));
        Assert.True(AppCatalog.Get("gsuite_gmail").LongestWindow < TimeSpan.FromDays(30));
    }

    [Fact]
    public void Writes_its_timestamp_as_the_original_did() => Assert.Equal(
        "2020-09-13T11:00:00.000000Z",
        new DateTime(2020, 9, 13, 11, 0, 0, DateTimeKind.Utc).ToString(
            AppCatalog.Get("gsuite_login").DateFormat, System.Globalization.CultureInfo.InvariantCulture));

    private static string Item(string application, string time, string qualifier, string customer = "C0abc") =>
        $$"""{"kind":"admin#reports#activity","id":{"time":"{{time}}","uniqueQualifier":"{{qualifier}}","applicationName":"{{application}}","customerId":"{{customer}}" }, "n":1.0}""";
}
