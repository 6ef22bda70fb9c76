using LoRaNode.Node.Power;
using LoRaNode.Simulator.Power;
using LoRaNode.Simulator.Runs;
using LoRaNode.Simulator.Tests.Relay;

namespace LoRaNode.Simulator.Tests.Power;

public class NodePowerTests
{
    [Fact]
    public void The_sun_rises_at_six_at_the_equinox_and_clouds_only_take()
    {
        var sky = new SolarSky(43, 80, 0, 5);
        long Hour(double hour) => (long)(hour * 3600e6);
        Assert.Equal(0, sky.Share(Hour(3)));
        Assert.Equal(0, sky.Share(Hour(5.8)));
        Assert.True(sky.Share(Hour(6.3)) > 0);
        Assert.Equal(Math.Cos(43 * Math.PI / 180) * sky.Clearness(0), sky.Share(Hour(12)), 0.01);
        Assert.Equal(0, sky.Share(Hour(18.3)));

        // In winter the day is short, and beyond the circle it is dark.
        Assert.True(new SolarSky(43, 355, 0, 5).Share(Hour(12)) < 0.45);
        Assert.Equal(0, new SolarSky(70, 355, 0, 5).Share(Hour(12)));
        Assert.All(Enumerable.Range(0, 365), day => Assert.InRange(sky.Clearness(day), 0.15, 1));
    }

    [Fact]
    public void A_cell_has_the_voltage_from_which_the_firmware_reads_its_charge()
    {
        Assert.All(Enumerable.Range(0, 101), percent => Assert.InRange(BatteryCurve.Percent(Cell.Millivolts(percent)), percent, percent + 1));
    }

    [Fact]
    public void What_a_node_draws_is_the_firmwares_model_of_what_it_did()
    {
        var run = Run(new PowerSupply(), messages: 120);
        long airtimeUs = run.World.AirtimeOfNodes.Sum() + run.World.BeaconAirtimeOfNodes.Sum();
        double duty = airtimeUs / (double)run.World.NowUs / run.World.City.Count;
        var plan = PowerPlan.Of(PowerState.Full, 0, run.World.City.Radio.PowerDbm, canLightSleep: true);
        plan.TransmitMs = (int)(duty * PowerPlan.HourMs);
        plan.ReceiveMs = PowerPlan.HourMs - plan.TransmitMs;
        var board = new BoardPower { OverheadMicroamperes = BoardPower.AssumedOverheadMicroamperes };
        double expected = PowerModel.AverageMicroamperes(plan, board) * 24.0 * PowerModel.NominalMillivolts / 1e6;
        var energy = EnergyResult.Of(run)!;
        Assert.Equal(expected, energy.MilliwattHoursPerDay, expected * 0.01);
        Assert.Equal(1, energy.StateShares[(int)PowerState.Full]);
        Assert.Equal(0, energy.Died);
    }

    [Fact]
    public void Without_sun_a_small_battery_steps_through_all_states_and_the_city_goes_down()
    {
        var run = Run(new PowerSupply { BatteryMilliampereHours = 500 }, messages: 96);
        var energy = EnergyResult.Of(run)!;
        Assert.All(Enumerable.Range(0, 4), state => Assert.True(energy.StateShares[state] > 0.02, $"{(PowerState)state}: {energy.StateShares[state]:P1}"));
        Assert.Equal(run.World.City.Count, energy.Died);
        Assert.All(Enumerable.Range(0, run.World.City.Count), node => Assert.False(run.World.IsOn(node)));
        Assert.InRange(energy.LowestPercent, 0, 10);

        // Nothing comes from nowhere: what was drawn is what the batteries lost.
        double lost = run.Power.Sum(p => p.DrawnMilliwattHours);
        Assert.InRange(lost, 500 * 0.8 * 3.7 * 30 * 0.45, 500 * 0.8 * 3.7 * 30);
    }

    [Fact]
    public void With_a_panel_that_gives_more_than_they_draw_nodes_stay_up()
    {
        var supply = new PowerSupply { BatteryMilliampereHours = 1_500, PanelMilliwatts = 3_000, Sky = new SolarSky(43, 172, 8, 1) };
        var run = Run(supply, messages: 96);
        var energy = EnergyResult.Of(run)!;
        Assert.Equal(0, energy.Died);
        Assert.True(energy.ChargedMilliwattHoursPerDay > energy.MilliwattHoursPerDay * 0.9);
        Assert.InRange(energy.MeanPercentAtEnd, 50, 100);
    }

    [Fact]
    public void A_node_that_was_down_comes_back_with_the_sun_and_has_what_was_sent_meanwhile()
    {
        // It begins at midnight with next to nothing; by noon the panel has filled the cell.
        var supply = new PowerSupply
        {
            BatteryMilliampereHours = 800,
            LowestStartPercent = 4,
            HighestStartPercent = 8,
            PanelMilliwatts = 4_000,
            Sky = new SolarSky(43, 172, 0, 1),
        };
        var run = Run(supply, messages: 36);
        var energy = EnergyResult.Of(run)!;
        Assert.Equal(run.World.City.Count, energy.Died);
        Assert.Equal(0, energy.Down);
        Assert.All(Enumerable.Range(0, run.World.City.Count), node => Assert.True(run.World.IsOn(node)));
    }

    [Theory]
    [InlineData(44, 46, 0, 70)]
    [InlineData(44, 46, 800, 70)]
    [InlineData(20, 60, 800, 600)]
    public void Nodes_that_save_power_hear_each_other_whenever_they_began_and_however_their_clocks_drift(int lowest, int highest, int driftPpm, int mostSeconds)
    {
        // So large that the charge stays as it is: some save from the start on, at the edge some less and some more.
        var supply = new PowerSupply { BatteryMilliampereHours = 200_000, LowestStartPercent = lowest, HighestStartPercent = highest, ClockDriftPpm = driftPpm };
        var plan = new BroadcastPlan { Messages = 36, PeriodSeconds = 1800, WarmUpSeconds = 3600, WindowSeconds = 1800 };
        var run = new RelayBroadcastRun(SharedCities.Load("district-30"), plan, 3, s => s with { KeepsFrames = true });
        run.Feed(supply);
        BroadcastResult result = run.Run();
        var energy = EnergyResult.Of(run)!;

        Assert.True(energy.StateShares[(int)PowerState.Saving] > 0.4, $"{energy.StateShares[(int)PowerState.Saving]:P0} saving");
        Assert.True(result.Delivery > 0.999, $"delivery {result.Delivery:0.0000}");

        // A window of those that listen every minute, or every ten.
        Assert.InRange(result.DelayQuantile(0.95), 1, mostSeconds);
    }

    /// <summary>A message every half hour in district-30.</summary>
    private static RelayBroadcastRun Run(PowerSupply supply, int messages)
    {
        var plan = new BroadcastPlan { Messages = messages, PeriodSeconds = 1800, WarmUpSeconds = 600, WindowSeconds = 600 };
        var run = new RelayBroadcastRun(SharedCities.Load("district-30"), plan, 1, s => s with { KeepsFrames = true });
        run.Feed(supply);
        run.Run();
        return run;
    }
}
