using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace LoRaNode.Benchmarks.Text;

/// <summary>What decoding text costs on the interpreter: executed IL instructions per character over the held-out sets.</summary>
internal static class TextInstructions
{
    private static readonly string[] Codes = ["kk", "ru", "en"];

    internal static Command Create()
    {
        Option<DirectoryInfo> corpus = Corpus();
        var command = new Command("text-instructions", "Counts the IL instructions that decoding takes per character.") { corpus };
        command.SetAction(result => Run(result.GetValue(corpus)!));
        return command;
    }

    internal static Option<DirectoryInfo> Corpus() => new("--corpus")
    {
        Description = "Folder with the texts in kk, ru and en.",
        DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("..", "shared", "corpus")),
    };

    private static int Run(DirectoryInfo corpus)
    {
        if (!corpus.Exists)
        {
            Console.Error.WriteLine($"There is no folder {corpus.FullName}. Name the one with the held-out sets: --corpus DIR");
            return 2;
        }

        var table = new Table().AddColumns("set", "characters", "average", "median", "99 %", "worst");
        foreach (string name in Codes.Append("mixed"))
        {
            string[] messages = name == "mixed" ? MixedTexts.All : File.ReadAllLines(Path.Combine(corpus.FullName, name, "heldout.txt"));
            int[] costs = TextDecodingCost.Measure(messages);
            table.AddRow(
                name,
                costs.Length.ToString(CultureInfo.InvariantCulture),
                costs.Average().ToString("F0", CultureInfo.InvariantCulture),
                costs[costs.Length / 2].ToString(CultureInfo.InvariantCulture),
                costs[costs.Length * 99 / 100].ToString(CultureInfo.InvariantCulture),
                costs[^1].ToString(CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(table);
        AnsiConsole.MarkupLine("IL instructions per decoded character; a call of the framework counts as one.");
        return 0;
    }
}
