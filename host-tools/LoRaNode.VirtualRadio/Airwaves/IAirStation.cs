namespace LoRaNode.VirtualRadio.Airwaves;

/// <summary>What the air tells a receiver that listens. Called in simulated time, by the thread that runs it.</summary>
public interface IAirStation
{
    /// <summary>Preamble, sync word and delimiter of a frame were found; the receiver is now locked on it.</summary>
    void Synchronized(AirReception reception);

    /// <summary>The block with the explicit header has ended. When it is not readable the receiver searches on by itself.</summary>
    void HeaderEnded(AirReception reception, bool readable);

    /// <summary>The frame that the receiver was locked on has ended; the receiver searches on by itself.</summary>
    void FrameEnded(AirReception reception);

    /// <summary>Preamble and sync word of an FSK packet went by.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="snrDb">Its ratio to everything else in its band at this station, in decibels.</param>
    void FskSynchronized(FskPacket packet, double snrDb);

    /// <summary>An FSK packet has ended.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="snrDb">Its ratio to everything else in its band at this station, in decibels.</param>
    void FskEnded(FskPacket packet, double snrDb);
}
