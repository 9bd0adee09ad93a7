using System.Text.Json;

namespace StreamAlert.Apps.Sinks;

/// <summary>
/// The last line of a file whose writer was killed. Its event was never checkpointed and comes again, so a torn line of ours is cut off;
/// a line that is whole but for its end, or that is not ours, is ended.
/// </summary>
internal static class TornLine
{
    private const int Step = 64 << 10;

    /// <summary>Makes the file end with a line break, and leaves the stream there.</summary>
    public static void Mend(FileStream file)
    {
        var end = file.Length;
        var start = EndOfLastWholeLine(file, end);
        if (start < end && IsToKeep(file, start, end))
        {
            file.Position = end;
            file.WriteByte((byte)'\n');
        }
        else
        {
            // A device has a length of nothing, and takes no other.
            if (start < end)
            {
                file.SetLength(start);
            }

            file.Position = start;
        }
    }

    private static long EndOfLastWholeLine(FileStream file, long end)
    {
        var buffer = new byte[Step];
        for (var to = end; to > 0;)
        {
            var from = Math.Max(0, to - Step);
            file.Position = from;
            var part = buffer.AsSpan(0, (int)(to - from));
            file.ReadExactly(part);
            if (part.LastIndexOf((byte)'\n') is >= 0 and var at)
            {
                return from + at + 1;
            }

            to = from;
        }

        return 0;
    }

    private static bool IsToKeep(FileStream file, long start, long end)
    {
        var line = new byte[end - start];
        file.Position = start;
        file.ReadExactly(line);

        // Zeros are what a power cut leaves of what never reached the disk.
        if (!EventLine.MayBegin(line) && line[0] != 0)
        {
            return true;
        }

        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = int.MaxValue });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
