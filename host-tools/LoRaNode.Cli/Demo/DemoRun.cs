using LoRaNode.Host.Drawing;
using LoRaNode.Simulator;
using LoRaNode.Simulator.Report;

namespace LoRaNode.Cli.Demo;

/// <summary>One demo from the options to the exit code.</summary>
internal sealed class DemoRun(CliContext context, CityRunner city)
{
    private const int MostNamedGlyphs = 10;

    /// <summary>Runs the city, writes the files, shows the outcome.</summary>
    /// <returns><see cref="ExitCode.Success"/> only when every connected node shows the verified text.</returns>
    public int Run(CityOptions options, DemoFiles files, bool isRealTime, CancellationToken cancellation)
    {
        var texts = new ReportTexts(context.Language);
        CityRun run = isRealTime ? RunInRealTime(options, texts, cancellation) : RunAtOnce(options, cancellation);
        files.Write(run, texts);
        NoteMissingGlyphs(run.Text);
        if (context.IsJson)
        {
            WriteJson(run, files);
        }
        else
        {
            new CityConsoleView(context, run, texts).Show(files);
        }

        if (run.Verified == run.Connected)
        {
            return ExitCode.Success;
        }

        context.Error.WriteLine(context.Text("demo.note.missing", run.Connected - run.Verified, run.Connected));
        return ExitCode.Failure;
    }

    private void NoteMissingGlyphs(string text)
    {
        string missing = string.Join(' ', text.EnumerateRunes().Where(r => !StrokeFont.Knows(r)).Distinct().Take(MostNamedGlyphs));
        if (missing.Length > 0)
        {
            context.Error.WriteLine(context.Text("demo.note.glyphs", missing));
        }
    }

    private CityRun RunAtOnce(CityOptions options, CancellationToken cancellation)
    {
        using var progress = new ProgressLine(context, "demo.progress");
        return city(options, new ProgressObserver(progress, options.SimulatedSeconds * 1000), cancellation);
    }

    private CityRun RunInRealTime(CityOptions options, ReportTexts texts, CancellationToken cancellation)
    {
        if (context.IsJson)
        {
            return city(options, new PacedObserver(null, cancellation), cancellation);
        }

        if (!context.Console.Profile.Capabilities.Interactive)
        {
            return city(options, new PacedObserver(new LineView(context, texts), cancellation), cancellation);
        }

        return LiveView.Run(context, texts, options, view => city(options, new PacedObserver(view, cancellation), cancellation));
    }

    private void WriteJson(CityRun run, DemoFiles files) => context.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteString("text", run.Text);
        json.WriteNumber("seed", run.Seed);
        json.WriteNumber("nodes", run.Nodes.Count);
        json.WriteNumber("connected", run.Connected);
        json.WriteNumber("verified", run.Verified);
        json.WriteNumber("transmissions", run.ItemTransmissions);
        json.WriteNumber("beacons", run.Beacons);
        json.WriteNumber("airtimeMs", Math.Round(run.AirtimeMs, 3));
        if (run.LastNodeMs is { } last)
        {
            json.WriteNumber("lastNodeMs", last);
        }
        else
        {
            json.WriteNull("lastNodeMs");
        }

        json.WriteNumber("simulatedSeconds", run.SimulatedSeconds);
        json.WriteNumber("wallSeconds", Math.Round(run.WallSeconds, 3));
        json.WriteString("png", files.Png);
        json.WriteString("svg", files.Svg);
        json.WriteString("report", files.Report);
        json.WriteEndObject();
    });
}
