namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>The requests that came in: how many, and the lines of the last of them.</summary>
internal sealed class RequestRecord
{
    private const int MostLines = 10_000;

    private readonly Lock gate = new();
    private readonly Queue<string> lines = new();
    private readonly Queue<string> misunderstood = new();
    private readonly PriorityQueue<TaskCompletionSource, int> awaited = new();
    private int count;

    public int Count
    {
        get
        {
            lock (gate)
            {
                return count;
            }
        }
    }

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (gate)
            {
                return [.. lines];
            }
        }
    }

    /// <summary>The lines of the requests that nobody understood, each with the reason; the last 10,000.</summary>
    public IReadOnlyList<string> Misunderstood
    {
        get
        {
            lock (gate)
            {
                return [.. misunderstood];
            }
        }
    }

    /// <returns>The number of the request, 1 for the first.</returns>
    public int Add(string line)
    {
        lock (gate)
        {
            Add(lines, line);
            count++;
            while (awaited.TryPeek(out var waiter, out var call) && call <= count)
            {
                awaited.Dequeue();
                waiter.SetResult();
            }

            return count;
        }
    }

    public void AddMisunderstood(string line, string why)
    {
        lock (gate)
        {
            Add(misunderstood, $"{line}: {why}");
        }
    }

    /// <summary>Ends when that many requests have come in.</summary>
    public Task WaitAsync(int requests)
    {
        lock (gate)
        {
            if (count >= requests)
            {
                return Task.CompletedTask;
            }

            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited.Enqueue(waiter, requests);
            return waiter.Task;
        }
    }

    private static void Add(Queue<string> lines, string line)
    {
        lines.Enqueue(line);
        if (lines.Count > MostLines)
        {
            lines.Dequeue();
        }
    }
}
