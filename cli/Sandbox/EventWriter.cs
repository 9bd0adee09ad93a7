namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Writes the text of an event of a log in UTF-8. A line break in it is for whoever reads the template: what stands there in the event
/// is chosen by the log.
/// </summary>
/// <param name="number">Which event of the log, 0 being the oldest; all that the event says is computed from it.</param>
/// <param name="time">The event's time, UTC, with something below the millisecond.</param>
/// <param name="text">Where to write, 4 kB.</param>
/// <returns>How many bytes were written.</returns>
public delegate int EventWriter(int number, DateTimeOffset time, Span<byte> text);
