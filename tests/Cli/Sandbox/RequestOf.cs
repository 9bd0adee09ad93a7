using System.Text;
using Microsoft.AspNetCore.Http;
using StreamAlert.Apps.Cli.Sandbox;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

/// <summary>Requests as a stand-in gets them.</summary>
internal static class RequestOf
{
    public static SandboxRequest Query(string path, string query) => Of(path, query, null, "");

    public static SandboxRequest Form(string form) => Of("/token", "", "application/x-www-form-urlencoded; charset=utf-8", form);

    public static SandboxRequest Of(string path, string query, string? type, string body)
    {
        var http = new DefaultHttpContext().Request;
        (http.Method, http.Path, http.QueryString, http.ContentType) = (type is null ? "GET" : "POST", path, new QueryString(query), type);
        http.Headers.Authorization = "Bearer abc";
        http.Host = new HostString("127.0.0.1", 8085);
        return new(http, Encoding.UTF8.GetBytes(body), new PlainStandIn(new()), null, DateTimeOffset.UnixEpoch);
    }
}
