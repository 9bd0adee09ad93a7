using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.State;

/// <summary>Keeps the progress of apps, by function name, and lets one run at a time change it.</summary>
public interface IStateStore
{
    /// <summary>Where the state of a function is, for messages.</summary>
    string Address(string function);

    /// <summary>Reads without a lease: to look, or to see whether a run is due.</summary>
    /// <returns>The document, or null where there is none yet.</returns>
    /// <exception cref="AppException">It cannot be reached or read.</exception>
    Task<StateDocument?> ReadAsync(string function, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the lease, and marks the state as running under it. The lease of a run that is known to be dead, or whose term is over, is
    /// taken over.
    /// </summary>
    /// <param name="function">Whose state.</param>
    /// <param name="owner">Who takes it, for those who are refused meanwhile.</param>
    /// <param name="term">How long it holds without being renewed, where nothing better tells that a holder is dead.</param>
    /// <exception cref="AppException">Another run holds it (<see cref="Outcome.Busy"/>), or the state cannot be reached.</exception>
    Task<StateLease> AcquireAsync(string function, string owner, TimeSpan term, CancellationToken cancellationToken);
}
