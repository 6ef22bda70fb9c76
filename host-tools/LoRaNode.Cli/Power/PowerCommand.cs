using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Boards;

namespace LoRaNode.Cli.Power;

/// <summary><c>loranode node power</c>: the average current and the days on a battery, by board and power state.</summary>
public static class PowerCommand
{
    private const int UsualBatteryMilliampereHours = 3000;

    /// <summary>Builds the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var board = new Option<string>("--board") { Description = context.Text("power.option.board"), HelpName = "id" };
        var battery = Number("--battery", context.Text("power.option.battery"), "100-100000", UsualBatteryMilliampereHours);
        var power = Number("--tx-power", context.Text("power.option.txpower"), "2-20", 17);
        var duty = new Option<double>("--duty")
        {
            Description = context.Text("power.option.duty"),
            HelpName = "0-100",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command("power", context.Text("power.description")) { board, battery, power, duty };
        command.SetAction(parse =>
        {
            var setting = new PowerSetting(
                InRange(parse.GetValue(battery), 100, 100_000, "power.error.battery"),
                InRange(parse.GetValue(power), 2, 20, "power.error.txpower"),
                DutyPerMille(parse.GetValue(duty)));
            PowerReport.Write(context, Boards(parse.GetValue(board)), setting);
            return ExitCode.Success;
        });

        return command.WithExamples(
            new CommandExample("loranode node power", context.Text("power.example.all")),
            new CommandExample("loranode node power --board tbeam-1.1 --battery 6000 --duty 0.1 --json", context.Text("power.example.one")));
    }

    private static List<BoardDefinition> Boards(string? id)
    {
        if (id is null)
        {
            return [.. BoardCatalog.Ids().Select(BoardCatalog.Find)];
        }

        return BoardCatalog.Find(id) is { } board
            ? [board]
            : throw new UserError("boards.error.unknown", id, string.Join(", ", BoardCatalog.Ids()));
    }

    private static int DutyPerMille(double percent) =>
        percent is >= 0 and <= 100 ? (int)Math.Round(percent * 10) : throw new UserError("power.error.duty", percent);

    private static Option<int> Number(string name, string description, string helpName, int usual) => new(name)
    {
        Description = description,
        HelpName = helpName,
        DefaultValueFactory = _ => usual,
    };

    private static int InRange(int value, int min, int max, string errorKey) =>
        value >= min && value <= max ? value : throw new UserError(errorKey, value);
}
