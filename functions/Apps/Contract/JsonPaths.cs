using System.Text;
using System.Text.Json;

namespace StreamAlert.Apps.Contract;

/// <summary>Finds the values at some paths of an object, in one pass and whatever their order.</summary>
/// <param name="paths">Property names joined by dots; an empty or missing one is never met. At most as many as an int has bits.</param>
internal sealed class JsonPaths(IEnumerable<string?> paths)
{
    private readonly byte[][][] paths = [.. paths.Select(Split)];

    /// <summary>
    /// Told of a value, and which paths lead to it, as the bits of their places; must leave the reader at the value's end.
    /// </summary>
    public delegate void Meet(ref Utf8JsonReader reader, int met);

    /// <param name="reader">Stands at the start of an object, and afterwards at its end.</param>
    public void Walk(ref Utf8JsonReader reader, Meet meet) => Descend(ref reader, meet, (1 << paths.Length) - 1, 0);

    // Of the paths in the mask, the first segments up to the depth are those of the object that the reader stands at.
    private void Descend(ref Utf8JsonReader reader, Meet meet, int mask, int depth)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (deeper, met) = (0, 0);
            for (var path = 0; path < paths.Length; path++)
            {
                if ((mask & (1 << path)) != 0 && depth < paths[path].Length && IsNamed(ref reader, paths[path][depth]))
                {
                    deeper |= 1 << path;
                    met |= paths[path].Length == depth + 1 ? 1 << path : 0;
                }
            }

            reader.Read();
            var below = deeper & ~met;
            if (met != 0 && below != 0 && reader.TokenType == JsonTokenType.StartObject)
            {
                // One path ends where another goes on: a copy of the reader goes in, and the reader itself stays.
                var inside = reader;
                Descend(ref inside, meet, below, depth + 1);
            }

            if (met != 0)
            {
                meet(ref reader, met);
            }
            else if (deeper != 0 && reader.TokenType == JsonTokenType.StartObject)
            {
                Descend(ref reader, meet, deeper, depth + 1);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    // An escaped name that is no text, such as a lone surrogate, is none that a path names.
    private static bool IsNamed(ref Utf8JsonReader reader, byte[] name)
    {
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static byte[][] Split(string? path) => path is { Length: > 0 } ? [.. path.Split('.').Select(Encoding.UTF8.GetBytes)] : [];
}
