using LoRaNode.Radio;
using LoRaNode.VirtualRadio.Chip;

namespace LoRaNode.VirtualRadio;

/// <summary>What a broken bus returns.</summary>
public enum BusFault
{
    /// <summary>The bus works.</summary>
    None,

    /// <summary>All bits 0: no supply, or a short circuit.</summary>
    AllZeros,

    /// <summary>All bits 1: nothing drives the line.</summary>
    AllOnes,
}

/// <summary>The bus between a driver and a virtual chip. Transfers take no simulated time.</summary>
/// <param name="chip">The chip at the other end.</param>
public sealed class VirtualRadioBus(VirtualSx127x chip) : IRadioBus
{
    /// <summary>A fault of the bus; the chip hears nothing while there is one.</summary>
    public BusFault Fault { get; set; }

    /// <summary>Called after each transfer with what was written and read; for traces.</summary>
    public event TransferSeen? Transferred;

    /// <inheritdoc/>
    public void Transfer(byte[] write, byte[] read, int length)
    {
        if (Fault == BusFault.None)
        {
            chip.Transfer(write.AsSpan(0, length), read.AsSpan(0, length));
        }
        else
        {
            read.AsSpan(0, length).Fill(Fault == BusFault.AllOnes ? (byte)0xFF : (byte)0);
        }

        Transferred?.Invoke(write.AsSpan(0, length), read.AsSpan(0, length));
    }

    /// <summary>One transfer as seen on the wires.</summary>
    public delegate void TransferSeen(ReadOnlySpan<byte> written, ReadOnlySpan<byte> read);
}
