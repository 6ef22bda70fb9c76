using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Chip;
using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.VirtualRadio.Tests;

/// <summary>Some chips on a table, wired as a test engineer would: raw registers, no driver.</summary>
internal sealed class Bench
{
    public Bench(int chips = 2, double lossDb = 90, uint seed = 1, LinkConstants? constants = null)
        : this(chips, new UniformLoss(lossDb), seed, constants)
    {
    }

    public Bench(int chips, ILinkLosses losses, uint seed = 1, LinkConstants? constants = null)
    {
        Air = new Air(Time, losses, new LinkModel(constants), seed);
        Air.FrameConcluded += (frame, station, outcome) => Outcomes.Add((frame.Id, station, outcome));
        Chips = new Probe[chips];
        for (int i = 0; i < chips; i++)
        {
            Chips[i] = new Probe(Air);
        }
    }

    public SimulatedTime Time { get; } = new();

    public Air Air { get; }

    public Probe[] Chips { get; }

    public List<(long Frame, int Station, AirOutcome Outcome)> Outcomes { get; } = [];

    public Probe A => Chips[0];

    public Probe B => Chips[1];

    public void RunMs(double ms) => Time.RunUntil(Time.NowUs + (long)(ms * 1000));

    public void RunUs(long us) => Time.RunUntil(Time.NowUs + us);
}
