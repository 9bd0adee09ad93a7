namespace StreamAlert.Apps.Contract;

/// <summary>A token that a vendor gave for credentials. Prints nothing of itself.</summary>
public sealed class AccessToken(string value)
{
    public string Value => value;

    /// <summary>Where the vendor wants requests to go that use it (<c>instance_url</c>); null where it does not say.</summary>
    public Uri? Instance { get; init; }

    public override string ToString() => "a token";
}
