namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>What can go wrong with an answer.</summary>
public enum FaultKind
{
    /// <summary>An error of the fault's HTTP status, with the vendor's own kind of body.</summary>
    Status,

    /// <summary>The whole length is declared, half of the body is sent, and the connection ends.</summary>
    Truncate,

    /// <summary>The connection ends without an answer.</summary>
    Close,

    /// <summary>The whole length is declared, half of the body is sent, and nothing more until the client or the server gives up.</summary>
    Stall,

    /// <summary>A maintenance page in HTML, with status 200.</summary>
    Html,

    /// <summary>Half of the JSON, as a complete answer with status 200.</summary>
    Garbage,

    /// <summary>A redirect (302) to another host, <c>http://192.0.2.1/</c>, where nobody answers.</summary>
    Redirect,
}
