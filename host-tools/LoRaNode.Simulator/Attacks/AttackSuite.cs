using System.Text;
using LoRaNode.Core.Frames;
using LoRaNode.Node.Link;

namespace LoRaNode.Simulator.Attacks;

/// <summary>
/// Attacks on a virtual city of real node code. Each has a control: something genuine that the same nodes do accept, so that a network
/// that is merely deaf does not pass.
/// </summary>
public sealed partial class AttackSuite
{
    private const long SettleMs = 20_000;
    private const long DeliverMs = 60_000;

    private readonly int _nodes;
    private readonly int _seed;
    private readonly CancellationToken _cancellation;

    /// <summary>Prepares the suite.</summary>
    /// <param name="nodes">Nodes of the city, 4 to 60.</param>
    /// <param name="seed">Seed of the city and the attacks.</param>
    /// <param name="cancellation">Ends the run early.</param>
    public AttackSuite(int nodes, int seed, CancellationToken cancellation)
    {
        _nodes = nodes;
        _seed = seed;
        _cancellation = cancellation;
    }

    /// <summary>The attacks in order, by name.</summary>
    public IReadOnlyList<(string Name, Func<AttackResult> Run)> Attacks =>
    [
        ("forgedAlert", ForgedAlert),
        ("replay", Replay),
        ("strangers", Strangers),
        ("bitFlips", BitFlips),
        ("hopTampering", HopTampering),
        ("garbage", Garbage),
        ("signatureFlood", SignatureFlood),
        ("exclusion", Exclusion),
    ];

    /// <summary>Alerts forged with a stolen network key: nobody shows them, nobody relays them.</summary>
    private AttackResult ForgedAlert()
    {
        using var city = new AttackCity(_nodes, _seed);
        using var stolen = new StolenNode(city.Community);
        city.Run(SettleMs, _cancellation);
        byte[] genuine = city.Community.SignAlert(Encoding.UTF8.GetBytes("genuine"));
        byte[] lie = Encoding.UTF8.GetBytes("everybody go to the square");
        byte[] forged = stolen.Forge(genuine, lie);
        byte[] unsigned = (byte[])forged.Clone();
        Array.Clear(unsigned, unsigned.Length - 64, 64);
        var frames = new List<byte[]>();
        for (int i = 0; i < 10; i++)
        {
            ushort origin = i % 2 == 0 ? stolen.Address : city.Addresses[i % _nodes];
            frames.Add(stolen.Frame(FrameType.Alert, origin, i % 3 == 2 ? unsigned : forged));
        }

        int sentBefore = city.Sent.Count;
        city.AttackInTurn(frames, 2_000, _cancellation);
        city.Run(DeliverMs, _cancellation);
        int shown = city.NodesShowing(lie);
        int relayed = city.Sent.Skip(sentBefore).Count(s => s.Type == FrameType.Alert);
        int judged = city.Boards.Sum(b => b.Application.Network.Trust.Verifier.Verified);
        city.Submit(0, LinkOperation.SendAlert, genuine);
        city.Run(DeliverMs, _cancellation);
        int control = city.NodesShowing(Encoding.UTF8.GetBytes("genuine"));
        return Result("forgedAlert", shown == 0 && relayed == 0 && judged > 0 && control > 1, ("framesSent", frames.Count), ("signaturesChecked", judged), ("nodesThatShowIt", shown), ("transmissionsBeyondFirstHop", relayed), ("nodesThatShowAGenuineOne", control));
    }

    /// <summary>A bit flipped in every byte of a frame of every type that relays do not change, then the frames as they were.</summary>
    private AttackResult BitFlips()
    {
        using var city = new AttackCity(_nodes, _seed);
        using var stolen = new StolenNode(city.Community);
        city.Run(SettleMs, _cancellation);
        var random = new Random(_seed);
        byte[] text = Encoding.UTF8.GetBytes("as it was");
        byte[][] originals =
        [
            .. Enum.GetValues<FrameType>().Select(type => stolen.Frame(type, stolen.Address, type switch
            {
                FrameType.Alert => city.Community.SignAlert(text),
                FrameType.Trust => city.Community.Keys.SignTime(new DateTimeOffset(2026, 6, 1, 7, 0, 0, TimeSpan.Zero)),
                _ => [0x80, .. text],
            })),
        ];
        int opened = 0;
        var flipped = new List<byte[]>();
        byte[] payload = new byte[FrameHeader.MaxPayload];
        foreach (byte[] original in originals)
        {
            for (int at = 0; at < original.Length; at++)
            {
                if (at is >= 1 and <= 3)
                {
                    continue;
                }

                byte[] changed = (byte[])original.Clone();
                changed[at] ^= (byte)(1 << random.Next(8));
                flipped.Add(changed);
                opened += city.Boards.Count(b => b.Application.Network.Trust.Keys.Open(changed, changed.Length, payload) >= 0);
            }
        }

        city.AttackInTurn(flipped, 10, _cancellation);
        city.Run(SettleMs, _cancellation);
        int shown = city.Shown.Count;
        city.AttackInTurn(originals.Where(o => FrameHeader.Type(o) is FrameType.Message or FrameType.Alert), 5_000, _cancellation);
        city.Run(DeliverMs, _cancellation);
        int control = city.NodesShowing(text);
        return Result("bitFlips", opened == 0 && shown == 0 && control > 1, ("frameTypes", originals.Length), ("framesSent", flipped.Count), ("opened", opened), ("accepted", shown), ("nodesThatShowTheOriginals", control));
    }

    /// <summary>A message sent again and again with the hop limit turned up and made-up transmitters.</summary>
    private AttackResult HopTampering()
    {
        (int usual, int mostUsually, int reachedUsually) = SpreadMessage(copies: 0);
        (int attacked, int most, int reached) = SpreadMessage(copies: 30);

        // A node may send an item again, twice at most, where the next relay is not heard, whoever attacks: the attack must not make it more.
        bool passed = attacked <= Math.Max(usual, _nodes) && most <= Math.Max(2, mostUsually) && reached >= reachedUsually;
        return Result("hopTampering", passed, ("transmissionsWithoutAttack", usual), ("tamperedCopies", 30), ("transmissionsUnderAttack", attacked), ("mostByOneNode", most), ("nodesReachedWithoutAttack", reachedUsually), ("nodesReachedUnderAttack", reached));
    }

    private (int Transmissions, int MostByOneNode, int Reached) SpreadMessage(int copies)
    {
        using var city = new AttackCity(_nodes, _seed);
        city.Run(SettleMs, _cancellation);
        var random = new Random(_seed);
        byte[]? caught = null;
        city.OnSent = sent => caught ??= sent.Type == FrameType.Message ? sent.Bytes : null;
        city.SendMessage(0, "hop by hop");
        city.Run(5_000, _cancellation);
        for (int i = 0; i < copies && caught is not null; i++)
        {
            byte[] copy = (byte[])caught.Clone();
            FrameHeader.SetHopsLeft(copy, FrameHeader.MaxHops);
            FrameHeader.SetTransmitter(copy, (ushort)random.Next(1, 0xFFFF));
            city.AttackInTurn([copy], 1_500, _cancellation);
        }

        city.Run(DeliverMs, _cancellation);
        SentFrame[] of = [.. city.Sent.Where(s => s.Type == FrameType.Message && s.Origin == city.Addresses[0])];
        return (of.Length, of.Length == 0 ? 0 : of.GroupBy(s => s.Node).Max(g => g.Count()), city.NodesShowing(Encoding.UTF8.GetBytes("hop by hop")));
    }

    private static AttackResult Result(string name, bool passed, params (string Name, double Value)[] figures) =>
        new(name, passed, figures.ToDictionary(f => f.Name, f => f.Value));
}
