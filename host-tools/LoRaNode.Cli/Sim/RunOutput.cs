using System.Globalization;
using System.Text.Json;
using LoRaNode.Simulator.Runs;
using Spectre.Console;

namespace LoRaNode.Cli.Sim;

/// <summary>What <c>loranode sim run</c> prints.</summary>
internal static class RunOutput
{
    private static readonly string[] States = ["full", "saving", "beaconOnly", "sleep", "empty"];

    public static void Write(CliContext context, BroadcastResult result, RelayBroadcastRun run)
    {
        var energy = EnergyResult.Of(run)!;
        bool hasBattery = run.Power[0].HasBattery;
        if (context.IsJson)
        {
            context.WriteJson(json =>
            {
                json.WriteStartObject();
                WriteBroadcasts(json, result, run);
                WriteEnergy(json, energy, hasBattery);
                json.WriteEndObject();
            });
            return;
        }

        context.Console.WriteLine(context.Text("sim.run.delivery", F(result.Delivery, "F4"), F(result.Everyone, "F3")));
        context.Console.WriteLine(context.Text("sim.run.airtime", F(result.Transmissions, "F1"), F(result.BeaconShare * 100, "F2")));
        context.Console.WriteLine(context.Text("sim.run.delay", F(result.DelayQuantile(0.5), "F1"), F(result.DelayQuantile(0.99), "F1"), F(result.DelayQuantile(1), "F1")));
        context.Console.WriteLine(context.Text("sim.run.energy", F(energy.MilliwattHoursPerDay, "F0"), F(energy.MostMilliwattHoursPerDay, "F0")));
        if (hasBattery)
        {
            context.Console.WriteLine(context.Text("sim.run.battery", F(energy.ChargedMilliwattHoursPerDay, "F0"), F(energy.LowestPercent, "F0"), F(energy.MeanPercentAtEnd, "F0")));
            context.Console.WriteLine(context.Text("sim.run.states", [.. energy.StateShares.Select(s => (object)F(s * 100, "F1"))]));
            context.Console.WriteLine(context.Text("sim.run.died", energy.Died, run.Power.Count, energy.Down));
        }
    }

    private static void WriteBroadcasts(Utf8JsonWriter json, BroadcastResult result, RelayBroadcastRun run)
    {
        json.WriteString("city", result.City);
        json.WriteString("radio", Comparison.NameOf(run.Radio));
        json.WriteNumber("seed", result.Seed);
        json.WriteNumber("messages", result.Messages);
        json.WriteNumber("delivery", Math.Round(result.Delivery, 5));
        json.WriteNumber("everyone", Math.Round(result.Everyone, 4));
        json.WriteNumber("transmissions", Math.Round(result.Transmissions, 2));
        json.WriteNumber("p50Seconds", Math.Round(result.DelayQuantile(0.5), 2));
        json.WriteNumber("p99Seconds", Math.Round(result.DelayQuantile(0.99), 2));
        json.WriteNumber("maxSeconds", Math.Round(result.DelayQuantile(1), 1));
        json.WriteNumber("beaconShare", Math.Round(result.BeaconShare, 5));
        json.WriteNumber("framesSent", run.World.FramesSent);
    }

    private static void WriteEnergy(Utf8JsonWriter json, EnergyResult energy, bool hasBattery)
    {
        json.WriteNumber("milliwattHoursPerDay", Math.Round(energy.MilliwattHoursPerDay, 1));
        json.WriteNumber("mostMilliwattHoursPerDay", Math.Round(energy.MostMilliwattHoursPerDay, 1));
        if (!hasBattery)
        {
            json.WriteNull("battery");
            return;
        }

        json.WriteStartObject("battery");
        json.WriteNumber("chargedMilliwattHoursPerDay", Math.Round(energy.ChargedMilliwattHoursPerDay, 1));
        json.WriteNumber("lowestPercent", Math.Round(energy.LowestPercent, 1));
        json.WriteNumber("meanPercentAtEnd", Math.Round(energy.MeanPercentAtEnd, 1));
        json.WriteNumber("nodesDied", energy.Died);
        json.WriteNumber("nodesDown", energy.Down);
        json.WriteStartObject("stateShares");
        for (int i = 0; i < States.Length; i++)
        {
            json.WriteNumber(States[i], Math.Round(energy.StateShares[i], 4));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string F(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
