using StreamAlert.Apps.Contract;
using StreamAlert.Apps.State;

namespace StreamAlert.Apps.Tests.Collecting;

/// <summary>A state store that counts what is saved, and fails when it is told to: before the write, or after it.</summary>
internal sealed class ShakyStates(IStateStore inner) : IStateStore
{
    public int Saves { get; private set; }

    /// <summary>Whether the n-th save fails before anything is written.</summary>
    public Func<int, bool> FailsBefore { get; set; } = _ => false;

    /// <summary>Whether the n-th save fails although it was written.</summary>
    public Func<int, bool> FailsAfter { get; set; } = _ => false;

    public Func<Task> Renewal { get; set; } = () => Task.CompletedTask;

    public string Address(string function) => inner.Address(function);

    public Task<StateDocument?> ReadAsync(string function, CancellationToken cancellationToken) => inner.ReadAsync(function, cancellationToken);

    public async Task<StateLease> AcquireAsync(string function, string owner, TimeSpan term, CancellationToken cancellationToken)
    {
        var lease = await inner.AcquireAsync(function, owner, term, cancellationToken);
        return new ShakyLease(this, lease) { Document = lease.Document, Term = lease.Term, TookOverFrom = lease.TookOverFrom };
    }

    private sealed class ShakyLease(ShakyStates store, StateLease lease) : StateLease
    {
        public override async Task SaveAsync(StateDocument document, CancellationToken cancellationToken)
        {
            var save = ++store.Saves;
            if (store.FailsBefore(save))
            {
                throw AppException.StateFailed("the state is down");
            }

            await lease.SaveAsync(document, cancellationToken);
            if (store.FailsAfter(save))
            {
                throw AppException.StateFailed("the state is down");
            }
        }

        public override async Task RenewAsync(CancellationToken cancellationToken)
        {
            await store.Renewal();
            await lease.RenewAsync(cancellationToken);
        }

        public override Task<ReadOnlyMemory<byte>?> ReadPartAsync(string name, CancellationToken cancellationToken) => lease.ReadPartAsync(name, cancellationToken);

        public override Task WritePartAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            lease.WritePartAsync(name, content, cancellationToken);

        public override Task KeepPartsAsync(IReadOnlySet<string> names, CancellationToken cancellationToken) => lease.KeepPartsAsync(names, cancellationToken);

        public override ValueTask DisposeAsync() => lease.DisposeAsync();
    }
}
