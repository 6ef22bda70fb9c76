using System.Text;
using LoRaNode.Core.Frames;
using LoRaNode.Node.Link;

namespace LoRaNode.Simulator.Attacks;

/// <content>Floods, and the exclusion of a seized node.</content>
public sealed partial class AttackSuite
{
    private const int GarbagePerSecond = 1_000;

    /// <summary>Every node is handed a thousand frames of garbage a second, far more than the air could carry, while an alert goes round.</summary>
    private AttackResult Garbage()
    {
        int usual = Deliver(garbagePerSecond: 0, out _);
        int reached = Deliver(GarbagePerSecond, out long frames);
        return Result("garbage", reached >= usual && usual > 1, ("framesPerSecondAndNode", GarbagePerSecond), ("framesInAll", frames), ("nodesReachedWithout", usual), ("nodesReached", reached));
    }

    private int Deliver(int garbagePerSecond, out long frames)
    {
        using var city = new AttackCity(_nodes, _seed);
        city.Run(SettleMs, _cancellation);
        var random = new Random(_seed);
        byte[] text = Encoding.UTF8.GetBytes("through the noise");
        city.Submit(0, LinkOperation.SendAlert, city.Community.SignAlert(text));
        frames = 0;
        byte[] garbage = new byte[80];
        for (int tick = 0; tick < 600; tick++)
        {
            // Headers of this epoch, so that each frame goes as far as the tag.
            for (int i = 0; i < garbagePerSecond / 10; i++)
            {
                random.NextBytes(garbage);
                garbage[0] = (byte)(random.Next(6) << 3);
                foreach (var board in city.Boards)
                {
                    board.Application.Network.Engine.OnFrame(garbage, garbage.Length, 0, -100, city.NowMs);
                    frames++;
                }
            }

            city.Run(100, _cancellation);
        }

        return city.NodesShowing(text);
    }

    /// <summary>Somebody with the network key fills the air beside a node with alerts whose signatures are bad, under ever new names.</summary>
    private AttackResult SignatureFlood()
    {
        using var city = new AttackCity(_nodes, _seed);
        using var stolen = new StolenNode(city.Community);
        city.Run(SettleMs, _cancellation);
        int source = _nodes - 1;

        // The issuer's node has sent an alert before: its name is known to be good.
        city.Submit(source, LinkOperation.SendAlert, city.Community.SignAlert(Encoding.UTF8.GetBytes("earlier")));
        city.Run(DeliverMs, _cancellation);
        int usual = city.NodesShowing(Encoding.UTF8.GetBytes("earlier"));
        long startMs = city.NowMs;
        byte[] text = Encoding.UTF8.GetBytes("genuine");
        byte[] genuine = city.Community.SignAlert(text);
        int flood = 0;
        void Flood()
        {
            if (city.NowMs - startMs > 200_000)
            {
                return;
            }

            byte[] lie = Encoding.UTF8.GetBytes(FormattableString.Invariant($"lie {flood}"));
            double airtimeMs = city.Attack(stolen.Frame(FrameType.Alert, (ushort)(20_000 + (flood % 5_000)), stolen.Forge(genuine, lie)));
            flood++;

            // Half the air: with more it would be a jammer, against which signatures do not help.
            city.At((long)(airtimeMs * 2), Flood);
        }

        Flood();
        city.Run(20_000, _cancellation);
        city.Submit(source, LinkOperation.SendAlert, genuine);
        city.Run(160_000, _cancellation);
        int during = city.NodesShowing(text);
        city.Run(900_000, _cancellation);
        int reached = city.NodesShowing(text);
        int lies = city.Shown.Count(s => Encoding.UTF8.GetString(s.Text.Payload, s.Text.TextOffset, s.Text.TextLength).StartsWith("lie", StringComparison.Ordinal));
        int relayedLies = city.Sent.Count(s => s.Type == FrameType.Alert && s.Origin is >= 20_000 and < 25_000 && !city.Addresses.Contains(s.Origin));

        return Result("signatureFlood", lies == 0 && relayedLies == 0 && reached >= usual && during > 1, ("forgedFrames", flood), ("nodesReachedWithout", usual), ("nodesThatShowTheGenuineOneDuringIt", during), ("nodesThatShowTheGenuineOne", reached), ("nodesThatShowALie", lies), ("liesRelayed", relayedLies));
    }

    /// <summary>A node is seized; the root turns the epoch without it, by radio, while messages go round.</summary>
    private AttackResult Exclusion()
    {
        using var city = new AttackCity(_nodes, _seed);
        city.Run(SettleMs, _cancellation);
        int seized = _nodes / 2;
        Host.Keys.EpochTurn turn = city.Community.Keys.TurnEpoch([city.Addresses[seized]], grace: TimeSpan.FromMinutes(2));
        var texts = new List<string>();
        foreach (byte[] statement in turn.Statements)
        {
            city.Submit(0, LinkOperation.SendTrust, statement);
            city.Run(5_000, _cancellation);
        }

        for (int i = 0; i < 10; i++)
        {
            texts.Add(FormattableString.Invariant($"traffic {i}"));
            int sender = (i + 1) % _nodes;
            city.SendMessage(sender == seized ? 0 : sender, texts[^1]);
            city.Run(30_000, _cancellation);
        }

        int turned = city.Boards.Where((b, i) => i != seized && b.Application.Network.Trust.Keys.Epoch == turn.Epoch).Count();
        double flowed = texts.Average(t => (double)city.NodesShowing(Encoding.UTF8.GetBytes(t)));

        // The grace is over: now the seized node is deaf and dumb.
        city.SendMessage(0, "without you");
        city.SendMessage(seized, "let me in");
        city.Run(DeliverMs, _cancellation);
        int read = city.Shown.Count(s => s.Node == seized && Text(s.Text) == "without you");
        int believed = city.Shown.Count(s => s.Node != seized && Text(s.Text) == "let me in");
        int others = city.Shown.Where(s => s.Node != seized && Text(s.Text) == "without you").Select(s => s.Node).Distinct().Count();
        SentFrame[] trust = [.. city.Sent.Where(s => s.Type == FrameType.Trust)];
        bool passed = turned > 1 && read == 0 && believed == 0 && others > 1 && city.Boards[seized].Application.Network.Trust.Keys.Epoch != turn.Epoch;
        return Result(
            "exclusion",
            passed,
            ("statements", turn.Statements.Count),
            ("wrappedKeys", turn.Entries),
            ("nodesToTurn", _nodes - 1),
            ("nodesTurned", turned),
            ("frames", trust.Length),
            ("airtimeMs", Math.Round(trust.Sum(s => s.AirtimeUs) / 1000.0, 1)),
            ("nodesReadingTrafficMeanwhile", Math.Round(flowed, 1)),
            ("nodesReadingAfterwards", others),
            ("readByTheSeizedNode", read),
            ("acceptedFromTheSeizedNode", believed));
    }

    private static string Text(Node.Texts.ShownText text) => Encoding.UTF8.GetString(text.Payload, text.TextOffset, text.TextLength);
}
