using LoRaNode.Simulator;

namespace LoRaNode.Cli.Tests.Cities;

/// <summary>Tells an observer about a finished run as if it happened now.</summary>
internal static class Replay
{
    private const long StepMs = 100;

    public static CityRun To(ICityObserver? observer, CityRun run, CancellationToken cancellation)
    {
        if (observer is null)
        {
            return run;
        }

        observer.Started([.. run.Nodes.Select(n => n with { VerifiedAtMs = null, HeardFrom = null, Hops = null, Transmissions = 0 })], run.Links, run.Source);
        var transmissions = new Queue<CityTransmission>(run.Transmissions);
        var arrivals = new Queue<CityNode>(run.Nodes.Where(n => n.VerifiedAtMs is not null).OrderBy(n => n.VerifiedAtMs));
        bool isSent = false;
        for (long now = 0; now <= run.SimulatedSeconds * 1000; now += StepMs)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!isSent && now >= run.SentAtMs)
            {
                observer.Sent(run.SentAtMs);
                isSent = true;
            }

            while (true)
            {
                long sends = transmissions.TryPeek(out CityTransmission? frame) ? frame.AtMs : long.MaxValue;
                long shows = arrivals.TryPeek(out CityNode? node) ? node.VerifiedAtMs!.Value : long.MaxValue;
                if (Math.Min(sends, shows) > now)
                {
                    break;
                }

                if (sends < shows)
                {
                    observer.Transmitted(transmissions.Dequeue());
                }
                else
                {
                    arrivals.Dequeue();
                    observer.Shown(node!.Index, shows, node.HeardFrom, node.Hops ?? 0);
                }
            }

            observer.Advanced(now);
        }

        return run;
    }
}
