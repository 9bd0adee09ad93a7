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

    /// <summary>The vendor's error for credentials that it does not know.</summary>
    Denied,

    /// <summary>The vendor's error for credentials that may not read the log.</summary>
    Forbidden,

    /// <summary>The vendor's error where the customer's plan lacks the log.</summary>
    Plan,

    /// <summary>The vendor's own way to ask for fewer requests.</summary>
    Throttled,

    /// <summary>A maintenance page in HTML, with status 503.</summary>
    Maintenance,

    /// <summary>The vendor's error body, with status 200.</summary>
    Error,

    /// <summary>The answer in ISO-8859-1, as its <c>Content-Type</c> says, with a letter that is no UTF-8.</summary>
    Charset,

    /// <summary>
    /// The access token of the request is no longer known, nor is any other; nothing happens where the service has none.
    /// </summary>
    Expired,

    /// <summary>The page token of the request is no longer known; nothing happens to a request without one.</summary>
    Forget,

    /// <summary>A page without events that is not the last one; nothing happens where the vendor cannot say that.</summary>
    Empty,
}
