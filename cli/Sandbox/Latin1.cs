using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// A body in ISO-8859-1, as a proxy or an old server has it. Letters that it lacks are escaped as JSON does it. There is always a byte
/// that is no UTF-8.
/// </summary>
internal static class Latin1
{
    private const byte Letter = 0xe9;

    public static byte[] Of(ReadOnlySpan<byte> body)
    {
        var to = new ArrayBufferWriter<byte>(body.Length + 64);
        foreach (var letter in Encoding.UTF8.GetString(body))
        {
            if (letter <= 0xff)
            {
                to.Write([(byte)letter]);
            }
            else
            {
                to.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $@"\u{(int)letter:x4}")));
            }
        }

        return Utf8.IsValid(to.WrittenSpan) ? WithLetter(to.WrittenSpan) : to.WrittenSpan.ToArray();
    }

    // One more property where that is possible, so that the JSON stays JSON.
    private static byte[] WithLetter(ReadOnlySpan<byte> body) => body.StartsWith("{\""u8)
        ? [.. "{\"x_letter\":\""u8, Letter, .. "\","u8, .. body[1..]]
        : [.. body, Letter];
}
