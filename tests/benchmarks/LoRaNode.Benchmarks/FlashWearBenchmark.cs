using System.CommandLine;
using System.Globalization;
using LoRaNode.Simulator.Flash;
using Spectre.Console;

namespace LoRaNode.Benchmarks;

/// <summary>Counts the erases of a simulated flash under the node's storage code and states the years that the flash lasts.</summary>
internal static class FlashWearBenchmark
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var days = new Option<double>("--days") { Description = "Simulated days", DefaultValueFactory = _ => 240 };
        var scale = new Option<double>("--scale") { Description = "Multiple of the busy rate", DefaultValueFactory = _ => 1 };
        var command = new Command("flash-wear", "Counts sector erases at a busy rate of messages and states the years the flash lasts") { days, scale };
        command.SetAction(result => Print(result.GetValue(days), result.GetValue(scale)));
        return command;
    }

    private static void Print(double days, double scale)
    {
        var busy = StorageRate.Busy;
        var rate = new StorageRate(
            busy.Messages * scale, busy.Alerts * scale, busy.LogRecords * scale, busy.OwnFrames * scale, busy.ReplayWrites * scale);
        var result = FlashWear.Run(rate, days, 1);
        var table = new Table().AddColumn("Flash wear").AddColumn(new TableColumn("value").RightAligned());
        Row("messages, alerts, log records an hour", $"{rate.Messages:0.#}, {rate.Alerts:0.#}, {rate.LogRecords:0.#}");
        Row("own frames, replay windows an hour", $"{rate.OwnFrames:0.#}, {rate.ReplayWrites:0.#}");
        Row("simulated days", $"{result.Days:0.#}");
        Row("sector erases a day, all sectors", $"{result.Erases / result.Days:0.0}");
        Row("erases of the mean, the most worn sector", $"{result.MeanSector:0.0}, {result.WorstSector}");
        Row("bytes programmed per byte stored", $"{(double)result.ProgrammedBytes / result.StoredBytes:0.0}");
        Row("years to 100,000 erases, most worn sector", $"{result.YearsOfWorstSector:0.0}");
        Row("years to 100,000 erases, mean sector", $"{result.YearsOfMeanSector:0.0}");
        Row("erases per log record, journal", $"{FlashWear.ErasesPerLogRecord(20_000):0.000}");
        Row("erases per log record, straight appends", $"{FlashWear.ErasesPerStraightAppend(20_000):0.000}");
        AnsiConsole.Write(table);

        void Row(string name, FormattableString value) => table.AddRow(name, value.ToString(CultureInfo.InvariantCulture));
    }
}
