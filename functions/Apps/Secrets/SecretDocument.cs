using System.Text.Json;
using System.Text.Json.Nodes;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Secrets;

/// <summary>The original's document of credentials: an object of texts, where the content of a key file may stand as an object.</summary>
public static class SecretDocument
{
    public static byte[] Write(Credentials credentials) => JsonSerializer.SerializeToUtf8Bytes(
        new JsonObject(credentials.Names.Select(name => KeyValuePair.Create(name, (JsonNode?)JsonValue.Create(credentials.Find(name))))));

    /// <param name="json">UTF-8.</param>
    /// <param name="where">Where it comes from, for the message; what it holds is never told.</param>
    /// <exception cref="AppException">It is not such a document.</exception>
    public static Credentials Read(ReadOnlySpan<byte> json, string where)
    {
        try
        {
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false };
            var document = JsonNode.Parse(json, documentOptions: options) as JsonObject;
            return new Credentials((document ?? throw Broken(where)).Select(field => KeyValuePair.Create(field.Key, field.Value switch
            {
                JsonValue value when value.TryGetValue<string>(out var text) => text,
                JsonObject keyFile => keyFile.ToJsonString(),
                _ => throw Broken(where),
            })));
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // The exception's own text would quote the secret.
            throw Broken(where);
        }
    }

    private static AppException Broken(string where) =>
        AppException.Misconfigured(
            $"the credentials in {where} are not a JSON object of texts; supply them again with: apps-cli update-auth");
}
