using System.Text.Json;

namespace StreamAlert.Apps.Contract;

/// <summary>
/// Where in a vendor's JSON the events are, and what in an event tells its identity and its time. Paths are property names joined by
/// dots. A page is walked once; no event is ever turned into text or an object.
/// </summary>
public sealed class PageLayout
{
    /// <summary>The array of events, such as <c>response.authlogs</c>.</summary>
    public required string Events { get; init; }

    /// <summary>What tells where the next page is: a text, a number, or an array of them, which is joined by commas.</summary>
    public string? Next { get; init; }

    /// <summary>In an event: what together identify it. Where one of them is missing, or none is named, its bytes do.</summary>
    public IReadOnlyList<string> Id { get; init; } = [];

    /// <summary>In an event: its time, as ISO 8601 or as Unix seconds or milliseconds, in a text or a number.</summary>
    public string? Time { get; init; }

    /// <summary>
    /// What an answer has that is an empty page although it lacks the array, such as <c>kind</c>; null where an answer without it cannot
    /// be read.
    /// </summary>
    public string? EmptyWith { get; init; }

    /// <summary>What else of the answer the service wants to know: texts, numbers or truths, see <see cref="Page.Facts"/>.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    /// <summary>Walks an answer and makes it a page, which then owns the answer's memory.</summary>
    /// <param name="answer">The answer; disposed here where it cannot be read.</param>
    /// <param name="session">Whose answer it is.</param>
    /// <param name="keep">Which events belong to the window, by their time, for vendors that list others too; null for all.</param>
    /// <exception cref="AppException">The answer is no JSON, or lacks the events.</exception>
    public Page Read(Answer answer, Session session, Func<DateTimeOffset?, bool>? keep = null)
    {
        try
        {
            var walk = new PageWalk(this, session.Source.Type, answer.Body, keep);
            walk.Run();
            if (!walk.FoundEvents && !walk.IsEmpty)
            {
                throw Unreadable(session, $"it lacks '{Events}'");
            }

            return new Page(walk.Found, answer) { Next = walk.Next, AsOf = answer.Date, Facts = walk.Facts };
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            var why = answer.IsWebPage ? "it is a web page: a proxy's, or the vendor is under maintenance" : "it is no valid JSON";
            answer.Dispose();
            throw Unreadable(session, why);
        }
        catch (InvalidDataException)
        {
            answer.Dispose();
            throw Unreadable(session, Events.Length == 0 ? "it is no array" : $"'{Events}' is no array in it");
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    private static AppException Unreadable(Session session, string why) => AppException.SourceFailed(
        $"'{session.Source.App}': {session.Source.Service} answered what cannot be read: {why}; "
        + "nothing was skipped, the next run asks again");
}
