namespace StreamAlert.Apps.Cli.Sandbox;

internal enum DuoLogKind
{
    Authentication,
    Activity,
    Telephony,
    Administrator,
    OfflineEnrollment,
}
