using System.CommandLine;
using System.Globalization;
using LoRaNode.Host.Boards;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Boards;
using LoRaNode.Simulator.Boards;

namespace LoRaNode.Cli.Node;

/// <summary><c>loranode node --virtual</c>: virtual nodes on pseudo-terminals, until interrupted.</summary>
internal sealed class VirtualNodes
{
    private const int MaxCount = 50;
    private const double MinPullSeconds = 0.05;
    private const double MaxPullSeconds = 3600;
    private const double MaxBadShare = 0.01;
    private const double MaxLossDb = 300;
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
        BadCables = new Option<double?>("--bad-cables") { Description = context.Text("node.option.badcables"), HelpName = "SHARE" };
        Loss = new Option<double>("--loss") { Description = context.Text("node.option.loss"), HelpName = "DB", DefaultValueFactory = _ => new TrayOptions().LossDb };
        Board = new Option<string?>("--board") { Description = context.Text("node.option.virtualboard"), HelpName = "BOARD" };
        Board.CompletionSources.Add([.. BoardShelf.All.Select(b => b.Id)]);
        Seed = new Option<int>("--seed") { Description = context.Text("node.option.seed"), HelpName = "N", DefaultValueFactory = _ => 1 };
    }

    /// <summary>All options, in the order in which help shows them.</summary>
    internal IEnumerable<Option> All => [Option, Folder, Count, Board, Loss, Pull, BadCables, Seed, Tcp];

    private Option<bool> Option { get; }

    private Option<string> Folder { get; }

    private Option<int> Count { get; }

    private Option<bool> Tcp { get; }

    /// <summary>Share of the bytes that the cables damage.</summary>
    private Option<double?> BadCables { get; }

    /// <summary>Path loss between the nodes; much of it is as if the antennas were missing.</summary>
    private Option<double> Loss { get; }

    private Option<string?> Board { get; }

    /// <summary>About how often a cable is pulled, in seconds; for rehearsing interruptions.</summary>
    private Option<double?> Pull { get; }

    /// <summary>Seed of what happens by chance.</summary>
    private Option<int> Seed { get; }

    /// <summary>True when virtual nodes were asked for.</summary>
    internal bool IsWanted(ParseResult parse) => parse.GetValue(Option);

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

        string folder = parse.GetValue(Folder) ?? DefaultFolder;
        string[] names = [.. Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"node-{i:D2}"))];
        using var tray = new VirtualTray([.. names.Select(name => Path.Combine(folder, name))], TrayOf(parse));
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

    private TrayOptions TrayOf(ParseResult parse)
    {
        double? seconds = parse.GetValue(Pull);
        if (seconds is not (null or (>= MinPullSeconds and <= MaxPullSeconds)))
        {
            throw new UserError("node.error.pull", MinPullSeconds, MaxPullSeconds, seconds);
        }

        double? share = parse.GetValue(BadCables);
        if (share is not (null or (>= 0 and <= MaxBadShare)) || (share is not null && seconds is not null))
        {
            throw new UserError("node.error.badcables", MaxBadShare);
        }

        double loss = parse.GetValue(Loss);
        if (loss is not (>= 0 and <= MaxLossDb))
        {
            throw new UserError("node.error.loss", MaxLossDb, loss);
        }

        string? board = parse.GetValue(Board);
        return new TrayOptions
        {
            PullEvery = seconds is { } interval ? TimeSpan.FromSeconds(interval) : null,
            Seed = parse.GetValue(Seed),
            WithTcp = parse.GetValue(Tcp),
            LossDb = loss,
            Faults = share is { } damaged ? CableFaults.Of(damaged) : null,
            Board = board is null ? null : BoardCatalog.Find(board) ?? throw new UserError("node.error.board", board, string.Join(", ", BoardCatalog.Ids())),
        };
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
