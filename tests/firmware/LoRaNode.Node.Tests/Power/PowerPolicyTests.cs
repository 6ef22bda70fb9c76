using CsCheck;
using LoRaNode.Node.Power;

namespace LoRaNode.Node.Tests.Power;

public class PowerPolicyTests
{
    [Fact]
    public void The_charge_never_falls_when_the_voltage_rises()
    {
        var before = 0;
        for (var millivolts = 0; millivolts < 5000; millivolts++)
        {
            var percent = BatteryCurve.Percent(millivolts);
            Assert.InRange(percent, before, 100);
            before = percent;
        }

        Assert.Equal(0, BatteryCurve.Percent(3100));
        Assert.Equal(50, BatteryCurve.Percent(3680));
        Assert.Equal(100, BatteryCurve.Percent(4200));
    }

    [Fact]
    public void A_discharge_passes_every_state_once_and_in_order()
    {
        var states = States(millivolts: Enumerable.Range(0, 1200).Select(i => 4150 - i));
        Assert.Equal([PowerState.Full, PowerState.Saving, PowerState.BeaconOnly, PowerState.Sleep], states);
    }

    [Fact]
    public void A_charge_passes_every_state_back_and_one_at_a_time()
    {
        var policy = new PowerPolicy();
        long now = 0;
        for (var i = 0; i < 20; i++)
        {
            Feed(policy, 3150, ref now);
        }

        Assert.Equal(PowerState.Sleep, policy.State);
        var seen = new List<PowerState> { policy.State };
        for (var millivolts = 3150; millivolts < 4150; millivolts++)
        {
            Feed(policy, millivolts, ref now);
            if (policy.State != seen[^1])
            {
                seen.Add(policy.State);
            }
        }

        Assert.Equal([PowerState.Sleep, PowerState.BeaconOnly, PowerState.Saving, PowerState.Full], seen);
    }

    [Fact]
    public void A_voltage_that_swings_around_a_threshold_does_not_make_the_state_swing()
    {
        var random = new Random(1);

        // 50 % is 3,680 mV; transmissions and clouds swing by 40 mV.
        var states = States(Enumerable.Range(0, 5000).Select(_ => 3680 + random.Next(-40, 41)));
        Assert.True(states.Count <= 2, $"{states.Count} changes");
    }

    [Fact]
    public void One_bad_measurement_puts_nobody_to_sleep_but_three_in_a_row_do()
    {
        var policy = new PowerPolicy();
        long now = 0;
        Feed(policy, 4000, ref now);
        Feed(policy, 3000, ref now);
        Feed(policy, 4000, ref now);
        Assert.NotEqual(PowerState.Sleep, policy.State);
        Feed(policy, 3150, ref now);
        Feed(policy, 3150, ref now);
        Assert.NotEqual(PowerState.Sleep, policy.State);
        Feed(policy, 3150, ref now);
        Assert.Equal(PowerState.Sleep, policy.State);
    }

    [Fact]
    public void A_node_without_a_battery_runs_in_full()
    {
        var policy = new PowerPolicy();
        long now = 0;
        for (var i = 0; i < 10; i++)
        {
            Feed(policy, 3150, ref now);
        }

        Feed(policy, 0, ref now);
        Assert.Equal(PowerState.Full, policy.State);
        Assert.True(policy.MayWrite);
        Assert.Equal(20, policy.LimitPowerDbm(20));
    }

    [Fact]
    public void Sun_lets_the_node_do_more_at_the_same_charge()
    {
        // 45 %: saving in the dark, full operation while the panel feeds the battery.
        var millivolts = Enumerable.Range(3500, 700).First(mv => BatteryCurve.Percent(mv) == 45);
        var dark = new PowerPolicy();
        var sunny = new PowerPolicy();
        var reading = new PowerReading { BatteryMillivolts = millivolts };
        var fed = new PowerReading { BatteryMillivolts = millivolts, InputMillivolts = 5200 };
        for (var i = 0; i < 100; i++)
        {
            dark.Update(reading, i * 30_000);
            sunny.Update(fed, i * 30_000);
        }

        Assert.Equal(PowerState.Saving, dark.State);
        Assert.Equal(PowerState.Full, sunny.State);
    }

    [Fact]
    public void A_weak_battery_is_spared_the_flash_and_the_full_transmitter()
    {
        var policy = new PowerPolicy();
        long now = 0;
        for (var i = 0; i < 30; i++)
        {
            Feed(policy, 3350, ref now);
        }

        Assert.Equal(PowerPolicy.LowPowerDbm, policy.LimitPowerDbm(20));
        Assert.Equal(10, policy.LimitPowerDbm(10));
        Assert.True(policy.MayWrite);
        Feed(policy, 3040, ref now);
        Assert.False(policy.MayWrite);
    }

    [Fact]
    public void No_row_of_measurements_leads_anywhere_but_to_a_state_that_fits_the_last_ones()
    {
        Gen.Int[2500, 4300].Array[1, 200].Sample(series =>
        {
            var policy = new PowerPolicy();
            long now = 0;
            foreach (var millivolts in series)
            {
                Feed(policy, millivolts, ref now);
            }

            // An hour of a full battery ends in full operation, an hour of an empty one in sleep.
            for (var i = 0; i < 120; i++)
            {
                Feed(policy, 4100, ref now);
            }

            Assert.Equal(PowerState.Full, policy.State);
            for (var i = 0; i < 120; i++)
            {
                Feed(policy, 3000, ref now);
            }

            Assert.Equal(PowerState.Sleep, policy.State);
        }, iter: 200);
    }

    private static List<PowerState> States(IEnumerable<int> millivolts)
    {
        var policy = new PowerPolicy();
        var states = new List<PowerState> { policy.State };
        long now = 0;
        foreach (var voltage in millivolts)
        {
            Feed(policy, voltage, ref now);
            if (states[^1] != policy.State)
            {
                states.Add(policy.State);
            }
        }

        return states;
    }

    private static void Feed(PowerPolicy policy, int millivolts, ref long now)
    {
        policy.Update(new PowerReading { BatteryMillivolts = millivolts }, now);
        now += PowerPolicy.MeasureEveryMs;
    }
}
