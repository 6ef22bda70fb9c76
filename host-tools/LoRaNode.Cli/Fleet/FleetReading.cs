using System.CommandLine;
using LoRaNode.Cli.Logs;
using LoRaNode.Cli.Network;
using LoRaNode.Host.Fleet;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.Fleet;

/// <summary>The options that say which fleet is looked at, and the way from them to what is known of it.</summary>
internal sealed class FleetReading
{
    private readonly CliContext _context;
    private readonly NetworkFolder _network;
    private readonly Option<string?> _since;

    internal FleetReading(CliContext context)
    {
        _context = context;
        _network = new NetworkFolder(context);
        _since = new Option<string?>("--since") { Description = context.Text("fleet.option.since"), HelpName = "TIME" };
    }

    internal void AddTo(Command command)
    {
        command.Options.Add(_network.Option);
        command.Options.Add(_since);
    }

    /// <exception cref="UserError">There is no node, or a time cannot be understood.</exception>
    internal FleetState Of(ParseResult parse)
    {
        using CommunityStore store = _context.OpenStore(_network.Of(parse));
        DateTimeOffset now = DateTimeOffset.Now;
        FleetOptions options = parse.GetValue(_since) is { } since ? new FleetOptions(now, LogTime.Parse(since, now)) : FleetOptions.At(now);
        FleetState fleet = FleetState.Read(store, options);
        return fleet.Nodes.Count > 0 ? fleet : throw new UserError("fleet.error.nobody");
    }
}
