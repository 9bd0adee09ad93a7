using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>A request as a stand-in sees it.</summary>
public sealed class SandboxRequest
{
    private readonly IHeaderDictionary headers;
    private readonly StandIn standIn;

    /// <param name="request">The request as it came in.</param>
    /// <param name="body">Its body.</param>
    /// <param name="standIn">Who answers, and refuses parameters.</param>
    /// <param name="fault">The fault that strikes it, or null.</param>
    /// <param name="now">What the server's clock says.</param>
    public SandboxRequest(HttpRequest request, ReadOnlyMemory<byte> body, StandIn standIn, Fault? fault, DateTimeOffset now)
    {
        headers = request.Headers;
        this.standIn = standIn;
        (Method, Path, Host) = (request.Method, request.Path.Value ?? "", request.Host.Value ?? "");
        (Body, Fault, Now) = (body, fault, now);
        Query = Parameters(request.QueryString.Value);
        const string FormType = "application/x-www-form-urlencoded";
        Form = request.ContentType?.StartsWith(FormType, StringComparison.OrdinalIgnoreCase) == true
            ? Parameters(Encoding.UTF8.GetString(body.Span))
            : [];
    }

    /// <summary><c>GET</c>, for example.</summary>
    public string Method { get; }

    /// <summary>Decoded, such as <c>/admin/v1/logs</c>.</summary>
    public string Path { get; }

    /// <summary>The <c>Host</c> header, with the port: <c>127.0.0.1:8085</c>.</summary>
    public string Host { get; }

    /// <summary>The parameters of the query, decoded, in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; }

    /// <summary>The parameters of a body that is a form, decoded, in their order; none where the body is something else.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Form { get; }

    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The fault that strikes this request, or null.</summary>
    public Fault? Fault { get; }

    /// <summary>What the server's clock says, UTC; it may be ahead or behind on purpose.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The token of an <c>Authorization: Bearer</c> header, or null.</summary>
    public string? Bearer => Header("Authorization") is { } text && text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        ? text["Bearer ".Length..]
        : null;

    /// <summary>The first value of a header; null where there is none.</summary>
    public string? Header(string name) => headers[name].FirstOrDefault();

    /// <summary>Whether this kind of fault strikes the request.</summary>
    public bool IsStruckBy(FaultKind kind) => Fault?.Kind == kind;

    /// <summary>The value of a parameter of the query; null where it is missing.</summary>
    /// <exception cref="SandboxRefusal">It is there twice.</exception>
    [SuppressMessage("Naming", "CA1720", Justification = "The one value, not a number.")]
    public string? Single(string name)
    {
        var values = Query.Where(parameter => parameter.Key == name).Take(2).ToArray();
        return values.Length <= 1 ? values.FirstOrDefault().Value : throw Wrong(name, $"{name} is repeated");
    }

    /// <summary>The value of a parameter of the query.</summary>
    /// <exception cref="SandboxRefusal">It is missing, or there twice.</exception>
    public string Required(string name) => Single(name) ?? throw Wrong(name, $"{name} is missing");

    /// <summary>Lets no other parameters be in the query, and none of these twice.</summary>
    /// <exception cref="SandboxRefusal">A parameter is unknown or repeated.</exception>
    public void Only(params string[] names) => Only(names, []);

    /// <summary>Lets no other parameters be in the query, and only the repeatable ones twice.</summary>
    /// <exception cref="SandboxRefusal">A parameter is unknown or repeated.</exception>
    public void Only(string[] names, string[] repeatable)
    {
        var known = names.Concat(repeatable).ToList();
        if (Query.Select(parameter => parameter.Key).Except(known).FirstOrDefault() is { } unknown)
        {
            throw Wrong(unknown, $"{unknown} is not known");
        }

        foreach (var name in names)
        {
            Single(name);
        }
    }

    /// <summary>The refusal of a parameter that is missing, unknown or ill-formed, in the vendor's words.</summary>
    /// <param name="parameter">Its name.</param>
    /// <param name="why">For <see cref="SandboxServer.Misunderstood"/>; without secrets.</param>
    public SandboxRefusal Wrong(string parameter, string? why = null) =>
        new(standIn.RefuseParameter(parameter), why ?? $"{parameter} is not what it should be");

    private static List<KeyValuePair<string, string>> Parameters(string? query)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        foreach (var parameter in new QueryStringEnumerable(query))
        {
            parameters.Add(new(parameter.DecodeName().ToString(), parameter.DecodeValue().ToString()));
        }

        return parameters;
    }
}
