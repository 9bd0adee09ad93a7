using System.Net;
using System.Text;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Contract;

/// <summary>Answers that no network brought, and what a layout makes of them.</summary>
internal sealed class Pages : Session, IDisposable
{
    public static readonly LogSource Duo = new("duo_prod", "sa_prod_duo_auth_duo_prod_app", "prod", "duo", "duo_auth", "duo:authentication");

    private Pages()
    {
    }

    /// <summary>How often an answer's memory was given back.</summary>
    public int Disposals { get; private set; }

    public static Pages Of(string type = "duo_auth") =>
        new() { Source = Duo with { Type = type }, Auth = new Credentials([]), Clock = new TestClock() };

    public static IReadOnlyList<LogEvent> Events(PageLayout layout, string json, string type = "duo_auth") => Of(type).Read(layout, json).Events;

    public static DateTimeOffset? TimeOf(string value) =>
        Assert.Single(Events(new PageLayout { Events = "", Time = "at" }, $$"""[{"at": {{value}}}]""")).Time;

    public static string? NextOf(string value) => Of().Read(new PageLayout { Events = "events", Next = "next" }, $$"""{"next": {{value}}, "events": []}""").Next;

    public static string Text(LogEvent item) => Encoding.UTF8.GetString(item.Bytes.Span);

    public Page Read(PageLayout layout, string json, Func<DateTimeOffset?, bool>? keep = null) => Read(layout, Encoding.UTF8.GetBytes(json), keep);

    public Page Read(PageLayout layout, ReadOnlyMemory<byte> json, Func<DateTimeOffset?, bool>? keep = null) =>
        layout.Read(new Answer(HttpStatusCode.OK, new HttpResponseMessage().Headers, json, this), this, keep);

    public string Refusal(PageLayout layout, string json) => Refusal(layout, Encoding.UTF8.GetBytes(json));

    public string Refusal(PageLayout layout, ReadOnlyMemory<byte> json)
    {
        var before = Disposals;
        var refusal = Assert.Throws<AppException>(() => Read(layout, json));
        Assert.Equal((Outcome.SourceFailed, before + 1), (refusal.Outcome, Disposals));
        Assert.StartsWith("'duo_prod': duo answered what cannot be read: ", refusal.Message);
        Assert.DoesNotContain('\n', refusal.Message);
        return refusal.Message;
    }

    public void Dispose() => Disposals++;

    public override Uri Url(string host, string pathAndQuery) => throw new NotSupportedException();

    public override Task<Answer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override Task<OpenAnswer> OpenAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override ValueTask<AccessToken> TokenAsync(Func<DateTimeOffset, HttpRequestMessage> ask, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override string SignJwt(Jwt jwt) => throw new NotSupportedException();
}
