using StreamAlert.Apps.Configuration;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Configuration;

public sealed class TwoWritersTests
{
    [Fact]
    public async Task Lose_nothing_that_the_other_added()
    {
        using var folder = new ConfFolder();
        var shared = folder.Load();
        AppsConfiguration[] writers = [shared, shared, folder.Load(), folder.Load()];

        await Task.WhenAll(writers.Select((writer, who) => Task.Run(() =>
        {
            for (var n = 0; n < 8; n++)
            {
                writer.Add(ConfFolder.App($"w{who}n{n}"));
                Assert.Equal($"w{who}n{n}", writer.Find("prod", $"w{who}n{n}").Name);
                Assert.Empty(writer.Problems("prod"));
            }
        })));

        Assert.Equal(
            from who in Enumerable.Range(0, 4) from n in Enumerable.Range(0, 8) select $"w{who}n{n}",
            folder.Load().Apps("prod").Select(app => app.Name).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.GetFiles(folder.File("clusters"), "*.tmp"));
    }

    [Fact]
    public void Give_up_on_a_command_that_does_not_end_and_say_so()
    {
        using var folder = new ConfFolder();
        var clock = new HastyClock();
        var conf = AppsConfiguration.Load(folder.Path, clock);
        using (new FileStream(folder.File("clusters/.prod.json.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            var failure = Assert.Throws<AppException>(() => conf.Add(ConfFolder.App()));
            Assert.Equal(Outcome.StateFailed, failure.Outcome);
            Assert.Contains($"{folder.ClusterPath} is being changed by another command: try again", failure.Message);
            Assert.InRange(clock.Passed, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(11));
        }

        Assert.Equal(ConfFolder.Empty, folder.Read());
        Assert.Equal("duo_prod", conf.Add(ConfFolder.App()).Name);
    }

    /// <summary>Every wait is over at once, and moves time by as much.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public TimeSpan Passed { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Passed.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Passed += dueTime;
            return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
