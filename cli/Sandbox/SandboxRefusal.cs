using System.Diagnostics.CodeAnalysis;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>Ends the work on a request with an answer that is an error.</summary>
/// <param name="reply">The vendor's own kind of error.</param>
/// <param name="misunderstanding">
/// Why the vendor would not understand the request: a parameter that is missing, unknown or ill-formed, a method or a path that it does
/// not have. Null where it understands, but refuses.
/// </param>
[SuppressMessage("Naming", "CA1710", Justification = "It is thrown for what it says, not for what went wrong here.")]
public sealed class SandboxRefusal(SandboxReply reply, string? misunderstanding = null) : Exception(misunderstanding ?? "refused")
{
    public SandboxReply Reply => reply;

    /// <summary>Whether a client that knows the vendor would not have sent the request.</summary>
    public bool IsMisunderstanding => misunderstanding is not null;
}
