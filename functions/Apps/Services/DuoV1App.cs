using System.Globalization;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// The logs that only the first version of Duo's log API has: https://duo.com/docs/adminapi#administrator-logs and
/// https://duo.com/docs/adminapi#offline-enrollment-logs. It lists the earliest events from a second on, without an id, an end or a token.
/// </summary>
public sealed class DuoV1App : DuoApp
{
    private static readonly PageLayout Layout = new() { Events = "response", Time = "timestamp" };

    private readonly string endpoint;

    // Where Duo keeps to a most, a page with less is the last one; where it does not, only an empty one is.
    private readonly bool keepsToMost;

    private DuoV1App(string type, string endpoint, string description, bool keepsToMost)
        : base(type, $"duo:{endpoint}", description) => (this.endpoint, this.keepsToMost) = (endpoint, keepsToMost);

    /// <summary>What administrators did, and who may sign in without a network.</summary>
    public static IEnumerable<AppIntegration> Types =>
    [
        new DuoV1App("admin", "administrator", "Duo administrator logs", keepsToMost: true),
        new DuoV1App("offline_enrollment", "offline_enrollment", "Duo offline enrollment logs", keepsToMost: false),
    ];

    // The last second of a page is asked for again, since more of its events may be on the next one.
    public override bool PagesOverlap => true;

    public override async Task<Page> GatherLogsAsync(Session session, Poll poll, CancellationToken cancellationToken)
    {
        // Whether mintime itself is listed depends on whom one asks: starting one second before is right either way.
        var minTime = poll.From.ToUnixTimeSeconds() - 1;
        if (poll.Token is { } token && !long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out minTime))
        {
            return new Page([]) { TokenExpired = true };
        }

        var listed = 0;
        var first = long.MaxValue;
        var last = minTime;
        var since = new KeyValuePair<string, string>("mintime", minTime.ToString(CultureInfo.InvariantCulture));
        var answer = await session.GetAsync(Url(session, $"/admin/v1/logs/{endpoint}", since), cancellationToken);
        var page = Layout.Read(answer, session, time =>
        {
            listed++;
            first = Math.Min(first, time?.ToUnixTimeSeconds() ?? first);
            last = Math.Max(last, time?.ToUnixTimeSeconds() ?? last);
            return time is null || (time >= poll.From && time < poll.To);
        });
        var more = listed >= (keepsToMost ? MostPerPage : 1) && last < poll.To.ToUnixTimeSeconds();
        var isOneSecond = more && first == last && listed >= MostPerPage;
        return new Page(page.Events, page)
        {
            AsOf = page.AsOf,
            Next = more ? Math.Max(isOneSecond ? last : last - 1, minTime + 1).ToString(CultureInfo.InvariantCulture) : null,
            Notice = isOneSecond
                ? $"Duo lists {MostPerPage} events of a second at the most, and has as many for "
                    + $"{DateTimeOffset.FromUnixTimeSeconds(last):u}: more of that second cannot be read"
                : null,
        };
    }
}
