using System.Text.RegularExpressions;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Configuration;

/// <summary>The name of an app's function, which is also the identity of its secret and its state.</summary>
internal static partial class FunctionName
{
    // A file name, with room for what is put before and after it.
    private const int Longest = 200;

    public static string Of(string prefix, string cluster, string type, string name) => $"{prefix}_{cluster}_{type}_{name}_app";

    /// <summary>Refuses what could not be a file, a blob, a secret or a function.</summary>
    public static void Check(string function)
    {
        if (!Shape.IsMatch(function) || function.Length > Longest)
        {
            throw AppException.Misconfigured(
                $"the function name {Shown.Of(function)} must be made of letters (a-z), digits, '_' and '-', "
                + $"at most {Longest} of them: rename it");
        }
    }

    /// <summary>Refuses what the target cannot take.</summary>
    public static void CheckNew(string function, string target)
    {
        Check(function);
        var limit = target switch
        {
            // A Lambda function and its role "<function>_role" have 64 characters at most:
            // https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
            TargetName.Aws => 64 - "_role".Length,
            // A secret's name: https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates
            TargetName.Azure => 127,
            _ => Longest,
        };

        if (function.Length > limit)
        {
            var excess = function.Length - limit;
            throw AppException.Misconfigured(
                $"the function name {function} has {function.Length} characters and {target} takes {limit}: "
                + $"make app_name shorter by {excess}");
        }

        if (target == TargetName.Azure && !char.IsAsciiLetter(function[0]))
        {
            throw AppException.Misconfigured(
                $"the function name {function} must begin with a letter on azure: change account.prefix in global.json");
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]+\z")]
    private static partial Regex Shape { get; }
}
