using StreamAlert.Apps.Contract;
using StreamAlert.Apps.State;

namespace StreamAlert.Apps.Collecting;

/// <summary>Holds the lease for as long as a run lasts: renews it in good time, and says when it is lost.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly CancellationTokenSource ended = new();
    private readonly CancellationTokenSource lost = new();
    private readonly Task renewing;

    public LeaseKeeper(StateLease lease, TimeProvider clock)
    {
        Lease = lease;
        renewing = RenewAsync(clock);
    }

    public StateLease Lease { get; }

    /// <summary>Cancelled when the lease is somebody else's.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>Why it is lost; null while it holds.</summary>
    public AppException? Loss { get; private set; }

    /// <summary>Saves progress under the lease.</summary>
    /// <exception cref="AppException">The lease is lost, or the state cannot be written.</exception>
    public async Task SaveAsync(Progress progress, AppIntegration app, string state)
    {
        await turn.WaitAsync();
        try
        {
            progress.Write(Lease.Document, app);
            Lease.Document.CurrentState = state;
            // Not cancellable: how far the run came must be told even when it is told to stop.
            await Lease.SaveAsync(Lease.Document, CancellationToken.None);
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await renewing;
        await Lease.DisposeAsync();
        turn.Dispose();
        ended.Dispose();
        lost.Dispose();
    }

    private async Task RenewAsync(TimeProvider clock)
    {
        using var timer = new PeriodicTimer(Lease.Term / 3, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ended.Token))
            {
                await turn.WaitAsync(ended.Token);
                try
                {
                    await Lease.RenewAsync(ended.Token);
                }
                finally
                {
                    turn.Release();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
        catch (AppException problem)
        {
            Loss = problem;
            await lost.CancelAsync();
        }
    }
}
