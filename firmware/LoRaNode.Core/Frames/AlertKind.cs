namespace LoRaNode.Core.Frames;

/// <summary>What an alert does to earlier ones (CAP 1.2, msgType). Value 3 is not used.</summary>
public enum AlertKind : byte
{
    /// <summary>New information.</summary>
    Alert = 0,

    /// <summary>Replaces the alert it names.</summary>
    Update = 1,

    /// <summary>Withdraws the alert it names.</summary>
    Cancel = 2,
}
