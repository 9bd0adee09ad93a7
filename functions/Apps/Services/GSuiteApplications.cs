namespace StreamAlert.Apps.Services;

/// <summary>
/// The applications that Google Workspace reports on, by the names of its API:
/// https://developers.google.com/admin-sdk/reports/reference/rest/v1/activities/list#ApplicationName. How late their events come is
/// from https://support.google.com/a/answer/7061566; where it says nothing, the longer time is taken.
/// </summary>
internal static class GSuiteApplications
{
    // "Near real time" is a couple of minutes there, and now and then more.
    private static readonly TimeSpan Soon = TimeSpan.FromHours(1);
    private static readonly TimeSpan Late = TimeSpan.FromHours(3);

    public static IReadOnlyList<Application> All { get; } =
    [
        new("access_evaluation", "decisions on who gets access to applications", Soon),
        new("access_transparency", "what Google's own staff did with customer data", Soon),
        new("admin", "what administrators changed in the Admin console", Soon),
        new("admin_data_action", "what administrators did with users' data", Soon),
        new("assignments", "what was done in Assignments", Soon),
        new("calendar", "changes to calendars and events", Late),
        new("chat", "messages and spaces of Google Chat", Soon),
        new("chrome", "what managed Chrome browsers and devices report", Soon),
        new("chrome_sync", "what Chrome browsers synchronize", Late),
        new("classroom", "courses and course work of Classroom", Soon),
        new("cloud_search", "queries of Cloud Search", Late),
        new("contacts", "changes to contacts", Late),
        new("context_aware_access", "access denied by context-aware rules", Soon),
        new("data_migration", "progress of data migrations", Soon),
        new("data_studio", "what was done with Looker Studio reports", Late),
        new("directory_sync", "what Directory Sync changed", Late),
        new("drive", "what was done with files in Drive", Soon),
        new("gcp", "sign-ins to Google Cloud with OS Login", Late),
        new("gemini_in_workspace_apps", "use of Gemini in Workspace applications", Late),
        new("gmail", "messages and how Gmail handled them", Late),
        new("gplus", "what was done in Google+", Late)
        {
            Retired = "Google shut Google+ down, and its successor Currents as well: nothing new is logged",
        },
        new("graduation", "content transfers of graduates", Late),
        new("groups", "changes to Google Groups by their members and owners", Late),
        new("groups_enterprise", "changes to groups by administrators, and what groups may do", Late),
        new("jamboard", "changes to Jamboard devices", Late)
        {
            Retired = "Google shut Jamboard down at the end of 2024: nothing new is logged",
        },
        new("keep", "what was done with notes in Keep", Late),
        new("ldap", "requests to the Secure LDAP service", Late),
        new("login", "sign-ins, and what made them suspicious", Soon),
        new("meet", "meetings in Google Meet", Late),
        new("meet_hardware", "what Meet hardware reports", Late),
        new("mobile", "what managed mobile devices report", Soon),
        new("profile", "changes to users' profiles", Late),
        new("rules", "rules that were triggered, such as those of data loss prevention", Late),
        new("saml", "sign-ins to other applications with SAML", Soon),
        new("takeout", "exports of users' data with Takeout", Late),
        new("tasks", "changes to tasks", Late),
        new("token", "access that users gave to other applications with OAuth", Late),
        new("user_accounts", "changes of users to their own accounts, such as passwords and 2-step verification", Late),
        new("vault", "what was done in Vault", Late),
        new("voice", "calls and settings of Google Voice", Late),
        new("workspace_studio", "what was done in Workspace Studio", Late),
    ];

    /// <param name="Name">Its <c>applicationName</c>.</param>
    /// <param name="Content">What it logs, in a few words for people.</param>
    /// <param name="Lateness">How late its events can be.</param>
    internal sealed record Application(string Name, string Content, TimeSpan Lateness)
    {
        public string? Retired { get; init; }
    }
}
