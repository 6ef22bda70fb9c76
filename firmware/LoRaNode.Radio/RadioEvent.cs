namespace LoRaNode.Radio;

/// <summary>What a radio reports when it is polled.</summary>
public enum RadioEvent : byte
{
    /// <summary>Nothing has happened.</summary>
    None,

    /// <summary>The frame given to <see cref="ILoRaRadio.Transmit"/> has left; the radio is in standby.</summary>
    TransmitDone,

    /// <summary>A frame with a good CRC lies in <see cref="ILoRaRadio.ReceivedFrame"/>; continuous reception goes on.</summary>
    FrameReceived,

    /// <summary>
    /// A frame came whose payload CRC failed; its length and measurements, not its bytes, are in <see cref="ILoRaRadio.ReceivedFrame"/>.
    /// Continuous reception goes on.
    /// </summary>
    FrameDamaged,

    /// <summary>A single reception ended without a preamble; the radio is in standby.</summary>
    ReceiveTimeout,

    /// <summary>Channel activity detection found no LoRa signal; the radio is in standby.</summary>
    ChannelClear,

    /// <summary>Channel activity detection found a LoRa signal; the radio is in standby.</summary>
    ChannelBusy,

    /// <summary>
    /// The radio stopped answering, reset by itself or missed interrupts, and was set up anew. A transmission, single reception
    /// or detection that was under way is lost, and the radio is in standby; continuous reception goes on.
    /// </summary>
    Recovered,

    /// <summary>The radio does not work and could not be set up anew; <see cref="ILoRaRadio.Status"/> says why. Polling goes on trying.</summary>
    Failed,
}
