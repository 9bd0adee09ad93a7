namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>When an event happens, in UTC, and how much later than others of its age it is listed.</summary>
public readonly record struct ScriptedEvent(DateTimeOffset Time, TimeSpan LateBy = default);
