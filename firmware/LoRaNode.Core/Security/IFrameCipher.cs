namespace LoRaNode.Core.Security;

/// <summary>Encrypts and authenticates whole frames under the network key of an epoch.</summary>
public interface IFrameCipher
{
    /// <summary>
    /// Seals a frame in place: the header (see <see cref="Frames.FrameHeader"/>) is written, the plain payload follows it.
    /// Returns the frame length with its tag, or -1 when there is no key.
    /// </summary>
    int Seal(byte[] frame, int payloadLength);

    /// <summary>
    /// Checks the tag and decrypts the payload into <paramref name="payload"/> (at least 237 bytes).
    /// Returns the payload length, or -1 when the frame is not genuine or its epoch is unknown. The frame is not changed.
    /// </summary>
    int Open(byte[] frame, int length, byte[] payload);
}
