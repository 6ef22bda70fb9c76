namespace LoRaNode.Core.Relay;

/// <summary>What the engine wants from the radio now.</summary>
public enum RelayAction : byte
{
    /// <summary>Nothing until <see cref="RelayEngine.NextDueMs"/> or the next event: keep receiving.</summary>
    None,

    /// <summary>Listen whether the channel is free (CAD), then report with <see cref="RelayEngine.OnChannelClear"/> or <see cref="RelayEngine.OnChannelBusy"/>.</summary>
    DetectActivity,

    /// <summary>Send <see cref="RelayEngine.TransmitBuffer"/>, then report with <see cref="RelayEngine.OnTransmitDone"/>.</summary>
    Transmit,
}
