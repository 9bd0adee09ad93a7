using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Answers as Box does where enterprise events and the tokens for them are concerned: the same paths, parameters, claims and errors.
/// https://developer.box.com/reference/get-events
/// </summary>
internal sealed class BoxStandIn : StandIn
{
    private const string EventsPath = "/2.0/events";
    private const string TokenPath = "/oauth2/token";

    private readonly SandboxLog log;
    private readonly BoxSignIn signIn;
    private readonly BoxPage page;

    public BoxStandIn(SandboxOptions options)
        : base(options)
    {
        log = Open("box_admin_events", BoxText.Event);
        (signIn, page) = (new(Tokens), new(log, options.Clock, options.PageSize));
    }

    public override string Service => "box";

    public override JsonObject Auth => new() { ["keyfile"] = BoxCredentials.Keyfile };

    // So that no event is written behind the position of a client.
    protected override TimeSpan Delay => TimeSpan.FromSeconds(12);

    public override bool Serves(string path) => path == TokenPath || path.StartsWith("/2.0/", StringComparison.Ordinal);

    public override SandboxReply Answer(SandboxRequest request)
    {
        if (request.Path is not (EventsPath or TokenPath))
        {
            throw new SandboxRefusal(BoxError.Of(404), "Box has no such path");
        }

        if (request.Path == TokenPath ? !HttpMethods.IsPost(request.Method) : !HttpMethods.IsGet(request.Method))
        {
            throw new SandboxRefusal(BoxError.Of(405), "events are read with GET, tokens are asked for with POST");
        }

        if (request.Path == TokenPath)
        {
            return signIn.Answer(request);
        }

        if (!Tokens.Check(request.Bearer))
        {
            throw new SandboxRefusal(BoxError.BadToken);
        }

        Count(log);
        return page.Of(BoxQuery.Parse(request));
    }

    public override SandboxReply Refuse(FaultKind kind) => kind switch
    {
        FaultKind.Throttled => BoxError.Of(429),
        FaultKind.Denied => BoxError.Of(401),
        FaultKind.Forbidden => BoxError.InsufficientScope,
        FaultKind.Error => BoxError.Of(500, status: 200),
        _ => BoxError.Of(403),
    };

    public override SandboxReply Refuse(int status) => BoxError.Of(status);

    public override SandboxReply RefuseParameter(string name) => BoxError.BadParameter(name);
}
