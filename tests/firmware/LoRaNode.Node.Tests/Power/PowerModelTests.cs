using LoRaNode.Node.Boards;
using LoRaNode.Node.Power;

namespace LoRaNode.Node.Tests.Power;

public class PowerModelTests
{
    [Fact]
    public void Every_state_draws_less_than_the_one_above_it_on_every_board()
    {
        foreach (var id in BoardCatalog.Ids())
        {
            var board = BoardPower.Of(BoardCatalog.Find(id));
            var before = int.MaxValue;
            foreach (var state in Enum.GetValues<PowerState>())
            {
                var current = PowerModel.AverageMicroamperes(PowerPlan.Of(state, 10, 17, true), board);
                Assert.True(current < before, $"{id}: {state} draws {current} µA");
                before = current;
            }
        }
    }

    [Fact]
    public void The_average_is_the_sum_of_its_parts()
    {
        // Half an hour awake and receiving, the rest in light sleep, on a board that draws 100 µA itself.
        var plan = new PowerPlan { ProcessorAwakeMs = 1_800_000, ReceiveMs = 1_800_000 };
        var board = new BoardPower { OverheadMicroamperes = 100 };
        Assert.Equal(25_000 + 400 + 6_000 + 100, PowerModel.AverageMicroamperes(plan, board));
    }

    [Fact]
    public void The_transmitter_draws_what_the_data_sheet_says()
    {
        Assert.Equal(120_000, PowerModel.TransmitMicroamperes(20));
        Assert.Equal(87_000, PowerModel.TransmitMicroamperes(17));
        Assert.Equal(20_000, PowerModel.TransmitMicroamperes(7));
        for (var dbm = 2; dbm < 20; dbm++)
        {
            Assert.True(PowerModel.TransmitMicroamperes(dbm) <= PowerModel.TransmitMicroamperes(dbm + 1));
        }
    }

    [Fact]
    public void No_plan_has_more_than_an_hour_in_an_hour()
    {
        foreach (var state in Enum.GetValues<PowerState>())
        {
            foreach (var duty in new[] { 0, 1, 10, 100, 1000 })
            {
                var plan = PowerPlan.Of(state, duty, 20, false);
                Assert.InRange(plan.TransmitMs + plan.ReceiveMs, 0, PowerPlan.HourMs);
                Assert.InRange(plan.ProcessorAwakeMs, 0, PowerPlan.HourMs);
            }
        }
    }
}
