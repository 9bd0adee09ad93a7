using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Http;

/// <summary>The body of an answer as it comes: each read has a time of its own, and a failure is one for operators.</summary>
internal sealed class PatientStream(Stream body, string app, string host, TimeProvider clock) : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var time = new CancellationTokenSource(VendorClient.LongestAttempt, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        try
        {
            return await body.ReadAsync(buffer, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw AppException.SourceFailed($"'{app}': {host} stopped in the middle of its answer");
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or InvalidDataException or InvalidOperationException)
        {
            throw Refusal.Read(app, host, problem);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
        }

        base.Dispose(disposing);
    }
}
