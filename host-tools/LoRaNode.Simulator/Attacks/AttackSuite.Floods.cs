using System.Text;
using LoRaNode.Core.Frames;
using LoRaNode.Node.Link;

namespace LoRaNode.Simulator.Attacks;

/// <content>Floods, and the exclusion of a seized node.</content>
public sealed partial class AttackSuite
{
    private const int GarbagePerSecond = 1_000;
    private const int BadSignaturesPerSecond = 5;
    private const ushort FirstMadeUp = 20_000;
    private const int MadeUpNames = 5_000;

    /// <summary>
    /// Every node is handed a thousand frames of garbage a second, far more than any channel could carry, while an alert goes round. Each frame that a
    /// node gets round to costs it the time of the interpreter; the others are overwritten in the radio's buffer.
    /// </summary>
    private AttackResult Garbage()
    {
        int usual = Deliver(garbagePerSecond: 0, out _, out _);
        int reached = Deliver(GarbagePerSecond, out long frames, out long read);
        return Result("garbage", reached >= usual && usual > 1 && read > 0, ("framesPerSecondAndNode", GarbagePerSecond), ("framesInAll", frames), ("framesReadPerSecondAndNode", Math.Round(read / (DeliverMs / 1000.0) / _nodes)), ("nodesReachedWithout", usual), ("nodesReached", reached));
    }

    private int Deliver(int garbagePerSecond, out long frames, out long read)
    {
        using var city = new AttackCity(_nodes, _seed);
        city.Run(SettleMs, _cancellation);
        var random = new Random(_seed);
        byte[] text = Encoding.UTF8.GetBytes("through the noise");
        city.Submit(0, LinkOperation.SendAlert, city.Community.SignAlert(text));
        long handed = 0;
        if (garbagePerSecond > 0)
        {
            Flood(city, garbagePerSecond, DeliverMs, () =>
            {
                // Headers of this epoch, so that each frame goes as far as the tag.
                byte[] garbage = new byte[80];
                random.NextBytes(garbage);
                garbage[0] = (byte)(random.Next(6) << 3);
                handed += _nodes;
                return garbage;
            });
        }

        city.Run(DeliverMs, _cancellation);
        frames = handed;
        read = city.Boards.Sum(b => b.InjectedFramesRead);
        return city.NodesShowing(text);
    }

    /// <summary>Hands every node so many frames a second from now on.</summary>
    private static void Flood(AttackCity city, int perSecond, long durationMs, Func<byte[]> next)
    {
        long untilMs = city.NowMs + durationMs;
        void Tick()
        {
            if (city.NowMs >= untilMs)
            {
                return;
            }

            byte[] frame = next();
            foreach (Boards.VirtualBoard board in city.Boards)
            {
                board.Inject(frame);
            }

            city.At(1_000 / perSecond, Tick);
        }

        Tick();
    }

    /// <summary>The attacker sends frames over the air from now on, as long as the pauses between them.</summary>
    private static void FloodOnAir(AttackCity city, long durationMs, Func<byte[]> next)
    {
        long untilMs = city.NowMs + durationMs;
        void Tick()
        {
            if (city.NowMs < untilMs)
            {
                city.At((long)(city.Attack(next()) * 2), Tick);
            }
        }

        Tick();
    }

    /// <summary>
    /// Somebody with the network key floods the nodes with alerts whose signatures are bad, under ever new names: five a second at every node, five
    /// times what it can check. The genuine alert must reach as many nodes as usual while the flood lasts. Then the same on the air beside
    /// the first node, in half of the time: there the flood is a jammer as well, and what collides with it arrives when it is over.
    /// </summary>
    private AttackResult SignatureFlood()
    {
        SignatureFloodCount handed = UnderSignatureFlood((city, durationMs, next) => Flood(city, BadSignaturesPerSecond, durationMs, next));
        SignatureFloodCount onAir = UnderSignatureFlood(FloodOnAir);
        int lies = handed.Lies + onAir.Lies;
        int relayed = handed.Relayed + onAir.Relayed;
        return Result(
            "signatureFlood",
            lies == 0 && relayed == 0 && handed.Usual > 1 && handed.During >= handed.Usual && handed.UnknownDuring >= handed.Usual && onAir.Finally >= onAir.Usual,
            ("forgedFrames", handed.Forged),
            ("forgedFramesOnAir", onAir.Forged),
            ("nodesReachedWithout", handed.Usual),
            ("nodesThatShowTheGenuineOneDuringIt", handed.During),
            ("nodesThatShowOneOfANewNodeDuringIt", handed.UnknownDuring),
            ("nodesThatShowItDuringTheOneOnAir", onAir.During),
            ("nodesThatShowTheGenuineOne", onAir.Finally),
            ("nodesThatShowALie", lies),
            ("liesRelayed", relayed));
    }

    private SignatureFloodCount UnderSignatureFlood(Action<AttackCity, long, Func<byte[]>> flood)
    {
        const long floodMs = 200_000;
        using var city = new AttackCity(_nodes, _seed);
        using var stolen = new StolenNode(city.Community);
        city.Run(SettleMs, _cancellation);
        int source = _nodes - 1;

        // The issuer's node has sent an alert before: its name is known to be good.
        byte[] earlier = Encoding.UTF8.GetBytes("earlier");
        city.Submit(source, LinkOperation.SendAlert, city.Community.SignAlert(earlier));
        city.Run(DeliverMs, _cancellation);
        int usual = city.NodesShowing(earlier);
        byte[] text = Encoding.UTF8.GetBytes("genuine");
        byte[] genuine = city.Community.SignAlert(text);
        int forged = 0;
        flood(city, floodMs, () =>
        {
            byte[] lie = Encoding.UTF8.GetBytes(FormattableString.Invariant($"lie {forged}"));
            return stolen.Frame(FrameType.Alert, (ushort)(FirstMadeUp + (forged++ % MadeUpNames)), stolen.Forge(genuine, lie));
        });
        city.Run(20_000, _cancellation);
        city.Submit(source, LinkOperation.SendAlert, genuine);
        city.Run(10_000, _cancellation);

        // One whose node never sent anything signed before competes with the made-up names.
        byte[] first = Encoding.UTF8.GetBytes("first of its node");
        city.Submit(_nodes / 2, LinkOperation.SendAlert, city.Community.SignAlert(first));
        city.Run(floodMs - 40_000, _cancellation);
        int during = city.NodesShowing(text);
        int unknown = city.NodesShowing(first);
        city.Run(900_000, _cancellation);
        int lies = city.Shown.Count(s => Text(s.Text).StartsWith("lie", StringComparison.Ordinal));
        int relayed = city.Sent.Count(s => s.Type == FrameType.Alert && s.Origin is >= FirstMadeUp and < FirstMadeUp + MadeUpNames && !city.Addresses.Contains(s.Origin));
        return new SignatureFloodCount(usual, during, unknown, city.NodesShowing(text), lies, relayed, forged);
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

    private sealed record SignatureFloodCount(int Usual, int During, int UnknownDuring, int Finally, int Lies, int Relayed, int Forged);
}
