using System.Text;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Sinks;

namespace StreamAlert.Apps.Tests.Collecting;

/// <summary>A sink that remembers what arrived, and fails when it is told to.</summary>
internal sealed class MemorySink(string address = "memory") : ISink
{
    public List<(string Id, string Text)> Arrived { get; } = [];

    public int Deliveries { get; private set; }

    public int MostBytes { get; set; } = int.MaxValue;

    /// <summary>How many of the n-th delivery's events arrive before it fails; null for one that does not fail.</summary>
    public Func<int, int, int?> FailsAfter { get; set; } = (_, _) => null;

    /// <summary>What the sink says it took, given what it took.</summary>
    public Func<int, int> Claims { get; set; } = count => count;

    public Func<CancellationToken, Task> Before { get; set; } = _ => Task.CompletedTask;

    public string Address => address;

    public IEnumerable<string> Texts => Arrived.Select(one => one.Text);

    public async Task<Receipt> SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        Deliveries++;
        await Before(cancellationToken);
        var fails = FailsAfter(Deliveries, delivery.Events.Count);
        var refused = new List<RefusedEvent>();
        foreach (var item in delivery.Events.Take(fails ?? int.MaxValue))
        {
            if (item.Bytes.Length > MostBytes)
            {
                refused.Add(new RefusedEvent(item, $"{item.Bytes.Length} bytes, where at most {MostBytes} fit"));
            }
            else
            {
                Arrived.Add((item.EventId, Encoding.UTF8.GetString(item.Bytes.Span)));
            }
        }

        return fails is null
            ? new Receipt(Claims(delivery.Events.Count - refused.Count), refused)
            : throw AppException.SinkFailed($"'{Address}' is down");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
