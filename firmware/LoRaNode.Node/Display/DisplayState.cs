namespace LoRaNode.Node.Display;

/// <summary>
/// What the display may tell; the owner fills it in and calls <see cref="NodeScreen.Refresh"/>. Only alerts whose signature was verified
/// belong here.
/// </summary>
public sealed class DisplayState
{
    /// <summary>Most messages shown.</summary>
    public const int MaxMessages = 3;

    /// <summary>Language of the words.</summary>
    public DisplayLanguage Language = DisplayLanguage.Kazakh;

    /// <summary>Text of the last verified alert; null for none.</summary>
    public string AlertText;

    /// <summary>Name in the certificate of its issuer.</summary>
    public string AlertIssuer;

    /// <summary>Monotonic time at which it was issued, as far as known, else received.</summary>
    public long AlertAtMs;

    /// <summary>Messages held in the three fields below, newest first.</summary>
    public int MessageCount;

    /// <summary>Their texts.</summary>
    public readonly string[] MessageTexts = new string[MaxMessages];

    /// <summary>Addresses of the nodes that sent them.</summary>
    public readonly ushort[] MessageOrigins = new ushort[MaxMessages];

    /// <summary>Monotonic times at which they came.</summary>
    public readonly long[] MessageAtMs = new long[MaxMessages];

    /// <summary>Battery voltage in millivolts; 0 when there is no battery to measure.</summary>
    public int BatteryMillivolts;

    /// <summary>Charge of the battery: 0 to 100 %.</summary>
    public int BatteryPercent;

    /// <summary>True while the battery is being charged.</summary>
    public bool IsCharging;

    /// <summary>What the power lets the node do, in words.</summary>
    public DisplayTextKey Power = DisplayTextKey.PowerFull;

    /// <summary>Neighbours heard lately.</summary>
    public int Neighbours;

    /// <summary>Share of the airtime budget that is left: 0 to 100 %.</summary>
    public int AirtimeLeftPercent;

    /// <summary>Alerts and messages kept for late joiners.</summary>
    public int KeptFrames;

    /// <summary>True when the node has its keys.</summary>
    public bool IsProvisioned;

    /// <summary>Address of the node.</summary>
    public ushort Address;

    /// <summary>Name of the network.</summary>
    public string Network = string.Empty;

    /// <summary>Key epoch.</summary>
    public int Epoch;

    /// <summary>Number of starts.</summary>
    public int Starts;

    /// <summary>Firmware version.</summary>
    public string Version = string.Empty;
}
