namespace LoRaNode.Radio;

/// <summary>
/// A half-duplex LoRa radio in the terms of the field, whatever the chip. Nothing here blocks: operations are started, and
/// <see cref="Poll"/> reports how they ended. One thread owns the object.
/// </summary>
public interface ILoRaRadio
{
    /// <summary>Whether the radio works.</summary>
    RadioStatus Status { get; }

    /// <summary>The frame of the last <see cref="RadioEvent.FrameReceived"/>.</summary>
    ReceivedFrame ReceivedFrame { get; }

    /// <summary>
    /// Resets and probes the chip and applies the settings. The radio is then in standby. It works when the result is
    /// <see cref="RadioStatus.Ok"/> or <see cref="RadioStatus.InterruptNotConnected"/>; otherwise polling goes on trying.
    /// </summary>
    /// <param name="settings">Kept by reference until the next call of this or <see cref="Configure"/>.</param>
    /// <param name="nowMs">Monotonic milliseconds.</param>
    RadioStatus Start(LoRaSettings settings, long nowMs);

    /// <summary>
    /// Applies other settings; aborts what is under way; the radio is then in standby. Settings that the chip cannot do change
    /// nothing and return <see cref="RadioStatus.UnsupportedSettings"/>.
    /// </summary>
    RadioStatus Configure(LoRaSettings settings, long nowMs);

    /// <summary>
    /// Starts sending a frame of 1 to 255 bytes (with an implicit header: exactly its length); reception is given up. False if
    /// the radio does not work or the length is not possible. The buffer may be reused after the call.
    /// </summary>
    bool Transmit(byte[] buffer, int offset, int length, long nowMs);

    /// <summary>Starts continuous reception. If the radio does not work (false), reception starts when it recovers.</summary>
    bool Receive(long nowMs);

    /// <summary>Starts reception of one frame; gives up when no preamble comes within the given symbols (4 to 1,023).</summary>
    bool ReceiveSingle(int timeoutSymbols, long nowMs);

    /// <summary>Starts channel activity detection (CAD); about two symbols later <see cref="Poll"/> says clear or busy.</summary>
    bool DetectActivity(long nowMs);

    /// <summary>True while a frame is being received (a header was found): a transmission now would lose it.</summary>
    bool IsReceiving();

    /// <summary>Strength in the channel now, in dBm; only while receiving. Below -150 means that nothing was measured.</summary>
    short ChannelRssiDbm();

    /// <summary>Stops everything and keeps the oscillator running.</summary>
    void Standby(long nowMs);

    /// <summary>Stops everything at the lowest current; the settings are kept or restored by the next operation.</summary>
    void Sleep(long nowMs);

    /// <summary>
    /// Reports the next event. Call it when the interrupt line rises and at <see cref="NextPollMs"/>; call it again until it
    /// returns <see cref="RadioEvent.None"/>.
    /// </summary>
    RadioEvent Poll(long nowMs);

    /// <summary>When the driver's own watchdog wants to be polled at the latest, in the milliseconds of <c>nowMs</c>.</summary>
    long NextPollMs { get; }
}
