namespace LoRaNode.Simulator;

/// <summary>
/// Watches a city while it runs. All calls come from the thread that runs the city, in order of simulated time, and the city
/// waits while a call lasts: an observer that sleeps in <see cref="Advanced"/> gives the run the pace of the wall clock.
/// </summary>
public interface ICityObserver
{
    /// <summary>The city stands, and nothing has been sent yet.</summary>
    /// <param name="nodes">All nodes, by index; nothing heard so far.</param>
    /// <param name="links">Usable links.</param>
    /// <param name="source">Index of the node that will be given the alert.</param>
    void Started(IReadOnlyList<CityNode> nodes, IReadOnlyList<CityLink> links, int source);

    /// <summary>The alert was given to the source.</summary>
    /// <param name="atMs">Simulated time in milliseconds.</param>
    void Sent(long atMs);

    /// <summary>A node began to send a frame.</summary>
    void Transmitted(CityTransmission transmission);

    /// <summary>A node showed the verified text.</summary>
    /// <param name="node">Index of the node.</param>
    /// <param name="atMs">Simulated time in milliseconds.</param>
    /// <param name="heardFrom">Index of the node whose copy it was; null for the source.</param>
    /// <param name="hops">Hops from the source.</param>
    void Shown(int node, long atMs, int? heardFrom, int hops);

    /// <summary>Simulated time went on; called at least every 100 ms of it.</summary>
    /// <param name="nowMs">Simulated time in milliseconds.</param>
    void Advanced(long nowMs);
}
