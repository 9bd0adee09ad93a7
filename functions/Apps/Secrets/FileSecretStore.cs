using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Files;

namespace StreamAlert.Apps.Secrets;

/// <summary>
/// Credentials in files that only their owner may read: one for each function, named as the original names its parameter.
/// </summary>
public sealed class FileSecretStore(DataFolder data) : ISecretStore
{
    public string Address(string function) => Path.Combine(data.Secrets, $"{function}_auth");

    public async Task<Credentials?> ReadAsync(string function, CancellationToken cancellationToken)
    {
        var path = Address(function);
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            if (PrivateFiles.IsOpenToOthers(path))
            {
                throw AppException.Misconfigured(
                    $"the credentials in {path} are open to other users of this machine: "
                    + "run chmod 600 on it, and consider them known");
            }

            return SecretDocument.Read(await File.ReadAllBytesAsync(path, cancellationToken), path);
        }
        catch (Exception problem) when (PrivateFiles.IsTrouble(problem))
        {
            throw AppException.Misconfigured($"the credentials in {path} cannot be read: {problem.Message}", problem);
        }
    }

    public Task WriteAsync(string function, Credentials credentials, CancellationToken cancellationToken)
    {
        try
        {
            PrivateFiles.CreateMissingFolder(data.Root);
            PrivateFiles.CreateFolder(data.Secrets);
            PrivateFiles.Write(Address(function), SecretDocument.Write(credentials));
            return Task.CompletedTask;
        }
        catch (Exception problem) when (PrivateFiles.IsTrouble(problem))
        {
            throw AppException.StateFailed($"the credentials cannot be written to {Address(function)}: {problem.Message}", problem);
        }
    }

    public Task DeleteAsync(string function, CancellationToken cancellationToken)
    {
        try
        {
            File.Delete(Address(function));
            return Task.CompletedTask;
        }
        catch (DirectoryNotFoundException)
        {
            return Task.CompletedTask;
        }
        catch (Exception problem) when (PrivateFiles.IsTrouble(problem))
        {
            throw AppException.StateFailed($"the credentials in {Address(function)} cannot be removed: {problem.Message}", problem);
        }
    }
}
