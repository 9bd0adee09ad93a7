using System.Globalization;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli;

public sealed class MemoryTests : IDisposable
{
    private const int PageSize = 250;
    private const int FewPages = 100;
    private const int ManyPages = 400;

    // Were each page kept, it would be 90,000 kB. What there is instead is the runtime's own, which compiles and collects when it has time.
    private const int MostGrowth = 25_000;

    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    public async Task Memory_does_not_grow_with_the_number_of_pages()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = PageSize * ManyPages, PageSize = PageSize, EventsPerSecond = 100 });
        await workplace.AddAsync(sandbox);
        await using var run = await workplace.StartCollectingAsync();
        await sandbox.WaitForRequestAsync(FewPages).WaitAsync(TimeSpan.FromSeconds(60));
        var few = PeakKilobytes(run.Id);
        await sandbox.WaitForRequestAsync(ManyPages).WaitAsync(TimeSpan.FromSeconds(60));
        var many = PeakKilobytes(run.Id);

        (await run.EndAsync()).AssertExit(0);
        Assert.InRange(many - few, 0, MostGrowth);
    }

    private static int PeakKilobytes(int process) => int.Parse(
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);
}
