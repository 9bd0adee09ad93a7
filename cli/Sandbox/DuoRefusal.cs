using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>An answer that is an error. Duo's code is the HTTP status and two digits more.</summary>
internal sealed class DuoRefusal(int code, string message, string? detail = null) : Exception(message)
{
    public static DuoRefusal NoCredentials => new(40101, "Missing request credentials");

    public static DuoRefusal UnknownIntegrationKey => new(40102, "Invalid integration key in request credentials");

    public static DuoRefusal WrongSignature => new(40103, "Invalid signature in request credentials");

    public static DuoRefusal BadTimestamp => new(40105, "Bad request timestamp");

    public static DuoRefusal NotFound => new(40401, "Resource not found");

    public static DuoRefusal MethodNotAllowed => new(40501, "Method not allowed");

    public static DuoRefusal TooManyRequests => new(42901, "Too Many Requests");

    public int Status => code / 100;

    public static DuoRefusal BadParameter(string name) => new(40002, "Invalid request parameters", name);

    public static DuoRefusal Of(int status) => status switch
    {
        400 => BadParameter("mintime"),
        401 => WrongSignature,
        403 => new(40301, "Access forbidden"),
        429 => TooManyRequests,
        _ => new((status * 100) + 1, ReasonPhrases.GetReasonPhrase(status)),
    };

    public void Write(IBufferWriter<byte> to)
    {
        using var json = new Utf8JsonWriter(to);
        json.WriteStartObject();
        json.WriteNumber("code"u8, code);
        json.WriteString("message"u8, Message);
        if (detail is not null)
        {
            json.WriteString("message_detail"u8, detail);
        }

        json.WriteString("stat"u8, "FAIL"u8);
        json.WriteEndObject();
    }
}
