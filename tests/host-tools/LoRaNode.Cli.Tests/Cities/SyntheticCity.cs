using LoRaNode.Simulator;

namespace LoRaNode.Cli.Tests.Cities;

/// <summary>
/// A made-up run with the shape of a real one: places, links that fade with distance, a wave along the links, frames on the air.
/// It stands in for the simulation where pictures and reports are the subject.
/// </summary>
internal sealed class SyntheticCity
{
    private readonly Random _random;

    private readonly int _count;

    private readonly int _seed;

    private SyntheticCity(int count, int seed)
    {
        _count = count;
        _seed = seed;
        _random = new Random(seed);
    }

    public string Text { get; init; } = "Вода в кране отравлена: не пейте. Питьевую воду раздают у школы № 12 до 20:00.";

    /// <summary>Nodes that never show the text although they are connected.</summary>
    public int Deaf { get; init; }

    /// <summary>Nodes that no chain of links joins to the source.</summary>
    public int Lonely { get; init; }

    /// <summary>Added to the arrival at every tenth node, as if repair had brought it.</summary>
    public int RepairMs { get; init; }

    public static CityRun Run(int count = 30, int seed = 7) => Of(count, seed).Build();

    public static SyntheticCity Of(int count, int seed, string? text = null, int deaf = 0, int lonely = 0, int repairMs = 0)
    {
        var city = new SyntheticCity(count, seed) { Deaf = deaf, Lonely = lonely, RepairMs = repairMs };
        return text is null ? city : new SyntheticCity(count, seed) { Text = text, Deaf = deaf, Lonely = lonely, RepairMs = repairMs };
    }

    public CityRun Build()
    {
        (double X, double Y)[] places = Places();
        CityLink[] links = [.. Links(places)];
        const int Source = 0;
        const long SentAtMs = 30_000;
        (long[] arrival, int[] parent, int[] hops) = Spread(links, Source, SentAtMs);
        HashSet<int> deaf = [.. Enumerable.Range(1, _count - 1).Where(i => arrival[i] < long.MaxValue && !parent.Contains(i)).TakeLast(Deaf)];
        int[] sent = new int[_count];
        var transmissions = new List<CityTransmission>();
        for (int i = 0; i < _count; i++)
        {
            for (long at = 1000 + _random.Next(40_000); at < 600_000; at += 150_000 + _random.Next(60_000))
            {
                transmissions.Add(new CityTransmission(at, i, 82_176, 28, "beacon"));
                sent[i]++;
            }

            if (arrival[i] < long.MaxValue && (i == Source || parent.Contains(i)))
            {
                transmissions.Add(new CityTransmission(arrival[i] + 60, i, 411_648, 171, "alert"));
                sent[i]++;
            }
        }

        CityNode[] nodes = [.. Enumerable.Range(0, _count).Select(i =>
        {
            bool isConnected = arrival[i] < long.MaxValue;
            bool shows = isConnected && !deaf.Contains(i);
            return new CityNode(
                i, $"N{i + 1:00}", (ushort)(0x1000 + i), places[i].X, places[i].Y, isConnected,
                shows ? arrival[i] : null, shows && i != Source ? parent[i] : null, shows ? hops[i] : null, sent[i]);
        })];
        return new CityRun(Text, _seed, Source, nodes, links, [.. transmissions.OrderBy(t => t.AtMs)], SentAtMs, 600, 1.25);
    }

    private (double X, double Y)[] Places()
    {
        double width = 1400 * Math.Sqrt(_count);
        double height = width * 0.6;
        double apart = 0.55 * Math.Sqrt(width * height / _count);
        var places = new List<(double X, double Y)>();
        while (places.Count < _count)
        {
            // The last ones stand far outside of the city, where no link reaches.
            bool isLonely = places.Count >= _count - Lonely;
            double x = _random.NextDouble() * width;
            double y = _random.NextDouble() * height;
            x = isLonely ? width + 4000 + (2000 * (_count - places.Count)) : x;

            if (places.TrueForAll(p => double.Hypot(p.X - x, p.Y - y) > apart))
            {
                places.Add((x, y));
            }
        }

        return [.. places];
    }

    private IEnumerable<CityLink> Links((double X, double Y)[] places)
    {
        for (int i = 0; i < _count; i++)
        {
            for (int j = i + 1; j < _count; j++)
            {
                double meters = double.Hypot(places[i].X - places[j].X, places[i].Y - places[j].Y);
                double snr = 10 - (36 * Math.Log10(meters / 800)) + ((_random.NextDouble() - 0.5) * 10);
                if (snr > -7.5)
                {
                    yield return new CityLink(i, j, Math.Min(11, snr));
                }
            }
        }
    }

    private (long[] Arrival, int[] Parent, int[] Hops) Spread(CityLink[] links, int source, long sentAtMs)
    {
        long[] arrival = [.. Enumerable.Repeat(long.MaxValue, _count)];
        int[] parent = [.. Enumerable.Repeat(-1, _count)];
        int[] hops = new int[_count];
        arrival[source] = sentAtMs;
        var queue = new PriorityQueue<int, long>();
        queue.Enqueue(source, sentAtMs);
        while (queue.TryDequeue(out int node, out long at))
        {
            if (at > arrival[node])
            {
                continue;
            }

            long spoken = at + 420 + _random.Next(500);
            foreach (CityLink link in links.Where(l => l.From == node || l.To == node))
            {
                int other = link.From == node ? link.To : link.From;
                long heard = spoken + (other % 10 == 9 ? RepairMs : 0);
                if (heard < arrival[other])
                {
                    (arrival[other], parent[other], hops[other]) = (heard, node, hops[node] + 1);
                    queue.Enqueue(other, heard);
                }
            }
        }

        return (arrival, parent, hops);
    }
}
