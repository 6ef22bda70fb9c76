using LoRaNode.Radio;

namespace LoRaNode.Core.Relay;

/// <summary>
/// What a node is told at start. None of it is a matter of tuning: address and key epoch come from provisioning, radio and duty
/// cycle from the law of the region, sizes from the memory of the board.
/// </summary>
public sealed class RelayOptions
{
    /// <summary>Address of this node: 1 to 65,534, unique in the network.</summary>
    public ushort Address;

    /// <summary>Key epoch of the frames that this node makes: 0 or more.</summary>
    public int Epoch;

    /// <summary>Radio settings, for times on air. Kept by reference.</summary>
    public LoRaSettings Radio = new LoRaSettings();

    /// <summary>Share of every hour that this node may transmit, in thousandths: 1 to 1,000 (100 in the European 869.4–869.65 MHz band, ETSI EN 300 220-2).</summary>
    public int DutyCyclePerMille = 100;

    /// <summary>Neighbours that are remembered: 8 to 128. A neighbour costs about 90 bytes.</summary>
    public int MaxNeighbours = 128;

    /// <summary>Frames that are held for repair and late joiners: 16 to 254. One costs 54 bytes, and its bytes while it is in memory.</summary>
    public int StoreFrames = 64;

    /// <summary>Bytes for the held frames that are in memory: 2,048 or more.</summary>
    public int StoreBytes = 9_216;

    /// <summary>Frames on the owner's medium, which need not stay in memory; null to hold all in memory.</summary>
    public IFramePages Pages;

    /// <summary>
    /// Where items of several frames are put together: <see cref="RelayEngine.MaxItemPayload"/> bytes, used within a call of the engine only, so
    /// that the owner may use them in between; null for bytes of the engine's own.
    /// </summary>
    public byte[] Assembly;

    /// <summary>The rhythm that the owner opens its windows by; null for one that nobody else sees.</summary>
    public RelayRhythm Rhythm;

    /// <summary>Time from the end of CAD to the first symbol on the air, in milliseconds, on the slowest board of the network.</summary>
    public int TurnaroundMs = 12;
}
