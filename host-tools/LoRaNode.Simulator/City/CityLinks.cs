using LoRaNode.Radio;
using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.Simulator.City;

/// <summary>Which nodes of a city can hear each other, and which of them a chain of such links joins.</summary>
internal static class CityLinks
{
    // Above the demodulator's limit by this much a frame arrives in nearly all cases.
    private const double MarginDb = 3;

    /// <summary>The greatest loss over which a link is usable.</summary>
    internal static double MostLossDb(LoRaSettings settings, LinkModel model) =>
        settings.PowerDbm - model.NoiseFloorDbm(settings.BandwidthHz) - model.DemodulatorLimitDb((int)settings.SpreadingFactor) - MarginDb;

    /// <summary>The usable links, each once, in order of their ends.</summary>
    internal static IReadOnlyList<CityLink> Between(int nodes, ILinkLosses losses, LoRaSettings settings, LinkModel model)
    {
        double noiseDbm = model.NoiseFloorDbm(settings.BandwidthHz);
        double mostLossDb = MostLossDb(settings, model);
        var links = new List<CityLink>();
        for (int from = 0; from < nodes; from++)
        {
            for (int to = from + 1; to < nodes; to++)
            {
                double lossDb = losses.LossDb(from, to);
                if (lossDb <= mostLossDb)
                {
                    links.Add(new CityLink(from, to, settings.PowerDbm - lossDb - noiseDbm));
                }
            }
        }

        return links;
    }

    /// <summary>Hops from a node to each other one; -1 where no chain of links leads.</summary>
    internal static int[] HopsFrom(int source, int nodes, IReadOnlyList<CityLink> links)
    {
        int[] hops = new int[nodes];
        Array.Fill(hops, -1);
        hops[source] = 0;
        var frontier = new Queue<int>([source]);
        var neighbours = links.Select(l => (l.From, l.To)).Concat(links.Select(l => (From: l.To, To: l.From))).ToLookup(l => l.From, l => l.To);
        while (frontier.TryDequeue(out int node))
        {
            foreach (int next in neighbours[node])
            {
                if (hops[next] < 0)
                {
                    hops[next] = hops[node] + 1;
                    frontier.Enqueue(next);
                }
            }
        }

        return hops;
    }
}
