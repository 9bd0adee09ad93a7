namespace StreamAlert.Apps.Cli.Sandbox;

internal enum DuoLogKind
{
    Authentication,
    Activity,
    Telephony,

    /// <summary>One of the older logs: times in seconds, no ids, paged by raising <c>mintime</c>.</summary>
    Administrator,

    /// <summary>Another of the older logs, with pages of any size.</summary>
    OfflineEnrollment,
}
