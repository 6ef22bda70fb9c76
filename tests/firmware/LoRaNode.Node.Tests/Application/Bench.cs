using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using LoRaNode.Node.Boards;
using LoRaNode.Node.Link;
using LoRaNode.Node.Settings;
using LoRaNode.Radio;
using LoRaNode.Simulator.Boards;
using LoRaNode.Simulator.Flash;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;

namespace LoRaNode.Node.Tests.Application;

/// <summary>A bench with boards that hear each other well, and a community to provision them from.</summary>
internal sealed class Bench : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private const string Passphrase = "bench";

    private readonly string? _folder;
    private readonly List<VirtualBoard> _boards = [];
    private ushort _tag;

    public Bench()
    {
        _folder = Directory.CreateTempSubdirectory("loranode-bench-").FullName;
        Air = new Air(Time, new UniformLoss(100));
        Community = Community.Create(_folder, "Bench", Passphrase, new CommunityOptions { Cost = KeyFileCost.Least });
        byte slot = Community.CertifyIssuer("Medics", IssuerScope.AllCategories | IssuerScope.Time, 30, Now.AddDays(-1), KeyFileCost.Least).Slot;
        Issuer = Community.OpenIssuer(slot);
    }

    /// <summary>Another bench out of reach, with boards of the same community.</summary>
    public Bench(Bench other)
    {
        Air = new Air(Time, new UniformLoss(100));
        Community = other.Community;
        Issuer = other.Issuer;
    }

    public SimulatedTime Time { get; } = new();

    public Air Air { get; }

    public Community Community { get; }

    public Issuer Issuer { get; }

    public VirtualBoard Board(MemoryVolume? flash = null)
    {
        var board = new VirtualBoard(Air, new MemoryStorage(flash ?? new MemoryVolume()), new LoRaSettings(), _boards.Count + 1);
        _boards.Add(board);
        board.PowerOn();
        return board;
    }

    /// <summary>A board as from the shop: whatever it may send, a technician says first.</summary>
    public VirtualBoard BoardWithoutRegion(MemoryVolume? flash = null, BoardDefinition? type = null)
    {
        var board = new VirtualBoard(Air, new MemoryStorage(flash ?? new MemoryVolume()), null, _boards.Count + 1, type);
        _boards.Add(board);
        board.PowerOn();
        return board;
    }

    public LinkStatus Set(VirtualBoard board, NodeSettings settings, out SettingsFault fault)
    {
        byte[] body = new byte[NodeSettings.MaxSize];
        (LinkStatus status, byte[] reply) = Request(board, LinkOperation.SetSettings, body[..settings.Write(body, 0, true)]);
        fault = status == LinkStatus.Refused ? (SettingsFault)Assert.Single(reply) : SettingsFault.None;
        return status;
    }

    public VirtualBoard ProvisionedBoard(string name, MemoryVolume? flash = null)
    {
        VirtualBoard board = Board(flash);
        Assert.Equal(LinkStatus.Ok, Provision(board, Community.IssueCredentials(Community.AddNode(name).Address, Now)));
        return board;
    }

    public LinkStatus Provision(VirtualBoard board, byte[] credentials)
    {
        var status = LinkStatus.Malformed;
        for (int at = 0; at < credentials.Length; at += 900)
        {
            byte[] piece = credentials[at..Math.Min(at + 900, credentials.Length)];
            byte[] head = [(byte)credentials.Length, (byte)(credentials.Length >> 8), (byte)at, (byte)(at >> 8)];
            (status, _) = Request(board, LinkOperation.Provision, [.. head, .. piece]);
            if (status != LinkStatus.Ok)
            {
                break;
            }
        }

        return status;
    }

    public (LinkStatus Status, byte[] Body) Request(VirtualBoard board, LinkOperation operation, params byte[] body)
    {
        _tag++;
        byte[] reply = board.Request([(byte)operation, (byte)_tag, (byte)(_tag >> 8), .. body]);
        Assert.Equal((byte)operation | LinkMessage.ReplyFlag, reply[0]);
        Assert.Equal((byte)_tag, reply[1]);
        return ((LinkStatus)reply[3], reply[LinkMessage.ReplyHeader..]);
    }

    public NodeIdentification Identify(VirtualBoard board)
    {
        var identification = new NodeIdentification();
        byte[] body = Request(board, LinkOperation.Identify).Body;
        Assert.True(identification.TryRead(body, 0, body.Length));
        return identification;
    }

    public NodeStatistics Statistics(VirtualBoard board)
    {
        var statistics = new NodeStatistics();
        byte[] body = Request(board, LinkOperation.Statistics).Body;
        Assert.True(statistics.TryRead(body, body.Length));
        return statistics;
    }

    /// <summary>Lets a board note its vital signs, as a tool does: it asks until they are in the log.</summary>
    public void NoteVitalSigns(VirtualBoard board)
    {
        while (Request(board, LinkOperation.NoteVitalSigns).Status != LinkStatus.Ok)
        {
            Run(1);
        }
    }

    /// <summary>Erases a board as a tool does: it asks until all is done.</summary>
    public LinkStatus Erase(VirtualBoard board)
    {
        LinkStatus status;
        while ((status = Request(board, LinkOperation.FactoryErase).Status) == LinkStatus.Pending)
        {
            Run(100);
        }

        return status;
    }

    /// <summary>Gives a signed alert to a board and waits until it is sent or refused.</summary>
    public (LinkStatus Status, byte[] Body) SendAlert(VirtualBoard board, byte[] alert)
    {
        for (int i = 0; i < 50; i++)
        {
            (LinkStatus status, byte[] body) = Request(board, LinkOperation.SendAlert, alert);
            if (status != LinkStatus.Pending)
            {
                return (status, body);
            }

            Run(100);
        }

        throw new TimeoutException("The alert stayed pending for five simulated seconds.");
    }

    public byte[] Alert(string text) => Sign(text, null);

    /// <summary>An alert that takes the place of another.</summary>
    public byte[] Replacement(string text, byte[] replaced)
    {
        var alert = new Core.Frames.AlertPayload();
        Assert.True(alert.TryRead(replaced, replaced.Length));
        return Sign(text, alert.Sequence);
    }

    private byte[] Sign(string text, int? replaces) => Issuer.SignAlert(
        new AlertDraft(0x60, Core.Frames.AlertUrgency.Immediate, Core.Frames.AlertSeverity.Severe, Core.Frames.AlertCertainty.Observed, Core.Frames.ContentLanguage.English, TimeSpan.FromHours(2)) { Kind = replaces is null ? Core.Frames.AlertKind.Alert : Core.Frames.AlertKind.Update, Replaces = replaces },
        System.Text.Encoding.UTF8.GetBytes(text),
        Now);

    /// <summary>Payloads of the texts that a board shows, newest first.</summary>
    public IReadOnlyList<byte[]> Shown(VirtualBoard board)
    {
        var shown = new List<byte[]>();
        var entry = new TextEntry();
        while (true)
        {
            (LinkStatus status, byte[] body) = Request(board, LinkOperation.ReadText, (byte)shown.Count, 0, 0);
            if (status == LinkStatus.NotFound)
            {
                return shown;
            }

            Assert.True(entry.TryRead(body, body.Length));
            shown.Add(body[TextEntry.HeadSize..]);
        }
    }

    /// <summary>Log records of a provisioned board from a number on, opened with the community's copy of its first key.</summary>
    public IReadOnlyList<Log.LogRecord> Log(VirtualBoard board, uint from)
    {
        byte[] body = Request(board, LinkOperation.ReadLog, BitConverter.GetBytes(from)).Body;
        var opener = new LogOpener(Community.LogKey(Community.Node(Identify(board).Address)));
        var records = new List<Log.LogRecord>();
        for (int at = 0; at < body.Length; at += Node.Log.NodeLog.EntryHeader + body[at + 4])
        {
            int start = at + Node.Log.NodeLog.EntryHeader;
            records.Add(new Host.Link.LogEntry(0, body[start..(start + body[at + 4])]).Open(opener)!);
        }

        return records;
    }

    public void Run(long milliseconds) => Time.RunUntil(Time.NowUs + (milliseconds * 1000));

    public void Dispose()
    {
        foreach (VirtualBoard board in _boards)
        {
            board.Dispose();
        }

        if (_folder is not null)
        {
            Issuer.Dispose();
            Community.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
