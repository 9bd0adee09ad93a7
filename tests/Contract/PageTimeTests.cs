using System.Globalization;
using Xunit;

namespace StreamAlert.Apps.Tests.Contract;

/// <summary>Times that the machine's own time zone could change are read by nobody else meanwhile.</summary>
[CollectionDefinition(nameof(PageTimeTests), DisableParallelization = true)]
[Collection(nameof(PageTimeTests))]
public sealed class PageTimeTests
{
    [Theory]
    [InlineData("1714522000", "2024-05-01T00:06:40Z")]
    [InlineData("1714522000.5", "2024-05-01T00:06:40.5Z")]
    [InlineData("1.7145220e9", "2024-05-01T00:06:40Z")]
    [InlineData("1714522000123", "2024-05-01T00:06:40.123Z")]
    [InlineData("\"1714522000\"", "2024-05-01T00:06:40Z")]
    [InlineData("\"1714522000.25\"", "2024-05-01T00:06:40.25Z")]
    [InlineData("\"1714522000123\"", "2024-05-01T00:06:40.123Z")]
    [InlineData("0", "1970-01-01T00:00:00Z")]
    [InlineData("\"2024-05-01T00:06:40Z\"", "2024-05-01T00:06:40Z")]
    [InlineData("\"2024-05-01T00:06:40.123456+00:00\"", "2024-05-01T00:06:40.123456Z")]
    [InlineData("\"2024-05-01T02:06:40+02:00\"", "2024-05-01T00:06:40Z")]
    [InlineData("\"2024-05-01T00:06:40.000+0000\"", "2024-05-01T00:06:40Z")]
    [InlineData("\"2024-04-30T17:06:40-0700\"", "2024-05-01T00:06:40Z")]
    [InlineData("\"2024-05-01T00:06:40\\u002B00:00\"", "2024-05-01T00:06:40Z")]
    [InlineData("\"2024-05-01T00:06:40\"", "2024-05-01T00:06:40Z")]
    [InlineData("\"2024-05-01 00:06:40\"", "2024-05-01T00:06:40Z")]
    [InlineData("\"2024-05-01\"", "2024-05-01T00:00:00Z")]
    public void Is_read_in_the_forms_that_vendors_use(string value, string time)
    {
        var read = Pages.TimeOf(value);

        Assert.Equal(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture), read);
        Assert.Equal(TimeSpan.Zero, read!.Value.Offset);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("{\"a\":1}")]
    [InlineData("[1714522000]")]
    [InlineData("\"\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"Infinity\"")]
    [InlineData("\"17145x\"")]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    [InlineData("1e18")]
    [InlineData("\"2024-13-45T00:00:00Z\"")]
    [InlineData("\"0001-01-01T00:00:00+14:00\"")]
    [InlineData("\"\\ud800\"")]
    public void Is_unknown_where_it_makes_no_sense(string value) => Assert.Null(Pages.TimeOf(value));

    [Fact]
    public void Is_UTC_where_it_names_no_offset_whatever_zone_the_machine_is_in()
    {
        var zone = Environment.GetEnvironmentVariable("TZ");
        try
        {
            Environment.SetEnvironmentVariable("TZ", "America/New_York");
            TimeZoneInfo.ClearCachedData();

            Is_read_in_the_forms_that_vendors_use("\"2024-05-01T00:06:40\"", "2024-05-01T00:06:40Z");
            Is_read_in_the_forms_that_vendors_use("\"2024-05-01 00:06:40\"", "2024-05-01T00:06:40Z");
            Is_read_in_the_forms_that_vendors_use("\"2024-11-03T01:30:00-05:00\"", "2024-11-03T06:30:00Z");
            Is_read_in_the_forms_that_vendors_use("\"2024-11-03T01:30:00-04:00\"", "2024-11-03T05:30:00Z");
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
        }
    }
}
