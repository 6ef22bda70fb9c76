using System.Diagnostics;
using LoRaNode.Core.Frames;
using LoRaNode.Node.Identity;
using LoRaNode.Node.Link;
using LoRaNode.Radio;
using LoRaNode.Simulator.Boards;
using LoRaNode.Simulator.City;
using LoRaNode.Simulator.Flash;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.Simulator;

/// <summary>A city of nodes in simulated time: the node application itself on register-level radio chips.</summary>
public static class VirtualCity
{
    // Beacons have gone round by then, as in a network that stands since yesterday.
    private const long QuietMs = 60_000;

    private const long StepMs = 100;

    /// <summary>Most encoded bytes of a text in one alert: what fits one frame beside fields and signature.</summary>
    public static int MaxEncodedBytes => CityText.MaxBytes;

    /// <summary>Bytes that a text takes in an alert once encoded, or -1 when it is longer than any alert can be.</summary>
    public static int EncodedBytes(string text) => CityText.Encode(text)?.Length ?? -1;

    /// <summary>Runs a city: builds it, gives the alert to one node, and follows it until the time is over.</summary>
    /// <param name="options">The city and the text.</param>
    /// <param name="observer">Watches the run; may be null.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="OperationCanceledException">The run was ended early.</exception>
    public static CityRun Run(CityOptions options, ICityObserver? observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var wall = Stopwatch.StartNew();
        var random = new Random(options.Seed);
        var settings = new LoRaSettings();
        var time = new SimulatedTime();
        var model = new LinkModel();
        var district = new District(options.Nodes, settings.FrequencyHz, CityLinks.MostLossDb(settings, model), random);
        var air = new Air(time, district.Losses, model, (uint)random.Next());
        var links = CityLinks.Between(options.Nodes, district.Losses, settings, model);
        int source = random.Next(options.Nodes);
        int[] hops = CityLinks.HopsFrom(source, options.Nodes, links);

        using var community = new CityCommunity(random);
        var boards = new VirtualBoard[options.Nodes];
        var nodes = new CityNode[options.Nodes];
        byte[][] blobs = new byte[options.Nodes][];
        for (int i = 0; i < boards.Length; i++)
        {
            string name = Name(i);
            (ushort address, byte[] credentials) = community.AddNode(name);
            boards[i] = new VirtualBoard(air, new MemoryStorage(), settings, random.Next());
            nodes[i] = new CityNode(i, name, address, district.Places[i].XMeters, district.Places[i].YMeters, hops[i] >= 0, null, null, null, 0);
            blobs[i] = credentials;
        }

        // All boards stand before the first is switched on: time passes while a radio starts.
        for (int i = 0; i < boards.Length; i++)
        {
            boards[i].PowerOn();
            Provision(boards[i], blobs[i]);
        }

        var account = new CityNodes(nodes, observer);
        var transmissions = new List<CityTransmission>();
        air.FrameStarted += frame =>
        {
            // Stations are numbered in the order in which the boards were built.
            var transmission = new CityTransmission(
                frame.StartUs / 1000,
                frame.Station,
                frame.EndUs - frame.StartUs,
                frame.Payload.Length,
                KindOf(frame));
            transmissions.Add(transmission);
            account.Transmitted(transmission);
        };
        for (int i = 0; i < boards.Length; i++)
        {
            boards[i].Application.Observer = account.At(i, boards[i].Application);
        }

        observer?.Started(account.All, links, source);
        Advance(time, QuietMs, observer, cancellation);

        account.Expect(options.Text, source);
        long sentAtMs = time.NowMs;
        observer?.Sent(sentAtMs);
        Send(boards[source], community.SignAlert(CityText.Encode(options.Text) ?? throw new ArgumentException("The text cannot be encoded.", nameof(options))));
        Advance(time, sentAtMs + (long)(options.SimulatedSeconds * 1000), observer, cancellation);

        foreach (VirtualBoard board in boards)
        {
            board.Dispose();
        }

        return new CityRun(
            options.Text,
            options.Seed,
            source,
            account.All,
            links,
            transmissions,
            sentAtMs,
            time.NowUs / 1e6,
            wall.Elapsed.TotalSeconds);
    }

    private static string Name(int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"N{index + 1:D2}");

    private static void Advance(SimulatedTime time, long untilMs, ICityObserver? observer, CancellationToken cancellation)
    {
        while (time.NowMs < untilMs)
        {
            cancellation.ThrowIfCancellationRequested();
            time.RunUntil(Math.Min(untilMs, time.NowMs + StepMs) * 1000);
            observer?.Advanced(time.NowMs);
        }
    }

    internal static void Provision(VirtualBoard board, byte[] credentials)
    {
        const int MaxPiece = LinkMessage.MaxLength - LinkMessage.RequestHeader - Provisioning.PieceHeader;
        for (int at = 0; at < credentials.Length; at += MaxPiece)
        {
            byte[] piece = credentials[at..Math.Min(at + MaxPiece, credentials.Length)];
            byte[] head = [(byte)credentials.Length, (byte)(credentials.Length >> 8), (byte)at, (byte)(at >> 8)];
            byte[] reply = board.Request([(byte)LinkOperation.Provision, (byte)at, (byte)(at >> 8), .. head, .. piece]);
            if (reply.Length < LinkMessage.ReplyHeader || reply[3] != (byte)LinkStatus.Ok)
            {
                throw new InvalidOperationException("A virtual node refused its credentials.");
            }
        }
    }

    private static void Send(VirtualBoard board, byte[] alert)
    {
        byte[] reply = board.Request([(byte)LinkOperation.SendAlert, 1, 0, .. alert]);
        if (reply.Length < LinkMessage.ReplyHeader || reply[3] != (byte)LinkStatus.Pending)
        {
            throw new InvalidOperationException("The source refused the alert.");
        }
    }

    private static string KindOf(AirFrame frame)
    {
        byte[] bytes = frame.Payload.ToArray();
        return bytes.Length < FrameHeader.Size
            ? "other"
            : FrameHeader.Type(bytes) switch
            {
                FrameType.Beacon => CityTransmission.BeaconKind,
                FrameType.Message => "message",
                FrameType.Alert => "alert",
                FrameType.Trust => "trust",
                FrameType.Unicast => "unicast",
                FrameType.Receipt => "receipt",
                _ => "other",
            };
    }
}
