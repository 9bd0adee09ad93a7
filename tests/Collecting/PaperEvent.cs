using System.Globalization;
using System.Text;

namespace StreamAlert.Apps.Tests.Collecting;

/// <summary>An event of a log on paper.</summary>
/// <param name="Name">What tells it from others; the vendor's id where it gives ids.</param>
/// <param name="Time">When it happened.</param>
/// <param name="ListedFrom">When the vendor lists it.</param>
/// <param name="Text">Its JSON; null for one that its name and time make.</param>
internal sealed record PaperEvent(string Name, DateTimeOffset Time, DateTimeOffset ListedFrom, string? Text = null)
{
    public string Json => Text ?? string.Create(CultureInfo.InvariantCulture, $$"""{"id": "{{Name}}", "at":{{Time.ToUnixTimeSeconds()}}, "n" : 1.0}""");

    public byte[] Bytes => Encoding.UTF8.GetBytes(Json);
}
