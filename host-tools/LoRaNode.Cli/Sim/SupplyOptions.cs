using System.CommandLine;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Boards;
using LoRaNode.Node.Power;
using LoRaNode.Simulator.Power;

namespace LoRaNode.Cli.Sim;

/// <summary>Options that say what feeds the nodes of a simulation.</summary>
internal sealed class SupplyOptions
{
    private readonly Option<int> _battery;
    private readonly Option<int> _panel;
    private readonly Option<int> _latitude;
    private readonly Option<int> _day;
    private readonly Option<string> _board;

    public SupplyOptions(CliContext context)
    {
        _battery = SimCommands.Number("--battery", context.Text("sim.option.battery"), 0);
        _panel = SimCommands.Number("--panel", context.Text("sim.option.panel"), 0);
        _latitude = SimCommands.Number("--latitude", context.Text("sim.option.latitude"), 43);
        _day = SimCommands.Number("--day", context.Text("sim.option.day"), 80);
        _board = new Option<string>("--board") { Description = context.Text("sim.option.board"), HelpName = "ID" };
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_battery);
        command.Options.Add(_panel);
        command.Options.Add(_latitude);
        command.Options.Add(_day);
        command.Options.Add(_board);
    }

    /// <summary>The supply that the options ask for; the seed chooses the clouds.</summary>
    public PowerSupply Supply(ParseResult parse, int seed)
    {
        var usual = new PowerSupply();
        return usual with
        {
            BatteryMilliampereHours = SimCommands.InRange(parse.GetValue(_battery), 0, 100_000, "sim.error.number"),
            PanelMilliwatts = SimCommands.InRange(parse.GetValue(_panel), 0, 100_000, "sim.error.number"),
            Sky = usual.Sky with
            {
                LatitudeDegrees = SimCommands.InRange(parse.GetValue(_latitude), -90, 90, "sim.error.number"),
                DayOfYear = SimCommands.InRange(parse.GetValue(_day), 1, 365, "sim.error.number"),
                Seed = (uint)seed,
            },
            Board = Board(parse.GetValue(_board)) ?? usual.Board,
        };
    }

    private static BoardPower? Board(string? id)
    {
        if (id is null)
        {
            return null;
        }

        return BoardCatalog.Find(id) is { } board
            ? BoardPower.Of(board)
            : throw new UserError("boards.error.unknown", id, string.Join(", ", BoardCatalog.Ids()));
    }
}
