using System.CommandLine;
using System.Globalization;
using LoRaNode.Cli.Help;
using LoRaNode.Core.Text;
using LoRaNode.Host.Texts;
using LoRaNode.TextTraining;

namespace LoRaNode.Cli.TextCodec;

/// <summary><c>loranode text evaluate</c>: measures models on the held-out texts of a folder.</summary>
internal static class TextEvaluateCommand
{
    private const string HeldOut = "heldout.txt";

    public static Command Create(CliContext context)
    {
        var corpus = new Option<string>("--corpus") { Description = context.Text("text.evaluate.corpus"), HelpName = "DIR", Required = true };
        var models = new Option<string?>("--models") { Description = context.Text("text.evaluate.models"), HelpName = "DIR" };
        var command = new Command("evaluate", context.Text("text.evaluate.description")) { corpus, models };
        command.SetAction(parse =>
        {
            Write(context, Evaluate(parse.GetValue(corpus)!, parse.GetValue(models)));
            return ExitCode.Success;
        });

        return command.WithExamples(new CommandExample("loranode text evaluate --corpus texts --models models", context.Text("text.evaluate.example")));
    }

    private static List<(string Code, TextMeasurement Measurement)> Evaluate(string corpus, string? models)
    {
        if (models != null && !Directory.Exists(models))
        {
            throw new UserError("text.error.folder", models);
        }

        ITextModelStore store = models == null ? new EmbeddedTextModelStore() : new FolderModelStore(models);
        var sets = new TextModels(store);
        if (!LanguageCodes.All.Any(sets.Has))
        {
            throw new UserError("text.error.models", models);
        }

        List<(string, TextMeasurement)> results = [];
        foreach (string code in LanguageCodes.All.Select(LanguageCodes.Of))
        {
            string path = Path.Combine(corpus, code, HeldOut);
            if (File.Exists(path))
            {
                results.Add((code, TextMeasurement.Of(MessageFile.Read(path), TextMeasurement.Codec(store))));
            }
        }

        return results.Count > 0 ? results : throw new UserError("text.error.heldout", corpus);
    }

    private static void Write(CliContext context, List<(string Code, TextMeasurement Measurement)> results)
    {
        if (context.IsJson)
        {
            context.WriteJson(writer =>
            {
                writer.WriteStartObject();
                foreach ((string code, TextMeasurement measurement) in results)
                {
                    writer.WriteStartObject(code);
                    writer.WriteNumber("bitsPerCharacter", Math.Round(measurement.BitsPerCharacter, 4));
                    writer.WriteNumber("messages", measurement.Messages);
                    writer.WriteNumber("characters", measurement.Characters);
                    writer.WriteNumber("bytes", measurement.Bytes);
                    writer.WriteEndObject();
                }

                writer.WriteEndObject();
            });
            return;
        }

        foreach ((string code, TextMeasurement measurement) in results)
        {
            string bits = measurement.BitsPerCharacter.ToString("F3", CultureInfo.InvariantCulture);
            context.Output.WriteLine(context.Text("text.evaluate.line", code, bits, measurement.Messages, measurement.Bytes));
        }
    }
}
