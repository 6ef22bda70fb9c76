using System.CommandLine;
using System.Globalization;
using LoRaNode.Simulator.Heap;
using Spectre.Console;

namespace LoRaNode.Benchmarks;

/// <summary>Counts the objects of a busy node, with their sizes on the device's heap, by module.</summary>
internal static class HeapBenchmark
{
    /// <summary>What a node may take of some 110 KB, so that threads, strings of the moment and the collector have room.</summary>
    private const int MaxBytes = 80 * 1024;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var neighbours = new Option<int>("--neighbours") { Description = "Boards around the one that is counted", DefaultValueFactory = _ => 64 };
        var texts = new Option<int>("--texts") { Description = "Messages sent, and frames kept", DefaultValueFactory = _ => 100 };
        var fields = new Option<int>("--fields") { Description = "How many of the largest fields to print", DefaultValueFactory = _ => 0 };
        var command = new Command("heap", "Counts objects x sizes on the device's heap by module, at 64 neighbours and 100 texts") { neighbours, texts, fields };
        command.SetAction(result => Print(result.GetValue(neighbours), result.GetValue(texts), result.GetValue(fields)));
        return command;
    }

    private static void Print(int neighbours, int texts, int fields)
    {
        HeapCount count = null!;
        AnsiConsole.Progress().Start(context =>
        {
            var task = context.AddTask("simulating", maxValue: 1);
            count = HeapScenario.Run(neighbours, texts, 300_000, done => task.Value = done);
        });
        Write("Module", count.Modules.Select(m => (m.Name, m.Objects, m.Bytes)), ("all", count.Modules.Sum(m => m.Objects), count.Bytes));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count.Bytes / 1024.0:0.0} KB of the 80 KB that a node may take: {(count.Bytes <= MaxBytes ? "within" : "ABOVE")} the budget"));
        if (fields > 0)
        {
            Write("Field", count.Fields.Take(fields).Select(f => (f.Field, f.Objects, f.Bytes)), null);
        }
    }

    private static void Write(string name, IEnumerable<(string Name, int Objects, int Bytes)> rows, (string Name, int Objects, int Bytes)? last)
    {
        var table = new Table().AddColumn(name).AddColumn(new TableColumn("objects").RightAligned()).AddColumn(new TableColumn("bytes").RightAligned());
        foreach (var row in rows)
        {
            Add(row);
        }

        if (last is { } sum)
        {
            table.AddEmptyRow();
            Add(sum);
        }

        AnsiConsole.Write(table);

        void Add((string Name, int Objects, int Bytes) row) => table.AddRow(row.Name.EscapeMarkup(), Text(row.Objects), Text(row.Bytes));

        static string Text(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
    }
}
