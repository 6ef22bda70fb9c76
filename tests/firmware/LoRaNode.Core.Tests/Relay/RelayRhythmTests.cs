using CsCheck;
using LoRaNode.Core.Relay;

namespace LoRaNode.Core.Tests.Relay;

/// <summary>The time by which windows open together.</summary>
public sealed class RelayRhythmTests
{
    private const long HourMs = 3_600_000;

    [Fact]
    public void Two_that_hear_each_other_open_at_the_same_time_whatever_their_counts_were()
    {
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue], Gen.Int[0, 1_000_000]).Sample((first, second, now) =>
        {
            RelayRhythm a = At(first);
            RelayRhythm b = At(second);
            bool bIsBehind = a.Hear(b.Told(now), true, now);
            bool aIsBehind = b.Hear(a.Told(now), true, now);

            Assert.False(aIsBehind);
            Assert.InRange(Math.Abs(b.SinceMark(now) - a.SinceMark(now)) % (RelayRhythm.MarkMs - RelayRhythm.UnitMs), 0, 4 * RelayRhythm.UnitMs);
            Assert.True(bIsBehind || a.Told(now) - b.Told(now) <= 3);
        });
    }

    [Fact]
    public void A_recorded_beacon_moves_nobody()
    {
        RelayRhythm rhythm = At(5_000_000);
        uint recorded = rhythm.Told(0);
        int before = rhythm.SinceMark(HourMs);
        Assert.True(rhythm.Hear(recorded, true, HourMs));
        Assert.Equal(before, rhythm.SinceMark(HourMs));
        Assert.NotEqual(HourMs, rhythm.HeardMs);
    }

    [Fact]
    public void Whoever_has_the_network_key_moves_the_windows_rarely()
    {
        RelayRhythm rhythm = At(0);
        int jumps = 0;
        for (long nowMs = 0; nowMs < 10 * HourMs; nowMs += 1_000)
        {
            int before = rhythm.SinceMark(nowMs);
            rhythm.Hear(rhythm.Told(nowMs) + 1_234, false, nowMs);
            jumps += rhythm.SinceMark(nowMs) != before ? 1 : 0;
        }


        // Six at once, and one more each ten minutes.
        Assert.InRange(jumps, 6, 6 + 60);
    }

    [Fact]
    public void Where_nobody_saves_power_the_rhythm_is_neither_kept_nor_told()
    {
        RelayRhythm rhythm = At(0);
        Assert.False(rhythm.IsUsed(HourMs));
        rhythm.Hear(7, isSaver: false, HourMs);
        Assert.False(rhythm.IsUsed(HourMs));
        rhythm.Hear(7, isSaver: true, HourMs);
        Assert.True(rhythm.IsUsed(HourMs));
        Assert.False(rhythm.IsUsed(4 * HourMs));
    }

    [Fact]
    public void The_communitys_time_sets_it_forward_and_never_back()
    {
        RelayRhythm rhythm = At(0);
        rhythm.Reach(90 * HourMs + 61_000, 0);
        Assert.Equal(1_000, rhythm.SinceOpening(0));
        rhythm.Reach(HourMs, 1_000);
        Assert.Equal(2_000, rhythm.SinceOpening(1_000));
    }

    private static RelayRhythm At(int timeMs)
    {
        var rhythm = new RelayRhythm();
        rhythm.Reach(timeMs, 0);
        return rhythm;
    }
}
