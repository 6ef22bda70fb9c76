using LoRaNode.Core.Relay;

namespace LoRaNode.Core.Tests.Relay;

public class RelayStandingTests
{
    [Fact]
    public void Classes_rise_with_what_a_node_is_worth_and_fit_three_bits()
    {
        int last = 0;
        for (int worth = 0; worth < 1_000; worth++)
        {
            int grade = RelayStanding.ClassOf(worth);
            Assert.InRange(grade, last, 7);
            last = grade;
        }

        Assert.Equal(7, last);
    }

    [Fact]
    public void A_node_that_is_worth_a_fifth_more_than_the_mean_has_a_higher_class_than_the_mean()
    {
        Assert.True(RelayStanding.ClassOf(64 * 6 / 5) > RelayStanding.ClassOf(64));
        Assert.True(RelayStanding.ClassOf(64) > RelayStanding.ClassOf(64 * 4 / 5));
    }

    [Fact]
    public void What_is_given_back_to_an_allowance_never_makes_it_larger()
    {
        var allowance = new StrangerAllowance(burst: 8, refillMs: 1_000_000);
        allowance.Return(100);
        Assert.True(allowance.TryTake(8, 0, 0));
        Assert.False(allowance.TryTake(1, 0, 0));
        allowance.Return(3);
        Assert.True(allowance.TryTake(3, 0, 0));
        Assert.False(allowance.TryTake(1, 0, 0));
    }
}
