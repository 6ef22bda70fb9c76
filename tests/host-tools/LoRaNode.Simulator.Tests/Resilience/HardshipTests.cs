using LoRaNode.Simulator.Cities;
using LoRaNode.Simulator.Resilience;
using LoRaNode.Simulator.Runs;
using LoRaNode.Simulator.Scenarios;
using LoRaNode.Simulator.Tests.Relay;
using LoRaNode.Simulator.World;
using LoRaNode.VirtualRadio.Places;

namespace LoRaNode.Simulator.Tests.Resilience;

public class HardshipTests
{
    [Theory]
    [InlineData("district-30", 1)]
    [InlineData("district-30", 2)]
    [InlineData("corridor-24", 1)]
    [InlineData("dense-100", 1)]
    [InlineData("bridge-81", 1)]
    [InlineData("city-100", 1)]
    public void With_30_percent_of_all_frames_lost_everybody_has_everything_within_ten_minutes(string city, int seed)
    {
        var result = Hardship.Run(Hardship.Loss, SharedCities.Load(city), AirRules.Baseline, (uint)seed);
        Assert.True(result.Held, $"{result.Share:F5} in ten minutes, the last after {result.Seconds:F0} s");
    }

    [Theory]
    [InlineData("district-30", AirRules.Baseline)]
    [InlineData("city-100", AirRules.Baseline)]
    [InlineData("city-100", AirRules.Chip)]
    [InlineData("corridor-24", AirRules.Baseline)]
    public void With_a_fifth_dead_in_the_middle_of_an_alert_all_who_are_still_connected_get_it(string city, AirRules rules)
    {
        for (uint seed = 1; seed <= 2; seed++)
        {
            var result = Hardship.Run(Hardship.Deaths, SharedCities.Load(city), rules, seed);
            Assert.True(result.Held, $"seed {seed}: {result.Share:F4} of those connected");
        }
    }

    [Theory]
    [InlineData("district-30")]
    [InlineData("city-100")]
    public void A_node_that_was_off_for_six_hours_has_all_current_alerts_within_five_minutes(string city)
    {
        var result = Hardship.Run(Hardship.Absence, SharedCities.Load(city), AirRules.Baseline, 2);
        Assert.True(result.Held, $"{result.Share:F4} in five minutes, the last after {result.Seconds:F0} s");
        Assert.InRange(result.Figures[0].Value, 20, 25);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(13)]
    [InlineData(18)]
    public void A_roof_that_joins_others_has_all_their_alerts_within_five_minutes_of_its_return(int seed)
    {
        // Four roofs in a chain, each in reach of the next only; while an inner one was off the two sides had different alerts.
        Place[] roofs = [new(0, 0, 25), new(1000, 0, 25), new(2000, 0, 25), new(3000, 0, 25)];
        var chain = new CityMap("line-4", roofs, CityRadio.Baseline, [new(0, 1, 120), new(1, 2, 122), new(2, 3, 121), new(0, 2, 150), new(1, 3, 151)]);
        var result = Hardship.Run(Hardship.Absence, chain, AirRules.Baseline, (uint)seed);
        Assert.True(result.Held, $"{result.Share:F4} in five minutes, the last after {result.Seconds:F0} s");
    }

    [Theory]
    [InlineData("district-30", 0.95)]
    [InlineData("dense-100", 0.8)]
    public void Under_overload_alerts_beat_messages_nobody_starves_and_no_duty_cycle_is_exceeded(string city, double alertsInMinute)
    {
        var result = Hardship.Run(Hardship.Overload, SharedCities.Load(city), AirRules.Baseline, 1);
        var figures = result.Figures.ToDictionary(f => f.Name, f => f.Value);
        Assert.True(result.Held, string.Join(", ", result.Figures));

        // It is an overload: the air has no room for the messages.
        Assert.InRange(figures["dutyOfLimit"], 0.3, 1);
        Assert.InRange(figures["messages"], 0.05, 0.9);
        Assert.InRange(figures["alertsInMinute"], alertsInMinute, 1);
        Assert.InRange(result.Share, 0.999, 1);
    }

    [Fact]
    public void The_duty_cycle_holds_for_every_node_in_every_hour_through_overload_reboots_and_power_cuts()
    {
        var city = SharedCities.Load("district-30");
        var plan = new BroadcastPlan { Messages = 500, PeriodSeconds = 5, WarmUpSeconds = 600, WindowSeconds = 3600 };
        var run = new RelayBroadcastRun(city, plan, 6, s => s with { DutyCyclePerMille = 10 });
        var duty = new DutyCycleObserver(run.World);
        run.Plan([.. Enumerable.Range(0, 30).Select(i => new ScenarioEvent(300 + (i * 60), i % 2 == 0 ? ScenarioEventKind.Reboot : ScenarioEventKind.PowerLoss, i, 0, 0, 0))]);
        run.Run();

        // A power cut loses at most the airtime of the minute since the last write.
        const double minuteInHour = 1 / 60.0;
        Assert.InRange(duty.Greatest, 0.006, 0.01 * (1 + minuteInHour));
    }

    [Fact]
    public void The_observer_of_the_duty_cycle_finds_the_fullest_window_wherever_it_lies()
    {
        var world = new SimulatedWorld(SharedCities.Load("corridor-24"), 1);
        var duty = new DutyCycleObserver(world);
        void Send(int node, double fromSeconds, double seconds) => world.Sent!(
            new SentFrame((long)(fromSeconds * 1e6), (long)((fromSeconds + seconds) * 1e6), node, 100, FrameKind.Item, 0, []));

        Send(3, 1800, 36);
        Assert.Equal(0.01, duty.Greatest, 9);

        // Another node's airtime is its own.
        Send(4, 1900, 18);
        Assert.Equal(0.01, duty.Greatest, 9);

        // The hour that ends with this one still holds 33 s of the first.
        Send(3, 5385, 18);
        Assert.Equal((33 + 18) / 3600.0, duty.Greatest, 9);
        Send(3, 7200, 9);
        Assert.Equal((33 + 18) / 3600.0, duty.Greatest, 9);

        // And this one 7 s of the second, and all of the third.
        Send(3, 8960, 36);
        Assert.Equal((7 + 9 + 36) / 3600.0, duty.Greatest, 9);
    }
}
