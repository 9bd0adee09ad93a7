using System.Text;
using System.Text.Json.Nodes;
using StreamAlert.Apps.Cli.Sandbox;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

/// <summary>The least that a stand-in can be: a log, <c>plain_log</c>, and no pages of it.</summary>
internal sealed class PlainStandIn : StandIn
{
    private readonly TimeSpan delay;

    public PlainStandIn(SandboxOptions options, bool hasIds = true, bool hasGaps = true, TimeSpan delay = default)
        : base(options)
    {
        this.delay = delay;
        Open("plain_log", (i, _, text) => Encoding.UTF8.GetBytes($"{{\"n\":{i},\n\"m\":1}}", text), hasIds, hasGaps);
    }

    public override string Service => "plain";

    public override JsonObject Auth => [];

    protected override TimeSpan Delay => delay;

    public override bool Serves(string path) => false;

    public override SandboxReply Answer(SandboxRequest request) => Refuse(404);

    public override SandboxReply Refuse(FaultKind kind) => Refuse(400);

    public override SandboxReply Refuse(int status) => new(status);
}
