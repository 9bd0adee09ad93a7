using System.Net;

namespace StreamAlert.Apps.Contract;

/// <summary>
/// One kind of log of one service: what it needs, how fast it may be asked, and what its next page is. Stateless: one instance answers
/// for any number of configured apps, and everything but the last three members is known without credentials. A subclass in
/// <c>Services/</c> is all that a new service takes; it holds no loop, no wait, no retry, no state and no model of an event.
/// </summary>
public abstract class AppIntegration
{
    /// <summary>The vendor, such as <c>duo</c>.</summary>
    public abstract string Service { get; }

    /// <summary>The kind of log, such as <c>auth</c>; the app's type is <c>duo_auth</c>.</summary>
    public abstract string Type { get; }

    /// <summary>StreamAlert's name of the log, such as <c>duo:authentication</c>.</summary>
    public abstract string Log { get; }

    /// <summary>What is collected, in a few words for people.</summary>
    public abstract string Description { get; }

    /// <summary>What the vendor asks for, in the order in which a person is asked.</summary>
    public abstract IReadOnlyList<AuthField> RequiredAuthInfo { get; }

    /// <summary>What a user may choose for each app; kept in the app's entry, and no secret.</summary>
    public virtual IReadOnlyList<AppSetting> Settings => [];

    /// <summary>What became of it, where the vendor has retired it: nobody should begin with it now. Null while it is served.</summary>
    public virtual string? Retired => null;

    /// <summary>How long the newest events must be left alone, since the vendor does not list them yet.</summary>
    public virtual TimeSpan Holdback => TimeSpan.Zero;

    /// <summary>How much of what was read is read again by each run.</summary>
    public virtual TimeSpan Overlap => TimeSpan.FromMinutes(1);

    /// <summary>
    /// How much later than the holdback an event can still show up: the horizon of the sweeps. None where the overlap covers it.
    /// </summary>
    public virtual TimeSpan Lateness => TimeSpan.Zero;

    /// <summary>How far back the vendor keeps events; null where it does not say.</summary>
    public virtual TimeSpan? History => null;

    /// <summary>The longest window that the vendor answers; null for no limit.</summary>
    public virtual TimeSpan? LongestWindow => null;

    /// <summary>
    /// Whether a page may list again what the page before it listed. Where events have no id, each page is then a read of its own; else
    /// the window is, and two events of the same bytes on two of its pages are two events.
    /// </summary>
    public virtual bool PagesOverlap => false;

    /// <summary>
    /// How the watermark stands in the state document: a .NET format for UTC, or null for whole Unix seconds as a number.
    /// </summary>
    public virtual string? DateFormat => null;

    /// <summary>How long to wait before a request of a run, so that the vendor's limits hold.</summary>
    /// <param name="request">Which request of the run, counted from 1.</param>
    public virtual TimeSpan SleepBeforeRequest(int request) => TimeSpan.Zero;

    /// <summary>
    /// How much one credential may ask of the service, over all apps that use it; null where waiting between requests will do.
    /// </summary>
    public virtual RequestLimit? Limit => null;

    /// <summary>Puts the credentials into a request; called again for each attempt, with the request otherwise finished.</summary>
    public virtual ValueTask AuthorizeAsync(HttpRequestMessage request, Session session, CancellationToken cancellationToken) =>
        ValueTask.CompletedTask;

    /// <summary>Whether an answer says no, for vendors that do so with a status of 200 as well.</summary>
    public virtual bool IsRefusal(Answer answer) => answer.Status >= HttpStatusCode.MultipleChoices;

    /// <summary>
    /// What a refusal means, of a request for logs or for a token, where the status alone does not tell; null for the common reading.
    /// </summary>
    public virtual AppException? Explain(Answer refusal, Session session) => null;

    /// <summary>Asks for one page: one request, whose answer is walked but not judged.</summary>
    /// <exception cref="AppException">The vendor refused, failed, or answered what cannot be read.</exception>
    public abstract Task<Page> GatherLogsAsync(Session session, Poll poll, CancellationToken cancellationToken);

    /// <summary>The app's type, such as <c>duo_auth</c>.</summary>
    public sealed override string ToString() => $"{Service}_{Type}";
}
