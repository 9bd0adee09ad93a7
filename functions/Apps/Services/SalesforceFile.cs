using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// An event log file, as a query lists it; it never changes.
/// https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_eventlogfile.htm
/// </summary>
/// <param name="Id">15 or 18 letters and digits.</param>
/// <param name="Created">When it was made, UTC.</param>
/// <param name="LogDate">The start of the day or the hour that it is about, UTC.</param>
/// <param name="Path">Where its content is, from the leading slash on.</param>
/// <param name="Length">The length of its content in bytes.</param>
internal sealed record SalesforceFile(string Id, DateTimeOffset Created, DateTimeOffset LogDate, string Path, long Length)
{
    /// <param name="source">Whose run it is.</param>
    /// <param name="why">Behind a colon.</param>
    public Missing Missing(LogSource source, string why) => Missing(source, Id, Created, $"of {LogDate:u} cannot be read: {why}");

    /// <param name="source">Whose run it is.</param>
    /// <param name="id">The file's.</param>
    /// <param name="created">When it was made, UTC.</param>
    /// <param name="problem">What is said of it.</param>
    public static Missing Missing(LogSource source, string id, DateTimeOffset created, string problem) => new(
        created.AddTicks(-(created.Ticks % TimeSpan.TicksPerSecond)),
        AppException.SourceFailed($"'{source.App}': Salesforce's file {id} {problem}; it is asked for again by each run"));
}
