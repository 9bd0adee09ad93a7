using System.Text.Json;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>Whether an answer of Slack's says yes, and if not, why: https://docs.slack.dev/apis/web-api/#responses</summary>
/// <param name="Ok">Null where the answer does not say.</param>
/// <param name="Error">Slack's code, such as <c>missing_scope</c>; null where there is none, or none that is a plain word.</param>
internal readonly record struct SlackVerdict(bool? Ok, string? Error)
{
    private const int LongestCode = 60;

    /// <summary>
    /// Looks at the properties of the answer itself, whatever their order, and no further than it takes: a page begins with its yes.
    /// </summary>
    public static SlackVerdict Of(Answer answer)
    {
        var verdict = new SlackVerdict(null, null);
        try
        {
            var reader = new Utf8JsonReader(answer.Body.Span, new JsonReaderOptions { MaxDepth = int.MaxValue });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return verdict;
            }

            while (verdict.Ok != true && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                verdict = verdict.With(ref reader);
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // What cannot be read says nothing; whether it is a page after all is for others to see.
        }

        return verdict;
    }

    private SlackVerdict With(ref Utf8JsonReader reader)
    {
        var (isOk, isError) = (reader.ValueTextEquals("ok"u8), reader.ValueTextEquals("error"u8));
        reader.Read();
        var with = (isOk, isError, reader.TokenType) switch
        {
            (true, _, JsonTokenType.True) => this with { Ok = true },
            (true, _, JsonTokenType.False) => this with { Ok = false },
            (_, true, JsonTokenType.String) => this with { Error = Word(reader.GetString()!) },
            _ => this,
        };
        reader.Skip();
        return with;
    }

    // Anything else could be a text that quotes what was sent.
    private static string? Word(string code) => code.Length is > 0 and <= LongestCode && code.All(IsOfAWord) ? code : null;

    private static bool IsOfAWord(char letter) => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_';
}
