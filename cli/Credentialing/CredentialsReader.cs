using System.Text.Json;
using System.Text.Json.Nodes;
using StreamAlert.Apps.Configuration;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli.Credentialing;

/// <summary>
/// Gets an app's credentials from a person or from a file; never from an argument, which other users of a machine can see.
/// </summary>
internal sealed class CredentialsReader(AppIntegration app, Terminal terminal)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="file">
    /// A JSON object with all fields but those that can be left out; <c>-</c> is standard input; null to ask.
    /// </param>
    /// <exception cref="UsageException">Values are missing, unknown, or do not fit; they are not told.</exception>
    public async Task<Credentials> ReadAsync(string? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return terminal.CanAsk
                ? await new CredentialsPrompt(app, terminal).AskAsync(cancellationToken)
                : throw new UsageException(
                    "there is no terminal to ask for the credentials at: "
                    + "give them with --auth-file FILE, or --auth-file - for standard input");
        }

        return Check(Parse(await TextAsync(file, cancellationToken), file), file);
    }

    private async Task<string> TextAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return file == "-" ? await terminal.In.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(file, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"--auth-file {Plain.Text(file)} cannot be read: {problem.Message}");
        }
    }

    private static JsonObject Parse(string text, string file)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Strict) as JsonObject
                ?? throw new UsageException($"--auth-file {file} is JSON, but not an object of fields");
        }
        catch (JsonException problem)
        {
            // The exception's own text could quote a secret.
            throw new UsageException($"--auth-file {file} is not valid JSON{(problem.LineNumber is { } line ? $": line {line + 1}" : "")}");
        }
    }

    private Credentials Check(JsonObject given, string file)
    {
        var names = app.RequiredAuthInfo.Select(field => field.Name).ToList();
        var problems = new List<string>();
        foreach (var unknown in given.Select(pair => pair.Key).Except(names))
        {
            var hint = Nearest.Of(unknown, names) is { } near ? $" (did you mean '{near}'?)" : "";
            problems.Add($"'{Plain.Text(unknown)}' is no field of {app}{hint}");
        }

        foreach (var field in app.RequiredAuthInfo)
        {
            var value = ValueOf(given[field.Name]);
            if (IsLeftOut(field, given))
            {
                continue;
            }

            if (!given.ContainsKey(field.Name))
            {
                problems.Add($"'{field.Name}' is missing");
            }
            else if (!field.Accepts(value))
            {
                var such = field.Example is { } example ? $", such as '{example}'" : "";
                problems.Add($"'{field.Name}' does not fit: it is {field.Description}{such}");
            }
        }

        return problems.Count == 0
            ? new Credentials(app.RequiredAuthInfo.Where(field => !IsLeftOut(field, given))
                .Select(field => KeyValuePair.Create(field.Name, ValueOf(given[field.Name])!)))
            : throw new UsageException($"--auth-file {file}: {string.Join("; ", problems)}");
    }

    private static bool IsLeftOut(AuthField field, JsonObject given) =>
        field.IsOptional && (given[field.Name] is not { } value || ValueOf(value) is "");

    // A key file may stand as the object that it is.
    private static string? ValueOf(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonObject keyFile => keyFile.ToJsonString(),
        _ => null,
    };
}
