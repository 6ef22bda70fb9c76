using System.CommandLine;
using System.Globalization;
using LoRaNode.Host.Texts;
using LoRaNode.Simulator.Boards;

namespace LoRaNode.Cli.Node;

/// <summary><c>loranode node --virtual</c>: virtual nodes on pseudo-terminals, until interrupted.</summary>
internal sealed class VirtualNodes
{
    private const int MaxCount = 50;
    private const double MinPullSeconds = 0.05;
    private const double MaxPullSeconds = 3600;
    private const string DefaultFolder = "virtual-nodes";

    private readonly CliContext _context;

    internal VirtualNodes(CliContext context)
    {
        _context = context;
        Option = new Option<bool>("--virtual") { Description = context.Text("node.option.virtual") };
        Folder = new Option<string>("--folder") { Description = context.Text("node.option.folder"), HelpName = "DIR", DefaultValueFactory = _ => DefaultFolder };
        Tcp = new Option<bool>("--tcp") { Description = context.Text("node.option.tcp") };
        Count = new Option<int>("--count") { Description = context.Text("node.option.count", MaxCount), HelpName = "N", DefaultValueFactory = _ => 1 };
        Pull = new Option<double?>("--pull-cables") { Description = context.Text("node.option.pull"), HelpName = "SECONDS" };
        Seed = new Option<int>("--seed") { Description = context.Text("node.option.seed"), HelpName = "N", DefaultValueFactory = _ => 1 };
    }

    internal Option<bool> Option { get; }

    internal Option<string> Folder { get; }

    internal Option<int> Count { get; }

    internal Option<bool> Tcp { get; }

    /// <summary>About how often a cable is pulled, in seconds; for rehearsing interruptions.</summary>
    internal Option<double?> Pull { get; }

    /// <summary>Seed of what happens by chance.</summary>
    internal Option<int> Seed { get; }

    internal int Run(ParseResult parse)
    {
        int count = parse.GetValue(Count);
        if (count is < 1 or > MaxCount)
        {
            throw new UserError("node.error.count", MaxCount, count);
        }

        if (OperatingSystem.IsWindows())
        {
            throw new UserError("node.error.noterminals", NodePort.VirtualPrefix);
        }

        double? seconds = parse.GetValue(Pull);
        if (seconds is not (null or (>= MinPullSeconds and <= MaxPullSeconds)))
        {
            throw new UserError("node.error.pull", MinPullSeconds, MaxPullSeconds, seconds);
        }

        TimeSpan? pullEvery = seconds is { } interval ? TimeSpan.FromSeconds(interval) : null;
        string folder = parse.GetValue(Folder) ?? DefaultFolder;
        string[] names = [.. Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"node-{i:D2}"))];
        using var tray = new VirtualTray([.. names.Select(name => Path.Combine(folder, name))], pullEvery, parse.GetValue(Seed), parse.GetValue(Tcp));
        if (_context.IsJson)
        {
            WriteJson(names, tray);
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                _context.Output.WriteLine(_context.Text("node.virtual.ready", names[i], tray.Ports[i]));
                if (tray.TcpPorts.Count > 0)
                {
                    _context.Output.WriteLine(_context.Text("node.virtual.tcp", names[i], $"{NodePort.TcpPrefix}127.0.0.1:{tray.TcpPorts[i]}"));
                }
            }

            _context.Error.WriteLine(_context.Text("node.virtual.stop"));
        }

        tray.Run(_context.Cancellation);
        return ExitCode.Success;
    }

    private void WriteJson(string[] names, VirtualTray tray) => _context.WriteJson(json =>
    {
        json.WriteStartArray();
        for (int i = 0; i < names.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString("name", names[i]);
            json.WriteString("port", tray.Ports[i]);
            if (tray.TcpPorts.Count > 0)
            {
                json.WriteString("tcp", $"{NodePort.TcpPrefix}127.0.0.1:{tray.TcpPorts[i]}");
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
