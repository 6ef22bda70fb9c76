using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Core.Text;
using LoRaNode.Host.Texts;
using LoRaNode.TextTraining;

namespace LoRaNode.Cli.TextCodec;

/// <summary><c>loranode text train</c>: makes the models from a folder of texts.</summary>
internal static class TextTrainCommand
{
    public static Command Create(CliContext context)
    {
        var corpus = new Option<string>("--corpus") { Description = context.Text("text.train.corpus"), HelpName = "DIR", Required = true };
        var target = new Option<string>("--out") { Description = context.Text("text.train.out"), HelpName = "DIR", Required = true };
        var command = new Command("train", context.Text("text.train.description")) { corpus, target };
        command.SetAction(parse =>
        {
            Write(context, Train(context, parse.GetValue(corpus)!, parse.GetValue(target)!));
            return ExitCode.Success;
        });

        return command.WithExamples(new CommandExample("loranode text train --corpus texts --out models", context.Text("text.train.example")));
    }

    private static List<(TextLanguage Language, string Path, int Lines, int Bytes)> Train(CliContext context, string corpus, string target)
    {
        if (!Directory.Exists(corpus))
        {
            throw new UserError("text.error.folder", corpus);
        }

        var texts = LanguageCodes.All.Select(language => (Language: language, Lines: TrainingCorpus.Load(corpus, language)))
            .Where(pair => pair.Lines.Count > 0).ToList();
        if (texts.Count == 0)
        {
            throw new UserError("text.error.corpus", corpus);
        }

        try
        {
            Directory.CreateDirectory(target);
            List<(TextLanguage, string, int, int)> made = [];
            foreach ((TextLanguage language, IReadOnlyList<TrainingLine> lines) in texts)
            {
                string code = LanguageCodes.Of(language);
                using var line = new ProgressLine(context, "text.train.progress");
                var progress = new ImmediateProgress(share => line.Report(share, code));
                byte[] model = ModelTrainer.Train(language, lines, TrainingCorpus.MaxModelBytes(language), progress, context.Cancellation);
                string path = Path.Combine(target, FolderModelStore.FileName(language));
                File.WriteAllBytes(path, model);
                made.Add((language, path, lines.Count, model.Length));
            }

            return made;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserError("text.error.write", target);
        }
    }

    private static void Write(CliContext context, List<(TextLanguage Language, string Path, int Lines, int Bytes)> made)
    {
        if (context.IsJson)
        {
            context.WriteJson(writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("models");
                foreach ((TextLanguage language, string path, int lines, int bytes) in made)
                {
                    writer.WriteStartObject();
                    writer.WriteString("language", LanguageCodes.Of(language));
                    writer.WriteString("path", path);
                    writer.WriteNumber("texts", lines);
                    writer.WriteNumber("bytes", bytes);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            });
            return;
        }

        foreach ((TextLanguage language, string path, int lines, int bytes) in made)
        {
            context.Output.WriteLine(context.Text("text.train.done", LanguageCodes.Of(language), lines, bytes, path));
        }
    }

    /// <summary>Reports where it stands at once, not later on another thread.</summary>
    private sealed class ImmediateProgress(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
