using System.Globalization;
using LoRaNode.Node.Boards;
using LoRaNode.Node.Power;
using Spectre.Console;

namespace LoRaNode.Cli.Power;

/// <summary>The result of <c>loranode node power</c>.</summary>
internal static class PowerReport
{
    /// <summary>The states, and full operation with a processor that never sleeps, as while a cable holds it.</summary>
    private static readonly (string Name, PowerState State, bool CanSleep)[] Rows =
    [
        ("awake", PowerState.Full, false),
        ("full", PowerState.Full, true),
        ("saving", PowerState.Saving, true),
        ("beacon", PowerState.BeaconOnly, true),
        ("sleep", PowerState.Sleep, true),
    ];

    public static void Write(CliContext context, IReadOnlyList<BoardDefinition> boards, PowerSetting setting)
    {
        if (context.IsJson)
        {
            WriteJson(context, boards, setting);
            return;
        }

        context.Console.WriteLine(context.Text(
            "power.title",
            setting.BatteryMilliampereHours,
            setting.TransmitDbm,
            (setting.DutyPerMille / 10.0).ToString("0.#", CultureInfo.InvariantCulture),
            PowerModel.UsablePercent));
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn(new TableColumn(context.Markup("power.column.board")).NoWrap());
        foreach (var (name, _, _) in Rows)
        {
            table.AddColumn(new TableColumn(context.Markup("power.state." + name)).RightAligned());
        }

        foreach (var board in boards)
        {
            var power = BoardPower.Of(board);
            var cells = new List<string> { board.Id.EscapeMarkup() + (power.IsMeasured ? "" : " *") };
            foreach (var (_, state, canSleep) in Rows)
            {
                var microamperes = Average(power, setting, state, canSleep);
                cells.Add(context.Markup(
                    "power.cell",
                    (microamperes / 1000.0).ToString("0.0", CultureInfo.InvariantCulture),
                    Days(setting, microamperes).ToString("0.0", CultureInfo.InvariantCulture)));
            }

            table.AddRow([.. cells]);
        }

        context.Console.Write(table);
        context.Console.WriteLine(context.Text("power.note.model"));
        if (boards.Any(board => !BoardPower.Of(board).IsMeasured))
        {
            context.Console.WriteLine(context.Text("power.note.assumed", BoardPower.AssumedOverheadMicroamperes / 1000.0));
        }
    }

    private static void WriteJson(CliContext context, IReadOnlyList<BoardDefinition> boards, PowerSetting setting)
    {
        context.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("batteryMilliampereHours", setting.BatteryMilliampereHours);
            json.WriteNumber("usablePercent", PowerModel.UsablePercent);
            json.WriteNumber("transmitDbm", setting.TransmitDbm);
            json.WriteNumber("dutyPerMille", setting.DutyPerMille);
            json.WriteStartArray("boards");
            foreach (var board in boards)
            {
                var power = BoardPower.Of(board);
                json.WriteStartObject();
                json.WriteString("id", board.Id);
                json.WriteNumber("overheadMicroamperes", power.OverheadMicroamperes);
                json.WriteBoolean("overheadIsMeasured", power.IsMeasured);
                json.WriteStartArray("states");
                foreach (var (name, state, canSleep) in Rows)
                {
                    var microamperes = Average(power, setting, state, canSleep);
                    json.WriteStartObject();
                    json.WriteString("state", name);
                    json.WriteNumber("averageMicroamperes", microamperes);
                    json.WriteNumber("days", Math.Round(Days(setting, microamperes), 2));
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static int Average(BoardPower board, PowerSetting setting, PowerState state, bool canSleep) =>
        PowerModel.AverageMicroamperes(PowerPlan.Of(state, setting.DutyPerMille, setting.TransmitDbm, canSleep), board);

    private static double Days(PowerSetting setting, int microamperes) =>
        PowerModel.Hours(setting.BatteryMilliampereHours, microamperes) / 24.0;
}
