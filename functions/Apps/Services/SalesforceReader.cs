using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using CsvHelper;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// Reads an event log file row by row, as it comes: however large it is, little more than a row of it is in memory. What is not a whole
/// file of CSV ends in an exception that <see cref="Why"/> knows; the rows before are right all the same.
/// </summary>
/// <param name="file">Which file.</param>
/// <param name="known">How many of its rows are known from an earlier read, and are passed over.</param>
/// <param name="ended">Behind how many bytes an earlier read found its end, where that looked like no end; null for none.</param>
internal sealed class SalesforceReader(SalesforceFile file, long known, long? ended = null) : IDisposable
{
    private const int LongestRow = 4 << 20;
    private const string Sign = "EVENT_TYPE";

    private static readonly CsvReaderOptions Strict = new()
    {
        Separator = ',',
        DetectSeparatorHint = false,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        MaxRecordSize = LongestRow,
        IncludeValuesInExceptions = false,
    };

    private OpenAnswer? answer;
    private CountedStream? body;
    private CsvReader? csv;
    private JsonEncodedText[] names = [];

    /// <summary>Which file it reads.</summary>
    public SalesforceFile Entry => file;

    /// <summary>How many rows were read, in this read or an earlier one.</summary>
    public long Rows => Math.Max(known, Row);

    /// <summary>Behind how many bytes it ended, where that looks like no end; null where it does not.</summary>
    public long? Ended { get; private set; }

    /// <summary>What is odd about its end, for the operator; null for nothing.</summary>
    public string? Notice { get; private set; }

    /// <summary>The number of the row at hand, the first behind the header being 1.</summary>
    public long Row { get; private set; }

    /// <summary>Why a file cannot be read, for the end of a sentence; null where it is not the file's fault.</summary>
    public static string? Why(Exception problem, string app) => problem switch
    {
        InvalidDataException broken => broken.Message,
        CsvFormatException broken => $"its record {broken.RecordNumber} is cut off, or not what its header says",
        AppException { Outcome: Outcome.SourceFailed } failed => failed.Message.Replace($"'{app}': ", "", StringComparison.Ordinal),
        _ => null,
    };

    /// <summary>Opens the file, unless it is open, and goes to behind the rows that are known.</summary>
    public async Task OpenAsync(SalesforceOrg org, CancellationToken cancellationToken)
    {
        if (csv is not null)
        {
            return;
        }

        answer = await org.OpenAsync(file, cancellationToken);
        body = new CountedStream(answer.Body);
        csv = CsvReader.Create(body, Strict, leaveOpen: false);
        await csv.ReadHeaderAsync(cancellationToken);
        if (csv.Headers is not [] && !csv.Headers.Contains(Sign))
        {
            throw new InvalidDataException(
                csv.Headers[0].TrimStart().StartsWith('<') ? "it is a web page" : "it has no header of an event log file");
        }

        names = [.. csv.Headers.Select(name => JsonEncodedText.Encode(name, SalesforceRows.Encoder))];
        while (Row < known)
        {
            if (!await ReadAsync(cancellationToken))
            {
                throw new InvalidDataException($"it has fewer rows than the {known} that it had");
            }
        }
    }

    /// <returns>Whether there is another row; false where the file is read to its end, and whole.</returns>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (!await csv!.ReadAsync(cancellationToken))
        {
            CheckEnd();
            return false;
        }

        // The last row of what was cut off can look like a whole one; only a line break behind it tells.
        if (csv.ByteOffset + csv.RawRecord.Length >= body!.Count)
        {
            Doubt($"it is cut off in row {Row + 1}");
        }

        if (!Utf8.IsValid(csv.RawRecord))
        {
            throw new InvalidDataException($"its row {Row + 1} is no UTF-8");
        }

        Row++;
        return true;
    }

    /// <summary>The row as an object of texts, named and ordered as the header has them.</summary>
    public void WriteObject(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        for (var field = 0; field < names.Length; field++)
        {
            json.WriteString(names[field], csv!.GetSpan(field));
        }

        json.WriteEndObject();
    }

    /// <summary>The row as it stands in the file, as a text without the line break at its end.</summary>
    public void WriteLine(Utf8JsonWriter json) => json.WriteStringValue(csv!.RawRecord);

    public void Dispose()
    {
        csv?.Dispose();
        answer?.Dispose();
    }

    private void CheckEnd()
    {
        if (body!.Count < file.Length)
        {
            Doubt($"it ends after {body.Count} of {file.Length} bytes");
        }

        if (body.Count > 0 && !body.EndsLine)
        {
            Doubt("it is cut off in its last line");
        }
    }

    // Where only its length, or only its last line break, says that something is missing, nobody knows what Salesforce means by it. What
    // cuts an answer off does not do so twice at the same byte: such a file that ends there again is a file that ends there.
    private void Doubt(string why)
    {
        var isEither = names.Length > 0 && body!.EndsLine != body.Count >= file.Length;
        if (!isEither || body!.Count != ended)
        {
            Ended = body!.Count;
            throw new InvalidDataException(why);
        }

        Notice = $"Salesforce's file {file.Id} of {file.LogDate:u} is taken for whole, although {why}: so it did before";
    }
}
