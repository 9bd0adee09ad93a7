using System.Globalization;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// The parameters of a request for a log, in the query or in a form. Whatever Slack would not take is refused in its words.
/// </summary>
/// <param name="request">The request.</param>
/// <param name="status">The status of a refusal: 200 by the Web API, 400 by the audit logs.</param>
internal sealed class SlackQuery(SandboxRequest request, int status)
{
    private readonly ILookup<string, string> parameters =
        request.Query.Concat(request.Form).ToLookup(parameter => parameter.Key, parameter => parameter.Value);

    /// <summary>Lets no other parameters be there, and none of these twice.</summary>
    /// <exception cref="SandboxRefusal">A parameter is unknown or repeated.</exception>
    public void Only(params string[] names)
    {
        foreach (var parameter in parameters.Where(parameter => !names.Contains(parameter.Key) || parameter.Count() > 1))
        {
            throw Wrong("invalid_arguments", $"{parameter.Key} is {(names.Contains(parameter.Key) ? "repeated" : "not known")}");
        }
    }

    /// <summary>The value of a parameter; null where it is missing.</summary>
    public string? this[string name] => parameters[name].FirstOrDefault();

    /// <summary>A whole number within bounds.</summary>
    /// <param name="or">What a request without the parameter means; null where it is required.</param>
    /// <exception cref="SandboxRefusal">It is missing, no number, or out of bounds.</exception>
    public long Number(string name, long least, long most, long? or, string error = "invalid_arguments") => this[name] is not { } text
        ? or ?? throw Wrong(error, $"{name} is missing")
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Wrong(error, $"{name} is not {least} to {most}");

    /// <summary>The place that the cursor names.</summary>
    /// <exception cref="SandboxRefusal">It was given for another question, or is forgotten.</exception>
    public PageToken Cursor(string fingerprint) => this["cursor"] is not { Length: > 0 } text ? PageToken.Start
        : PageToken.Read(text, fingerprint) is { } place && !request.IsStruckBy(FaultKind.Forget) ? place
        : throw Wrong("invalid_cursor", "the cursor is not that of a page before, asked for with the same parameters");

    public SandboxRefusal Wrong(string error, string why) => new(SlackRefusal.Of(error, status), why);
}
