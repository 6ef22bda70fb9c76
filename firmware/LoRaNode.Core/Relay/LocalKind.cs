namespace LoRaNode.Core.Relay;

/// <summary>First byte of a link-local frame: what it is (three high bits) and its flags.</summary>
internal static class LocalKind
{
    public const byte Mask = 0xE0;

    /// <summary>Neighbour beacon.</summary>
    public const byte Beacon = 0x00;

    /// <summary>What the sender holds.</summary>
    public const byte Summary = 0x20;

    /// <summary>What the sender wants.</summary>
    public const byte Request = 0x40;

    /// <summary>How many nodes below the sender have an item.</summary>
    public const byte Count = 0x60;

    /// <summary>What the sender passed on just now.</summary>
    public const byte Hint = 0x80;

    /// <summary>In a beacon: a neighbour list follows.</summary>
    public const byte ListFlag = 0x01;

    /// <summary>In a beacon: who hears it is asked for a beacon.</summary>
    public const byte AskFlag = 0x02;

    /// <summary>In a beacon: the sender's rhythm follows.</summary>
    public const byte RhythmFlag = 0x04;

    /// <summary>In a beacon with a rhythm: the sender listens in windows only.</summary>
    public const byte SaverFlag = 0x08;

    /// <summary>In a beacon: it answers a probe, whose sender and number follow.</summary>
    public const byte AnswerFlag = 0x10;

    /// <summary>In a summary: it covers a range of keys, not an age.</summary>
    public const byte PageFlag = 0x01;

    /// <summary>In a summary of a range: the sender was away; who holds more is to tell what.</summary>
    public const byte AwayFlag = 0x02;

    /// <summary>In a request: the items listed are wanted; without it they are those that the sender has.</summary>
    public const byte WantFlag = 0x01;

    /// <summary>In a request for items: they are named by their 16-bit keys.</summary>
    public const byte KeysFlag = 0x02;
}
