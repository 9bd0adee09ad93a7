using System.Collections.Frozen;
using System.Text.Json.Nodes;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// What stands in for one service: its paths, parameters, signatures, pages and errors, as its documentation has them. Subclasses are
/// found by themselves; a constructor takes <see cref="SandboxOptions"/> and opens the logs. Requests come in at once.
/// </summary>
public abstract class StandIn(SandboxOptions options)
{
    private readonly Dictionary<string, SandboxLog> logs = [];
    private readonly DateTimeOffset started = options.Clock.GetUtcNow();

    /// <summary>The vendor, such as an app's <see cref="AppIntegration.Service"/>.</summary>
    public abstract string Service { get; }

    /// <summary>A new object with the credentials that it takes, which open nothing but the sandbox.</summary>
    public abstract JsonObject Auth { get; }

    /// <summary>The settings that an app needs to talk to it.</summary>
    public virtual IReadOnlyDictionary<string, string> Settings => FrozenDictionary<string, string>.Empty;

    /// <summary>How old an event must be to be listed, where the options do not say.</summary>
    protected virtual TimeSpan Delay => TimeSpan.Zero;

    protected SandboxOptions Options => options;

    /// <summary>The access tokens that it gave, for services that sign in with tokens.</summary>
    protected SandboxTokens Tokens { get; } = new(options.Clock);

    /// <summary>Whether a path is one of its own. All stand-ins have one address: none may claim the path of another.</summary>
    public abstract bool Serves(string path);

    /// <summary>The log that an app of this type reads.</summary>
    /// <exception cref="AppException">There is none: <see cref="Outcome.Misconfigured"/>.</exception>
    public SandboxLog Log(string type) => logs.TryGetValue(type, out var log)
        ? log
        : throw AppException.Misconfigured($"the sandbox has no log for the app type '{Plain.Text(type)}'");

    /// <summary>Answers a request of a path that is its own.</summary>
    /// <exception cref="SandboxRefusal">In place of an answer that is an error.</exception>
    public abstract SandboxReply Answer(SandboxRequest request);

    /// <summary>
    /// The answer with which the vendor says one of <see cref="FaultKind.Denied"/>, <see cref="FaultKind.Forbidden"/>,
    /// <see cref="FaultKind.Plan"/>, <see cref="FaultKind.Throttled"/> and <see cref="FaultKind.Error"/>.
    /// </summary>
    public abstract SandboxReply Refuse(FaultKind kind);

    /// <summary>The vendor's error of an HTTP status, 400 to 599.</summary>
    public abstract SandboxReply Refuse(int status);

    /// <summary>The vendor's error for a parameter that is missing, unknown or ill-formed.</summary>
    public virtual SandboxReply RefuseParameter(string name) => Refuse(400);

    /// <summary>From now on, none of the access tokens given so far is known.</summary>
    public virtual void ForgetTokens() => Tokens.Forget();

    /// <summary>Opens a log, in the constructor.</summary>
    /// <param name="type">The type of the app that reads it.</param>
    /// <param name="write">Writes an event.</param>
    /// <param name="hasIds">Whether events have ids; only without, two of them can be the same.</param>
    /// <param name="hasGaps">Whether a line break in an event's text stands for any space that JSON allows.</param>
    protected SandboxLog Open(string type, EventWriter write, bool hasIds = true, bool hasGaps = true)
    {
        var log = new SandboxLog(options, new LogTimes(options, options.Delay ?? Delay, started, hasIds), write, hasGaps);
        logs.Add(type, log);
        return log;
    }

    /// <summary>Counts a request for a log.</summary>
    /// <exception cref="SandboxRefusal">There were too many within a minute.</exception>
    protected void Count(SandboxLog log)
    {
        if (!log.Quota.Take())
        {
            throw new SandboxRefusal(Refuse(FaultKind.Throttled));
        }
    }
}
