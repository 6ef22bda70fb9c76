using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.VirtualRadio.Airwaves;

/// <summary>One transmission. The air owns it and uses it anew when nothing can overlap it any more.</summary>
public sealed class AirFrame
{
    /// <summary>Largest payload in bytes.</summary>
    public const int MaxLength = 255;

    internal readonly byte[] Buffer = new byte[MaxLength];
    internal double[] PowerMw = [];

    /// <summary>Number of the frame, from 0 in the order of transmission.</summary>
    public long Id { get; internal set; }

    /// <summary>Index of the sending station.</summary>
    public int Station { get; internal set; }

    /// <summary>How it is modulated.</summary>
    public LoRaWaveform Wave { get; internal set; }

    /// <summary>Transmit power in dBm.</summary>
    public double PowerDbm { get; internal set; }

    /// <summary>Start of the preamble, in microseconds of simulated time.</summary>
    public long StartUs { get; internal set; }

    /// <summary>Start of the preamble symbols that decide whether a receiver locks on.</summary>
    public long LockStartUs { get; internal set; }

    /// <summary>End of sync word and delimiter.</summary>
    public long SyncEndUs { get; internal set; }

    /// <summary>End of the block that holds the header.</summary>
    public long HeaderEndUs { get; internal set; }

    /// <summary>End of the frame; earlier than planned when the sender was stopped.</summary>
    public long EndUs { get; internal set; }

    /// <summary>True when the sender was stopped before the end.</summary>
    public bool IsAborted { get; internal set; }

    /// <summary>The payload.</summary>
    public ReadOnlySpan<byte> Payload => Buffer.AsSpan(0, Wave.PayloadLength);

    /// <summary>Received power at a station in dBm; −300 where it cannot be heard.</summary>
    public double PowerAtDbm(int station) => station < PowerMw.Length ? LinkModel.ToDb(PowerMw[station]) : -300;

    internal bool OverlapsUs(long fromUs, long toUs) => StartUs < toUs && EndUs > fromUs;
}
