using System.Globalization;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Store;
using LoRaNode.Node.Link;
using LoRaNode.Radio;
using LoRaNode.Simulator.Boards;
using LoRaNode.Simulator.City;
using LoRaNode.Simulator.Flash;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Links;
using LoRaNode.VirtualRadio.Places;

namespace LoRaNode.Simulator.Fleet;

/// <summary>
/// A community in a virtual city over some days, with what goes wrong in a real one: a plug that loses contact, a panel under dust, a battery
/// without a panel, a node beside a source of noise, a forged alert. The nodes are the firmware's own on register-level radios; once a day a
/// technician reads each of them over its link into the database. Nothing in the database is made up beside it.
/// </summary>
public sealed class FleetRehearsal : IDisposable
{
    /// <summary>The passphrase of a rehearsal's keys, which guard nothing.</summary>
    public const string Passphrase = "rehearsal";

    // A point in Almaty; the nodes stand around it.
    private const double MiddleLatitude = 43.2389;
    private const double MiddleLongitude = 76.9286;
    private const double MetersPerDegree = 111_320;

    private const double NoiseDb = 9;
    private const double MeasureEveryHours = 1.0 / 6;
    private const int RoofMeters = 25;
    private const int BalconyMeters = 7;
    private static readonly TimeSpan CertificateLife = TimeSpan.FromDays(60);

    private readonly RehearsalOptions _options;
    private readonly Random _random;
    private readonly SimulatedTime _time = new();
    private readonly Community _community;
    private readonly CommunityStore _store;
    private readonly Issuer _issuer;
    private readonly RehearsalNode[] _nodes;
    private readonly int[] _troubled;

    private FleetRehearsal(string folder, RehearsalOptions options)
    {
        _options = options;
        _random = new Random(options.Seed);
        _community = Community.Create(folder, options.Community, Passphrase, new CommunityOptions { Cost = KeyFileCost.Least, Random = Bytes });
        byte slot = _community.CertifyIssuer("Medics", IssuerScope.AllCategories | IssuerScope.Time, (int)CertificateLife.TotalDays, Start.AddDays(-1), KeyFileCost.Least).Slot;
        _issuer = _community.OpenIssuer(slot);
        _store = CommunityStore.Open(folder);
        _nodes = new RehearsalNode[options.Nodes];

        // Who gets which trouble; the same node never two of them.
        _troubled = [.. Enumerable.Range(0, options.Nodes).OrderBy(_ => _random.Next())];
    }

    private enum Trouble
    {
        Dust,
        NoPanel,
        Noise,
        LoosePlug,
    }

    private DateTimeOffset Start => _options.End.AddDays(-_options.Days);

    private DateTimeOffset Now => Start.AddMilliseconds(_time.NowMs);

    /// <summary>Founds a community in a folder, lets its nodes live, and reads their logs.</summary>
    /// <param name="folder">An empty folder, or none yet.</param>
    /// <param name="options">What it is to be.</param>
    /// <param name="progress">Told the part that is done, 0 to 1; may be null.</param>
    /// <param name="cancellation">Ends it early; the folder then holds what was read so far.</param>
    public static async Task RunAsync(string folder, RehearsalOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var rehearsal = new FleetRehearsal(folder, options);
        rehearsal.Build();
        for (int day = 0; day < options.Days; day++)
        {
            await rehearsal.LiveAsync(day, progress, cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (RehearsalNode? node in _nodes)
        {
            node?.Board.Dispose();
        }

        _issuer.Dispose();
        _store.Dispose();
        _community.Dispose();
    }

    private int With(Trouble trouble) => _troubled[(int)trouble];

    private byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private void Build()
    {
        var settings = new LoRaSettings();
        var model = new LinkModel();
        var district = new District(_options.Nodes, settings.FrequencyHz, CityLinks.MostLossDb(settings, model), _random);
        var air = new Air(_time, new RehearsalLosses(district.Losses, With(Trouble.Noise), NoiseDb), model, (uint)_random.Next());
        for (int i = 0; i < _nodes.Length; i++)
        {
            _nodes[i] = new RehearsalNode(new VirtualBoard(air, new MemoryStorage(), settings, _random.Next()), Battery(i));
        }

        double east = district.Places.Average(p => p.XMeters);
        double north = district.Places.Average(p => p.YMeters);
        for (int i = 0; i < _nodes.Length; i++)
        {
            bool isRoof = district.Places[i].IsRooftop;
            string name = string.Create(CultureInfo.InvariantCulture, $"{(isRoof ? "roof" : "balcony")}-{i + 1:D2}");
            ushort address = _community.AddNode(name).Address;
            _nodes[i].Board.PowerOn();
            VirtualCity.Provision(_nodes[i].Board, _community.IssueCredentials(address, Start));
            var identification = new NodeIdentification();
            _nodes[i].Board.Application.Identify(identification, _time.NowMs);
            _store.Note(new StoredNode(address, name, Convert.ToHexStringLower(identification.BoardId), NodeState.Verified, Convert.ToHexStringLower(identification.CredentialsCheck)), Start);
            _store.Note(
                new SiteRecord(
                    address,
                    _options.Place(isRoof),
                    Math.Round(MiddleLatitude + ((district.Places[i].YMeters - north) / MetersPerDegree), 5),
                    Math.Round(MiddleLongitude + ((district.Places[i].XMeters - east) / (MetersPerDegree * Math.Cos(MiddleLatitude * Math.PI / 180))), 5),
                    isRoof ? RoofMeters : BalconyMeters,
                    _options.Antenna(isRoof),
                    null),
                Start);
        }
    }

    private RehearsalBattery Battery(int node) =>
        node == With(Trouble.Dust) ? new RehearsalBattery(4_800, 480, 0.3, 0.8)
        : node == With(Trouble.NoPanel) ? new RehearsalBattery(6_000, 0, 0, 0.95)
        : new RehearsalBattery(6_800 + _random.Next(1_200), 520 + _random.Next(120), 0, 0.75 + (0.2 * _random.NextDouble()));

    /// <summary>A day: weather, batteries, news, troubles, and in its last hour the technician's round.</summary>
    private async Task LiveAsync(int day, IProgress<double>? progress, CancellationToken cancellation)
    {
        double sky = 0.55 + (0.45 * _random.NextDouble());
        int steps = (int)Math.Round(24 / MeasureEveryHours);
        for (int step = 0; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report((day + ((double)step / steps)) / _options.Days);
            _time.RunUntil(((long)day * 24 * 3_600_000_000) + (long)((step + 1) * MeasureEveryHours * 3_600_000_000));
            foreach (RehearsalNode node in _nodes)
            {
                node.Measure(MeasureEveryHours, Now.TimeOfDay.TotalHours, day, sky, _time.NowMs);
            }

            Happen(day, step);
        }

        foreach (RehearsalNode node in _nodes.Where(n => n.IsAwake))
        {
            await PullAsync(node.Board, cancellation).ConfigureAwait(false);
        }
    }

    private void Happen(int day, int step)
    {
        const int StepsPerAlert = 54;
        const int StepsPerMessage = 13;
        const int StepsPerLoss = 60;
        RehearsalNode[] awake = [.. _nodes.Where(n => n.IsAwake)];
        VirtualBoard somebody = awake[_random.Next(awake.Length)].Board;
        if (step % StepsPerAlert == 20)
        {
            byte[] alert = _issuer.SignAlert(
                new AlertDraft(0x40, AlertUrgency.Expected, AlertSeverity.Moderate, AlertCertainty.Observed, ContentLanguage.Other, TimeSpan.FromHours(6)),
                CityText.Encode("Water is handed out at the school until 18:00")!,
                Now);
            Send(somebody, LinkOperation.SendAlert, alert);
        }
        else if (day == 0 && step == 100)
        {
            byte[] forged = _issuer.SignAlert(
                new AlertDraft(0x40, AlertUrgency.Immediate, AlertSeverity.Extreme, AlertCertainty.Observed, ContentLanguage.Other, TimeSpan.FromHours(6)),
                CityText.Encode("Everybody leave the city now")!,
                Now);
            forged[^1] ^= 1;
            Send(somebody, LinkOperation.SendAlert, forged);
        }
        else if (step % StepsPerMessage == 5)
        {
            byte[] text = CityText.Encode("The generator at the corner works again")!;
            Send(somebody, LinkOperation.SendMessage, [.. MessageHead(), .. text]);
        }

        if (step % StepsPerLoss == 30)
        {
            _nodes[With(Trouble.LoosePlug)].LosePower();
        }
    }

    private static byte[] MessageHead()
    {
        byte[] head = new byte[MessagePayload.HeadSize];
        new MessagePayload { Language = ContentLanguage.Other }.TryWrite(head);
        return head;
    }

    /// <summary>Hands something to a node over its link.</summary>
    private void Send(VirtualBoard board, LinkOperation operation, byte[] payload)
    {
        byte[] tag = Bytes(2);
        board.Request([(byte)operation, .. tag, .. payload]);
    }

    private async Task PullAsync(VirtualBoard board, CancellationToken cancellation)
    {
        await using var client = new NodeClient(new NodeLink(new LineTransport(new VirtualNodeStream(board, _time)), TimeProvider.System));
        await client.NoteVitalSignsAsync(cancellation).ConfigureAwait(false);
        await new LogPull(_store, _community).PullAsync(client, false, null, () => Now, cancellation).ConfigureAwait(false);
    }
}
