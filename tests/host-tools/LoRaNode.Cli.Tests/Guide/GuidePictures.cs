using System.Text;
using LoRaNode.Cli.Fleet;
using LoRaNode.Cli.Monitor;
using LoRaNode.Cli.Node;
using LoRaNode.Cli.Pictures;
using LoRaNode.Cli.Tests.CommandLine;
using LoRaNode.Core.Frames;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Drawing;
using LoRaNode.Host.Fleet;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;
using LoRaNode.Simulator.Fleet;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LoRaNode.Cli.Tests.Guide;

/// <summary>
/// The pictures of the guide, made by the tool's own code over a community that lived for three days. That community is kept as a back-up: its
/// life is another one with each change of the relay, which is no reason to draw the guide anew.
/// </summary>
public sealed class GuidePictures : IAsyncLifetime
{
    private const int Columns = 100;
    private const string AlertText = "Су көтеріліп жатыр, жоғары қабатқа шығыңыз";
    private static readonly DateTimeOffset Evening = new(2026, 6, 15, 20, 0, 0, TimeSpan.FromHours(5));

    private readonly TemporaryFolder _folder = new();
    private FleetState? _fleet;

    /// <summary>True when the pictures, and the community in them, are to be made anew.</summary>
    internal static bool IsRenewing => Environment.GetEnvironmentVariable("LORANODE_RENEW_GOLDEN") == "1";

    private static string Kept => Path.Combine(Repository.Root, "tests", "host-tools", "LoRaNode.Cli.Tests", "Golden", "guide-city.zip");

    private string Network => _folder.File("city");

    public async ValueTask InitializeAsync()
    {
        if (IsRenewing)
        {
            string lived = Directory.CreateDirectory(_folder.File("lived")).FullName;
            await FleetRehearsal.RunAsync(lived, new RehearsalOptions(12, 3, 2, Evening) { Community = "Qalqan Almaty" }, null, TestContext.Current.CancellationToken);
            File.Delete(Kept);
            CommunityBackup.Write(lived, Kept);
        }

        CommunityBackup.Restore(Kept, Network, FleetRehearsal.Passphrase);
        using CommunityStore store = CommunityStore.Open(Network);
        _fleet = FleetState.Read(store, FleetOptions.At(Evening.AddMinutes(10)));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Makes a picture.</summary>
    internal async Task<byte[]> MakeAsync(string name, Language language)
    {
        var texts = new FleetTexts(language);
        switch (name)
        {
            case "map.svg":
                return Encoding.UTF8.GetBytes(SvgDocument.Standalone(FleetMap.Compose(_fleet!, texts), Theme.Day, LanguageCode.Of(language)));
            case "battery.png":
                (string, NodeHistory)[] nodes = [.. _fleet!.Nodes.Select(n => (n.Name, n.History))];
                return PngPicture.Paint(new FleetCharts(texts, Evening.AddDays(-3), Evening).Compose(LogChart.Battery, nodes), Theme.Day, 1);
            case "labels.png":
                return Labels();
            case "fleet.svg":
                var harness = new CliHarness(language);
                ReportCommand.Print(harness.Context, _fleet!, texts);
                return Terminal("loranode fleet report --network my-city --out report.html", harness.Output, texts["fleet.fix.title"]);
            case "monitor.svg":
                return Monitor(language);
            default:
                return await AlertAsync(language);
        }
    }

    private static byte[] Terminal(string command, string output, string title) =>
        Encoding.UTF8.GetBytes(TerminalPicture.Of($"\u001b[90m$\u001b[0m \u001b[1m{command}\u001b[0m\n{output}", Columns, title));

    private static async Task<byte[]> AlertAsync(Language language)
    {
        // Signed by nobody and sent nowhere: the words are the same in every run.
        using Process.Technician technician = await Process.Technician.WithNetworkAsync("--region", "kz-863", "--preset", "city");
        string output = await technician.DoneAsync("alert", "send", AlertText, "--event", "flood", "--dry-run", "--lang", LanguageCode.Of(language));
        return Terminal($"loranode alert send \"{AlertText}\" --event flood --dry-run …", output, AlertText);
    }

    /// <summary>The upper left part of the sheet: six labels.</summary>
    private byte[] Labels()
    {
        using Community community = Community.Open(Network, FleetRehearsal.Passphrase);
        string path = _folder.File("labels.png");
        new LabelSheet(community.Name, community.Identifier).Save(path, [.. community.Nodes.OrderBy(n => n.Name, StringComparer.Ordinal).Take(6)]);
        using SkiaSharp.SKBitmap sheet = SkiaSharp.SKBitmap.Decode(path);
        using var part = new SkiaSharp.SKBitmap(sheet.Width / 2, sheet.Height / 8);
        using (var canvas = new SkiaSharp.SKCanvas(part))
        {
            canvas.Scale(0.5f);
            using SkiaSharp.SKImage image = SkiaSharp.SKImage.FromBitmap(sheet);
            canvas.DrawImage(image, 0, 0, new SkiaSharp.SKSamplingOptions(SkiaSharp.SKFilterMode.Linear, SkiaSharp.SKMipmapMode.Linear));
        }

        using SkiaSharp.SKData data = part.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private byte[] Monitor(Language language)
    {
        const int Height = 26;
        var harness = new CliHarness(language);
        var state = new MonitorState { Identification = new NodeIdentification { IsProvisioned = true, Address = Node(1).Stored.Address, Epoch = 1, UptimeMs = 93_600_000 } };
        for (uint i = 0; i < 46; i++)
        {
            // A quiet network in which somebody speaks now and then.
            uint received = (i * 2) + (i % 11 == 4 ? 5u : 0);
            state.Take(new NodeStatistics
            {
                AirtimeUsedMs = 61_400,
                AirtimeLimitMs = 360_000,
                BatteryMillivolts = 3_940,
                BatteryPercent = 78,
                FramesHeld = 14,
                FramesStored = 14,
                FramesReceived = 120 + received,
                FramesSent = 40 + (i / 3),
            });
        }

        NeighbourSample[] heard = [.. Node(1).History.NewestNeighbours()];
        state.Take([.. heard.Select((n, i) => new NeighbourEntry { Address = n.Address, SnrQuarterDb = (int)(n.SnrDb * 4), Quality = (byte)n.Quality, SilentSeconds = (uint)(7 + (23 * i)) })]);
        state.Take(Text(true, Node(4), AlertText, TimeSpan.FromMinutes(4)), Evening);
        state.Take(Text(false, Node(7), "Генератор на углу работает", TimeSpan.FromMinutes(11)), Evening);
        state.Take(Text(false, Node(2), "Мектепте су таратылуда", TimeSpan.FromMinutes(38)), Evening);
        MonitorNames names = MonitorNames.Read(harness.Context, Network, FleetRehearsal.Passphrase);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null), Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard });
        IRenderable screen = new MonitorScreen(harness.Context, state, names).Draw(Columns, Height, Evening, false, new MonitorPrompt(harness.Context).Draw(Columns));
        string frame = MonitorFrame.Render(console, screen, Columns, Height);
        return Encoding.UTF8.GetBytes(TerminalPicture.Of(frame, Columns, UserText.Get(language, "monitor.description")));
    }

    private FleetNode Node(int index) => _fleet!.Nodes[index];

    private static ReceivedText Text(bool isAlert, FleetNode origin, string text, TimeSpan age) => new(
        new TextEntry
        {
            Type = isAlert ? FrameType.Alert : FrameType.Message,
            Origin = origin.Stored.Address,
            Counter = (uint)text.Length,
            HeardFrom = origin.Stored.Address,
            AgeMs = (long)age.TotalMilliseconds,
            LeftMs = 3_600_000,
        },
        text,
        isAlert ? new AlertPayload { Issuer = 1, Urgency = AlertUrgency.Immediate, Event = EventNames.TryParse("flood", out byte flood) ? flood : (byte)0 } : null);
}
