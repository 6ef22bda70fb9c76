namespace LoRaNode.Simulator.World;

/// <summary>Whatever owns a radio in a simulated world. All times are microseconds since the start of the world.</summary>
public interface ISimulatedNode
{
    /// <summary>The node is switched on.</summary>
    void OnStart(long nowUs);

    /// <summary>The node is switched off: what it does not keep on a medium is lost.</summary>
    void OnStop(long nowUs);

    /// <summary>The time given to <see cref="SimulatedWorld.SetTimer"/> has come.</summary>
    void OnTimer(long nowUs);

    /// <summary>A frame was received; the buffer is valid during the call only.</summary>
    void OnFrame(byte[] frame, int length, int snrQuarterDb, int rssiDbm, long nowUs);

    /// <summary>A frame was begun to be received and failed its CRC.</summary>
    void OnFrameDamaged(int length, int snrQuarterDb, long nowUs);

    /// <summary>The node's own transmission has ended; the radio listens again.</summary>
    void OnTransmitDone(long nowUs);

    /// <summary>Channel activity detection has ended; the radio listens again.</summary>
    void OnActivityKnown(bool busy, long nowUs);
}
