using CsCheck;
using LoRaNode.Core.Relay;

namespace LoRaNode.Core.Tests.Relay;

public class DutyCycleBudgetTests
{
    private const int HourMs = 3_600_000;

    [Fact]
    public void No_window_of_an_hour_ever_holds_more_airtime_than_the_limit()
    {
        Gen.Select(Gen.Int[1, 200], Gen.Select(Gen.Int[0, 120_000], Gen.Int[20, 2_000], Gen.Int[0, 3]).Array[100, 1_500]).Sample(
            (perMille, steps) =>
            {
                var budget = new DutyCycleBudget(perMille);
                var sent = new List<(long Start, long End)>();
                long now = 5_000;
                foreach (var (wait, airtime, priority) in steps)
                {
                    now += wait;
                    if (budget.Allows(priority, airtime, now))
                    {
                        budget.Spend(airtime, now);
                        sent.Add((now, now + airtime));
                        now += airtime;
                    }
                }

                // The worst windows end with a transmission.
                foreach (var (_, end) in sent)
                {
                    long from = end - HourMs;
                    long inWindow = sent.Where(s => s.End > from && s.Start < end).Sum(s => Math.Min(s.End, end) - Math.Max(s.Start, from));
                    Assert.True(inWindow <= budget.LimitMs, $"{inWindow} ms in an hour, {budget.LimitMs} ms allowed");
                }
            },
            iter: 60);
    }

    [Fact]
    public void A_time_at_which_a_frame_may_start_is_never_too_early()
    {
        Gen.Select(Gen.Int[1, 100], Gen.Select(Gen.Int[0, 60_000], Gen.Int[20, 2_000]).Array[1, 400]).Sample(
            (perMille, steps) =>
            {
                var budget = new DutyCycleBudget(perMille);
                long now = 0;
                foreach (var (wait, airtime) in steps)
                {
                    now += wait;
                    long allowed = budget.AllowedAtMs(0, airtime, now);
                    if (allowed == long.MaxValue)
                    {
                        Assert.True(airtime > budget.LimitMs - 2);
                        continue;
                    }

                    now = Math.Max(now, allowed);
                    Assert.True(budget.Allows(0, airtime, now));
                    budget.Spend(airtime, now);
                }
            },
            iter: 100);
    }

    [Fact]
    public void Messages_leave_airtime_for_alerts()
    {
        var budget = new DutyCycleBudget(10);
        while (budget.Allows(2, 500, 0))
        {
            budget.Spend(500, 0);
        }

        Assert.True(budget.Allows(0, 500, 0));
        Assert.InRange(budget.UsedMs(0), budget.LimitMs / 2, budget.LimitMs * 3 / 4);
    }

    [Fact]
    public void A_reboot_gives_nothing_back()
    {
        var before = new DutyCycleBudget(10);
        for (int i = 0; i < 60; i++)
        {
            before.Spend(500, i * 40_000);
        }

        byte[] kept = new byte[DutyCycleBudget.ExportSize];
        before.Export(kept, 0);
        var after = new DutyCycleBudget(10);
        after.Import(kept, 0);
        Assert.Equal(before.UsedMs(60 * 40_000), after.UsedMs(0));
    }
}
