namespace LoRaNode.Simulator;

/// <summary>A city of nodes in simulated time: the node application itself on register-level radio chips.</summary>
public static class VirtualCity
{
    /// <summary>Runs a city: builds it, gives the alert to one node, and follows it until the time is over.</summary>
    /// <param name="options">The city and the text.</param>
    /// <param name="observer">Watches the run; may be null.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="OperationCanceledException">The run was ended early.</exception>
    public static CityRun Run(CityOptions options, ICityObserver? observer, CancellationToken cancellation) =>
        throw new NotSupportedException("The register-level city is not part of this build.");

    /// <summary>Bytes that a text takes in an alert once encoded, or -1 when it is longer than any alert can be.</summary>
    public static int EncodedBytes(string text) => System.Text.Encoding.UTF8.GetByteCount(text);

    /// <summary>Most encoded bytes of a text in one alert.</summary>
    public static int MaxEncodedBytes => 160;
}
