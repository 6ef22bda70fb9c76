using CsCheck;
using LoRaNode.Node.Display;

namespace LoRaNode.Node.Tests.Display;

public class ButtonTests
{
    [Fact]
    public void A_press_is_short_when_it_is_released_before_a_second()
    {
        Assert.Equal([ButtonEvent.Press], Run((100, false), (900, true), (100, false)));
    }

    [Fact]
    public void Contact_bounce_is_no_press()
    {
        Assert.Empty(Run((100, false), (10, true), (10, false), (20, true), (100, false)));
    }

    [Fact]
    public void Holding_to_the_end_of_the_countdown_is_panic_and_happens_once()
    {
        Assert.Equal([ButtonEvent.CountdownStarted, ButtonEvent.Panic], Run((100, false), (60_000, true), (100, false)));
    }

    [Fact]
    public void Releasing_during_the_countdown_cancels_it()
    {
        Assert.Equal([ButtonEvent.CountdownStarted, ButtonEvent.CountdownCancelled], Run((100, false), (5_900, true), (100, false)));
    }

    [Fact]
    public void A_button_that_is_held_or_stuck_from_the_start_erases_nothing()
    {
        Assert.Empty(Run((600_000, true)));
        Assert.Equal([ButtonEvent.Press], Run((600_000, true), (100, false), (200, true), (100, false)));
    }

    [Fact]
    public void No_series_of_presses_of_less_than_six_seconds_is_panic()
    {
        Gen.Int[1, NodeButton.HoldMs + NodeButton.CountdownMs - 50].Array[1, 12].Sample(holds =>
            Assert.DoesNotContain(ButtonEvent.Panic, Run([(50, false), .. holds.SelectMany(h => new[] { (h, true), (30, false) })])), iter: 100);
    }

    [Fact]
    public void The_seconds_count_down_from_five()
    {
        var button = new NodeButton();
        button.Update(false, 0);
        var seen = new List<int>();
        for (var ms = 10; ms < 6_100; ms += 10)
        {
            button.Update(true, ms);
            var seconds = button.SecondsLeft(ms);
            if (seconds > 0 && (seen.Count == 0 || seen[^1] != seconds))
            {
                seen.Add(seconds);
            }
        }

        Assert.Equal([5, 4, 3, 2, 1], seen);
    }

    private static List<ButtonEvent> Run(params (int Ms, bool IsPressed)[] phases)
    {
        var button = new NodeButton();
        var events = new List<ButtonEvent>();
        long now = 0;
        foreach (var (ms, isPressed) in phases)
        {
            for (var end = now + ms; now < end; now += 10)
            {
                var happened = button.Update(isPressed, now);
                if (happened != ButtonEvent.None)
                {
                    events.Add(happened);
                }
            }
        }

        return events;
    }
}
