namespace LoRaNode.VirtualRadio.Airwaves;

/// <summary>What became of a frame at one station that could have heard it: every frame that does not arrive has a stated reason.</summary>
public enum AirOutcome
{
    /// <summary>All symbols were read.</summary>
    Received,

    /// <summary>The station was not listening during the deciding preamble symbols (asleep, in standby, just switched on).</summary>
    NotListening,

    /// <summary>The station was sending itself.</summary>
    Sending,

    /// <summary>The station listened with another frequency, bandwidth, spreading factor, IQ setting or sync word.</summary>
    OtherSettings,

    /// <summary>The station was locked on another frame.</summary>
    Busy,

    /// <summary>The signal was too weak against the noise to lock on.</summary>
    TooWeak,

    /// <summary>Other signals kept the receiver from locking on.</summary>
    Interference,

    /// <summary>Locked, but the header was not readable.</summary>
    HeaderLost,

    /// <summary>Locked, but payload symbols were lost: noise or a collision.</summary>
    PayloadLost,

    /// <summary>Locked, but the receiver expected another form of payload (header mode, length, coding rate, data-rate optimisation).</summary>
    FormMismatch,

    /// <summary>The sender was stopped before the end.</summary>
    SenderStopped,

    /// <summary>The receiver was stopped before the end.</summary>
    ReceiverStopped,
}
