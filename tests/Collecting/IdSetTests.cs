using FsCheck;
using FsCheck.Fluent;
using StreamAlert.Apps.Collecting;
using Xunit;

namespace StreamAlert.Apps.Tests.Collecting;

public sealed class IdSetTests
{
    [Fact]
    public void Holds_what_a_set_holds_however_the_identities_collide() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(400),
        Prop.ForAll(ArbMap.Default.ArbFor<(byte High, byte Low)[]>(), pairs =>
        {
            using var set = new IdSet(0);
            var expected = new HashSet<UInt128>();
            foreach (var (high, low) in pairs ?? [])
            {
                // Many of these share the bits that choose a slot, and some are zero.
                var id = new UInt128((ulong)high << 8, (ulong)(low % 4) << 20);
                Assert.Equal(expected.Contains(id), set.Contains(id));
                Assert.Equal(expected.Add(id), set.Add(id));
            }

            Assert.Equal(expected.Count, set.Count);
            Assert.Equal(expected.Order(), set.All().Order());
        }));

    [Fact]
    public void Grows_to_a_hundred_thousand_and_forgets_none()
    {
        using var set = new IdSet(10);
        for (var n = 1; n <= 100_000; n++)
        {
            Assert.True(set.Add(new UInt128(0, (ulong)n * 0x9E3779B97F4A7C15)));
        }

        Assert.All(Enumerable.Range(1, 100_000), n => Assert.True(set.Contains(new UInt128(0, (ulong)n * 0x9E3779B97F4A7C15))));
        Assert.False(set.Contains(new UInt128(1, 0)));
    }

    [Fact]
    public void Starts_empty_although_its_memory_was_used_before()
    {
        for (var round = 0; round < 3; round++)
        {
            using var set = new IdSet(1000);
            Assert.False(set.Contains(7));
            set.Add(7);
        }
    }
}
