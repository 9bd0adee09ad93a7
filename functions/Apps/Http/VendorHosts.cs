using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Http;

/// <summary>The hosts that a session may talk to: those that were configured, whatever a link or a redirect says.</summary>
internal sealed class VendorHosts(LogSource source)
{
    private readonly HashSet<string> hosts = [];
    private readonly Lock gate = new();

    /// <param name="text">An address at a configured host.</param>
    /// <exception cref="AppException">It is no address, or neither https nor on a loopback host.</exception>
    public Uri Admit(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            throw AppException.Misconfigured($"'{source.App}': the host in the stored credentials is none; supply them again");
        }

        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        {
            throw AppException.Misconfigured(
                $"'{source.App}': '{address.Scheme}://{address.Authority}' is not https; http is for loopback hosts only: mend base_url");
        }

        lock (gate)
        {
            hosts.Add(Authority(address));
        }

        return address;
    }

    /// <exception cref="AppException">Credentials have no business at this address.</exception>
    public void Check(Uri address)
    {
        lock (gate)
        {
            if (!hosts.Contains(Authority(address)))
            {
                throw AppException.SourceFailed(
                    $"'{source.App}': {source.Service} points to another host, '{Plain.Text(address.Host)}', which gets no credentials; "
                    + "if it is right, set base_url to it");
            }
        }
    }

    // User information is part of an authority: 'https://vendor@elsewhere/' is not the vendor.
    private static string Authority(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
