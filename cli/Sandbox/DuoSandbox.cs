using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Answers as Duo's Admin API does where logs are concerned: the same paths, parameters, signature and errors.
/// https://duo.com/docs/adminapi
/// </summary>
internal sealed class DuoSandbox
{
    private readonly SandboxOptions options;
    private readonly Dictionary<string, (DuoLog Log, RequestQuota Quota)> logs;

    public DuoSandbox(SandboxOptions options)
    {
        this.options = options;
        var started = options.Clock.GetUtcNow();
        logs = new()
        {
            ["/admin/v2/logs/authentication"] = Open(DuoLogKind.Authentication),
            ["/admin/v2/logs/activity"] = Open(DuoLogKind.Activity),
            ["/admin/v2/logs/telephony"] = Open(DuoLogKind.Telephony),
            ["/admin/v1/logs/administrator"] = Open(DuoLogKind.Administrator),
            ["/admin/v1/logs/offline_enrollment"] = Open(DuoLogKind.OfflineEnrollment),
        };

        (DuoLog, RequestQuota) Open(DuoLogKind kind) =>
            (new DuoLog(kind, options, started), new RequestQuota(options.RequestsPerMinute, options.Clock));
    }

    public DuoLog this[DuoLogKind kind] => logs.Values.Single(entry => entry.Log.Kind == kind).Log;

    /// <summary>Writes the JSON of the answer, be it a page or a refusal.</summary>
    /// <returns>The HTTP status.</returns>
    public int Answer(HttpRequest request, IBufferWriter<byte> body)
    {
        try
        {
            WritePage(request, body);
            return StatusCodes.Status200OK;
        }
        catch (DuoRefusal refusal)
        {
            refusal.Write(body);
            return refusal.Status;
        }
    }

    private void WritePage(HttpRequest request, IBufferWriter<byte> body)
    {
        if (!logs.TryGetValue(request.Path.Value ?? "", out var entry))
        {
            throw DuoRefusal.NotFound;
        }

        if (!HttpMethods.IsGet(request.Method))
        {
            throw DuoRefusal.MethodNotAllowed;
        }

        var parameters = Parameters(request.QueryString.Value);
        DuoAuthorization.Check(request, parameters, options.ServerTime);
        if (!entry.Quota.Take())
        {
            throw DuoRefusal.TooManyRequests;
        }

        var query = DuoQuery.Parse(entry.Log, parameters);
        DuoPage.Write(new DuoView(entry.Log, options.Clock.GetUtcNow()), query, options.PageSize, body);
    }

    private static List<KeyValuePair<string, string>> Parameters(string? query)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        foreach (var parameter in new QueryStringEnumerable(query))
        {
            parameters.Add(new(parameter.DecodeName().ToString(), parameter.DecodeValue().ToString()));
        }

        return parameters;
    }
}
