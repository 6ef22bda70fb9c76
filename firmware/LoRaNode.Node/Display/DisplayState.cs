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

    /// <summary>What <see cref="TextOf"/> says when there is no text.</summary>
    public const int NoText = -1;

    /// <summary>The text of the last verified alert, for <see cref="TextOf"/>; one more is that of the newest message, and so on.</summary>
    public const int AlertPlace = 0;

    private static readonly char[] Nothing = new char[0];

    /// <summary>True when there is a verified alert.</summary>
    public bool HasAlert;

    /// <summary>Name in the certificate of its issuer.</summary>
    public string AlertIssuer;

    /// <summary>Monotonic time at which it was issued, as far as known, else received.</summary>
    public long AlertAtMs;

    /// <summary>Messages held in the two fields below, newest first.</summary>
    public int MessageCount;

    /// <summary>Addresses of the nodes that sent them.</summary>
    public readonly ushort[] MessageOrigins = new ushort[MaxMessages];

    /// <summary>Monotonic times at which they came.</summary>
    public readonly long[] MessageAtMs = new long[MaxMessages];

    /// <summary>Characters of one text, that of <see cref="TextOf"/>; null when nothing can read it. Others take its place when they are looked at.</summary>
    public char[] Text { get; private set; } = Nothing;

    /// <summary>Whose text is held: <see cref="AlertPlace"/>, a message behind it, or <see cref="NoText"/>.</summary>
    public int TextOf { get; private set; } = NoText;

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

    /// <summary>Takes a text; its characters are kept by reference.</summary>
    public void SetText(int place, char[] text)
    {
        TextOf = place;
        Text = text;
    }

    /// <summary>Lets the text go: alert and messages are others now.</summary>
    public void ForgetText()
    {
        if (Text != null)
        {
            System.Array.Clear(Text, 0, Text.Length);
        }

        SetText(NoText, Nothing);
    }
}
