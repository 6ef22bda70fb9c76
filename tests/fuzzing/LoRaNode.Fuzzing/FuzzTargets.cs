namespace LoRaNode.Fuzzing;

/// <summary>All targets. A new one is added here and is a command at once.</summary>
public static class FuzzTargets
{
    /// <summary>New instances of all targets.</summary>
    public static IReadOnlyList<FuzzTarget> All() =>
    [
        new Security.FramesTarget(),
        new Security.CertificatesTarget(),
        new Security.ControlTarget(),
        new Security.KeyFileTarget(),
    ];
}
