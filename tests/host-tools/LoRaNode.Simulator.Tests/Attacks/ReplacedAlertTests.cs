using System.Text;
using LoRaNode.Core.Frames;
using LoRaNode.Node.Link;
using LoRaNode.Simulator.Attacks;

namespace LoRaNode.Simulator.Tests.Attacks;

public class ReplacedAlertTests
{
    [Fact]
    public void A_cancelled_alert_is_taken_down_everywhere_and_offered_to_nobody_who_comes_later()
    {
        const int nodes = 5;
        const int late = 3;
        using var city = new AttackCity(nodes, seed: 8);
        city.Run(30_000, TestContext.Current.CancellationToken);
        city.Boards[late].PowerOff();
        byte[] text = Encoding.UTF8.GetBytes("көпір жабық");
        byte[] alert = city.Community.SignAlert(text);
        city.Submit(0, LinkOperation.SendAlert, alert);
        city.Run(60_000, TestContext.Current.CancellationToken);
        uint counter = city.Sent.First(s => s.Type == FrameType.Alert).Counter;
        Assert.Equal(nodes - 1, city.NodesShowing(text));

        byte[] cancelled = Encoding.UTF8.GetBytes("көпір ашық");
        city.Submit(0, LinkOperation.SendAlert, city.Community.CancelAlert(alert, cancelled));
        city.Run(60_000, TestContext.Current.CancellationToken);
        int before = city.Sent.Count;
        city.Boards[late].PowerOn();
        city.Run(20 * 60_000, TestContext.Current.CancellationToken);
        Assert.Equal(nodes, city.NodesShowing(cancelled));
        Assert.DoesNotContain(city.Shown, s => s.Node == late && s.Text.Counter == counter && s.Text.Type == FrameType.Alert);
        Assert.DoesNotContain(city.Sent.Skip(before), s => s.Type == FrameType.Alert && s.Counter == counter);
        Assert.All(city.Boards, b => Assert.Equal(1, b.Application.Network.Board.Count));
    }
}
