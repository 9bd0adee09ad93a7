namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>The requests that came in: how many, and the lines of the last of them.</summary>
internal sealed class RequestRecord
{
    private const int MostLines = 10_000;

    private readonly Lock gate = new();
    private readonly Queue<string> lines = new();
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

    /// <returns>The number of the request, 1 for the first.</returns>
    public int Add(string line)
    {
        lock (gate)
        {
            lines.Enqueue(line);
            if (lines.Count > MostLines)
            {
                lines.Dequeue();
            }

            count++;
            while (awaited.TryPeek(out var waiter, out var call) && call <= count)
            {
                awaited.Dequeue();
                waiter.SetResult();
            }

            return count;
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
}
