using LoRaNode.Core.Frames;
using LoRaNode.Node.Identity;
using LoRaNode.Node.Link;
using LoRaNode.Node.Network;
using LoRaNode.Node.Texts;
using LoRaNode.Radio;
using LoRaNode.Simulator.Boards;
using LoRaNode.Simulator.City;
using LoRaNode.Simulator.Flash;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Links;
using LoRaNode.VirtualRadio.Places;

namespace LoRaNode.Simulator.Attacks;

/// <summary>A virtual city with an attacker in it: node applications on register-level radios, and a station that sends what it likes.</summary>
internal sealed class AttackCity : IDisposable
{
    private const int StepMs = 100;

    private readonly SimulatedTime _time = new();
    private readonly Air _air;
    private readonly LoRaSettings _settings = new();
    private readonly int _attacker;
    private readonly bool _ownsCommunity;
    private byte _requestTag;

    /// <summary>Builds a city whose nodes were never on before.</summary>
    public AttackCity(int nodes, int seed)
        : this(nodes, seed, new CityCommunity(new Random(seed))) => _ownsCommunity = true;

    /// <summary>Builds another district of a community: its nodes never heard of those of any other city.</summary>
    public AttackCity(int nodes, int seed, CityCommunity community)
        : this(nodes, seed, community, null)
    {
        for (int i = 0; i < nodes; i++)
        {
            (Addresses[i], byte[] credentials) = Community.AddNode(FormattableString.Invariant($"N{community.Keys.Nodes.Count + 1:D2}"));
            Boards[i].PowerOn();
            VirtualCity.Provision(Boards[i], credentials);
        }
    }

    /// <summary>Builds the same city again, as after a power cut everywhere: only what the nodes had stored is left.</summary>
    /// <param name="before">The city before the power cut.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="copiesOfFlash">True to leave the flash of <paramref name="before"/> as it is.</param>
    public AttackCity(AttackCity before, int seed, bool copiesOfFlash = false)
        : this(before.Boards.Length, seed, before.Community, copiesOfFlash ? [.. before.Volumes.Select(v => v.CloneWith("none", null))] : before.Volumes)
    {
        before.Addresses.CopyTo(Addresses, 0);
        foreach (VirtualBoard board in Boards)
        {
            board.PowerOn();
        }
    }

    private AttackCity(int nodes, int seed, CityCommunity community, MemoryVolume[]? volumes)
    {
        var random = new Random(seed);
        var model = new LinkModel();
        var district = new District(nodes, _settings.FrequencyHz, CityLinks.MostLossDb(_settings, model), random);

        // The attacker stands in the street beside the first node.
        district.AddBeside(0, 40);
        Losses = district.Losses;
        _air = new Air(_time, Losses, model, (uint)random.Next());
        Community = community;
        Volumes = volumes ?? [.. Enumerable.Range(0, nodes).Select(_ => new MemoryVolume())];
        Boards = new VirtualBoard[nodes];
        Addresses = new ushort[nodes];
        for (int i = 0; i < nodes; i++)
        {
            Boards[i] = new VirtualBoard(_air, new MemoryStorage(Volumes[i]), _settings, random.Next());
            Boards[i].Application.Observer = new Witness(this, i);
        }

        _attacker = _air.Attach(null);
        _air.FrameStarted += Note;
    }

    public CityCommunity Community { get; }

    public VirtualBoard[] Boards { get; }

    public MemoryVolume[] Volumes { get; }

    public ushort[] Addresses { get; }

    public UrbanLosses Losses { get; }

    /// <summary>Everything shown so far: node and text.</summary>
    public List<(int Node, ShownText Text)> Shown { get; } = [];

    /// <summary>Everything the nodes sent so far; the attacker's own frames are not in it.</summary>
    public List<SentFrame> Sent { get; } = [];

    public long NowMs => _time.NowMs;

    /// <summary>Called for every frame of a node as it starts.</summary>
    public Action<SentFrame>? OnSent { get; set; }

    /// <summary>Lets time pass.</summary>
    public void Run(long milliseconds, CancellationToken cancellation)
    {
        long until = _time.NowMs + milliseconds;
        while (_time.NowMs < until)
        {
            cancellation.ThrowIfCancellationRequested();
            _time.RunUntil(Math.Min(until, _time.NowMs + StepMs) * 1000);
        }
    }

    /// <summary>Does something at a time from now.</summary>
    public void At(long fromNowMs, Action action) => _time.Schedule((_time.NowMs + fromNowMs) * 1000, action);

    /// <summary>How long a frame of the attacker takes, in milliseconds.</summary>
    public static double AirtimeMs(byte[] frame) => WaveOf(frame).TimeOnAirUs / 1000.0;

    /// <summary>The attacker sends a frame, now. Returns how long it takes, in milliseconds.</summary>
    public double Attack(byte[] frame)
    {
        _air.Transmit(_attacker, WaveOf(frame), 20, frame);
        return AirtimeMs(frame);
    }

    /// <summary>The attacker sends frames one after the other, each when the one before is over, and time passes meanwhile.</summary>
    public void AttackInTurn(IEnumerable<byte[]> frames, int pauseMs, CancellationToken cancellation)
    {
        foreach (byte[] frame in frames)
        {
            Run((long)Attack(frame) + pauseMs, cancellation);
        }
    }

    /// <summary>Gives a node a signed alert or statement, as the technician's tool does.</summary>
    public void Submit(int node, LinkOperation operation, byte[] payload) =>
        Boards[node].Request([(byte)operation, ++_requestTag, 0, .. payload]);

    /// <summary>A member at a node sends a message. Returns its counter.</summary>
    public uint SendMessage(int node, string text)
    {
        byte[] reply = Boards[node].Request([(byte)LinkOperation.SendMessage, ++_requestTag, 0, 0x80, .. System.Text.Encoding.UTF8.GetBytes(text)]);
        return reply.Length >= LinkMessage.ReplyHeader + 4 && reply[3] == (byte)LinkStatus.Ok
            ? BitConverter.ToUInt32(reply, LinkMessage.ReplyHeader)
            : throw new InvalidOperationException("A node refused a message.");
    }

    /// <summary>Nodes that showed a text with these bytes.</summary>
    public int NodesShowing(byte[] text) =>
        Shown.Where(s => s.Text.Payload.AsSpan(s.Text.TextOffset, s.Text.TextLength).SequenceEqual(text)).Select(s => s.Node).Distinct().Count();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (VirtualBoard board in Boards)
        {
            board.Dispose();
        }

        if (_ownsCommunity)
        {
            Community.Dispose();
        }
    }

    private static LoRaWaveform WaveOf(byte[] frame)
    {
        // Bandwidth 8 is 250 kHz (SX1276 datasheet rev. 7, RegModemConfig1).
        var settings = new LoRaSettings();
        return new LoRaWaveform(
            settings.FrequencyHz, 8, (int)settings.SpreadingFactor, 5, settings.PreambleSymbols, settings.SyncWord, true, true, false, false, frame.Length);
    }

    private void Note(AirFrame frame)
    {
        if (frame.Station == _attacker || frame.Payload.Length < FrameHeader.Overhead)
        {
            return;
        }

        var sent = new SentFrame(frame.Station, frame.StartUs / 1000, frame.EndUs - frame.StartUs, frame.Payload.ToArray());
        Sent.Add(sent);
        OnSent?.Invoke(sent);
    }

    private sealed class Witness(AttackCity city, int node) : INodeObserver
    {
        public void OnShown(ShownText text, long nowMs) => city.Shown.Add((node, text));
    }
}

/// <summary>A frame that a node sent.</summary>
/// <param name="Node">Index of the node.</param>
/// <param name="AtMs">Start.</param>
/// <param name="AirtimeUs">Time on air in microseconds.</param>
/// <param name="Bytes">The frame.</param>
internal sealed record SentFrame(int Node, long AtMs, long AirtimeUs, byte[] Bytes)
{
    public FrameType Type => FrameHeader.Type(Bytes);

    public ushort Origin => FrameHeader.Origin(Bytes);

    public uint Counter => FrameHeader.Counter(Bytes);
}
