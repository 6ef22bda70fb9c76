using LoRaNode.Simulator.Baselines;
using LoRaNode.Simulator.Cities;
using LoRaNode.Simulator.Runs;

namespace LoRaNode.Simulator.Report.SideBySide;

/// <summary>One algorithm's column of a report: what it did with the same broadcasts in the same city.</summary>
/// <param name="Name">Name of the algorithm.</param>
/// <param name="Result">The figures.</param>
/// <param name="Broadcasts">All broadcasts.</param>
/// <param name="AirtimeUs">Airtime of each node.</param>
public sealed record AlgorithmPanel(string Name, BroadcastResult Result, IReadOnlyList<Broadcast> Broadcasts, long[] AirtimeUs)
{
    /// <summary>Runs an algorithm for a report.</summary>
    public static AlgorithmPanel Run(string name, CityMap city, BroadcastPlan plan, uint seed)
    {
        if (name == Algorithm.LoRaNode)
        {
            var relay = new RelayBroadcastRun(city, plan, seed);
            var result = relay.Run();
            return new AlgorithmPanel(name, result, relay.Broadcasts, relay.World.AirtimeOfNodes);
        }

        var flood = name switch
        {
            Algorithm.Flood => new FloodRun(city, plan, FloodRule.Blind, 31, seed),
            Algorithm.ManagedThree => new FloodRun(city, plan, FloodRule.Managed, 3, seed),
            _ => new FloodRun(city, plan, FloodRule.Managed, 7, seed),
        };
        var floodResult = flood.Run();
        return new AlgorithmPanel(name, floodResult, flood.Broadcasts, flood.AirtimeOfNodes);
    }
}
