using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Secrets;

/// <summary>Keeps the credentials of apps, by function name. A home lets its exceptions out as <see cref="AppException"/>.</summary>
public interface ISecretStore
{
    /// <summary>Where the credentials of a function are, for messages; never their content.</summary>
    string Address(string function);

    /// <returns>The credentials, or null where there are none.</returns>
    /// <exception cref="AppException">They cannot be reached, are not an object of texts, or are open to others.</exception>
    Task<Credentials?> ReadAsync(string function, CancellationToken cancellationToken);

    /// <summary>Stores credentials in place of those that are there; on an error the old ones stay.</summary>
    Task WriteAsync(string function, Credentials credentials, CancellationToken cancellationToken);

    /// <summary>Removes the credentials; nothing happens where there are none.</summary>
    Task DeleteAsync(string function, CancellationToken cancellationToken);
}
