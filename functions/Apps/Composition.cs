using Microsoft.Extensions.Logging;
using StreamAlert.Apps.Collecting;
using StreamAlert.Apps.Configuration;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Files;
using StreamAlert.Apps.Http;
using StreamAlert.Apps.Secrets;
using StreamAlert.Apps.Sinks;
using StreamAlert.Apps.State;

namespace StreamAlert.Apps;

/// <summary>Puts a run together: the only place that knows which home of each port an app lives in.</summary>
public sealed class Composition(DataFolder data, TimeProvider clock, ILoggerFactory loggers) : IDisposable
{
    private readonly HttpMessageInvoker vendor = new(VendorHandler.Create());
    private readonly Quotas quotas = new(clock);
    private readonly TokenCaches tokens = new(clock);

    public ISecretStore Secrets(string target) => OnlyLocal(target, new FileSecretStore(data));

    public IStateStore States(string target) => OnlyLocal(target, new FileStateStore(data, clock));

    /// <summary>Where an app's events go; the caller disposes it.</summary>
    public ISink Sink(AppEntry entry) =>
        OnlyLocal(entry.Target, JsonLinesSink.ToFile(entry.Output ?? data.Events(entry.FunctionName), entry.MaxEventBytes));

    /// <summary>Collects now, in this process.</summary>
    /// <param name="sink">Where the events go instead of the app's own sink; null for that. The caller disposes it.</param>
    /// <returns>How it ended; a missing or broken secret is an outcome as well.</returns>
    public async Task<RunReport> RunAsync(AppEntry entry, ISink? sink, IProgress<RunProgress>? watcher, CancellationToken cancellationToken)
    {
        var app = AppCatalog.Get(entry.Type);
        ChosenSettings.Check(app, entry);
        var source = new LogSource(entry.Name, entry.FunctionName, entry.Cluster, app.Service, entry.Type, app.Log);
        var credentials = await CredentialsAsync(entry, app, cancellationToken);
        var logger = loggers.CreateLogger(entry.Name);
        var budget = new Budget(clock, entry.Timeout);
        // Whoever sets the wait between requests knows the limits of what stands in.
        var quota = quotas.For(app.Service, credentials, entry.SleepBetweenRequests is null ? app.Limit : null);
        var choices = entry.Settings.Select(choice => $"{choice.Key}={choice.Value}").Order(StringComparer.Ordinal);
        var token = tokens.For(app.Service, credentials, choices.Append(entry.BaseUrl?.AbsoluteUri));
        using var session = new HttpSession(app, vendor, budget, quota, token, logger)
        {
            Source = source,
            Auth = credentials,
            Settings = entry.Settings,
            BaseUrl = entry.BaseUrl,
            Clock = clock,
        };
        await using var own = sink is null ? Sink(entry) : null;
        await using var deadLetters = new FileDeadLetterSink(data.DeadLetters(entry.FunctionName));
        var collector = new Collector(app, session, States(entry.Target), sink ?? own!, deadLetters, budget, logger);
        var order = new RunOrder(Owner, entry.Interval ?? TimeSpan.FromHours(1), entry.Since, entry.SleepBetweenRequests);
        return await collector.RunAsync(order, watcher, cancellationToken);
    }

    public void Dispose()
    {
        tokens.Dispose();
        vendor.Dispose();
    }

    private static string Owner => $"process {Environment.ProcessId} on {Environment.MachineName}";

    private async Task<Credentials> CredentialsAsync(AppEntry entry, AppIntegration app, CancellationToken cancellationToken)
    {
        var secrets = Secrets(entry.Target);
        var hint = $"supply them with: apps-cli update-auth --cluster {entry.Cluster} --name {entry.Name}";
        var credentials = await secrets.ReadAsync(entry.FunctionName, cancellationToken)
            ?? throw AppException.Misconfigured($"'{entry.Name}' has no credentials in {secrets.Address(entry.FunctionName)}; {hint}");
        var missing = app.RequiredAuthInfo
            .Where(field => !field.IsOptional && credentials.Find(field.Name) is null).Select(field => field.Name).ToList();
        return missing.Count == 0
            ? credentials
            : throw AppException.Misconfigured($"the credentials of '{entry.Name}' lack {string.Join(", ", missing)}; {hint}");
    }

    private static T OnlyLocal<T>(string target, T home) => target == TargetName.Local
        ? home
        : throw AppException.Misconfigured($"the target '{target}' is not served yet; the local one is: set \"target\": \"local\"");
}
