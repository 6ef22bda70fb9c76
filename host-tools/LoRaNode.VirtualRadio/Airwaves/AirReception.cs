using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.VirtualRadio.Airwaves;

/// <summary>A receiver locked on a frame, and how it went. Each station has one, used anew for each frame.</summary>
public sealed class AirReception
{
    private AirFrame? _frame;

    /// <summary>The frame.</summary>
    public AirFrame Frame => _frame ?? throw new InvalidOperationException("The receiver is not locked on a frame.");

    /// <summary>What the receiver listened for.</summary>
    public LoRaWaveform Listening { get; internal set; }

    /// <summary>True while the receiver is locked on the frame.</summary>
    public bool IsLocked => _frame is not null;

    /// <summary>Power of the frame at the antenna, in dBm.</summary>
    public double PowerDbm { get; internal set; }

    /// <summary>Power of frame, noise and interference in the channel together, in dBm.</summary>
    public double ChannelPowerDbm { get; internal set; }

    /// <summary>Signal to noise ratio in decibels.</summary>
    public double SnrDb { get; internal set; }

    /// <summary>Carrier of the sender minus carrier of the receiver, in hertz.</summary>
    public double FrequencyErrorHz { get; internal set; }

    /// <summary>When this receiver has all the symbols it expects.</summary>
    public long EndUs { get; internal set; }

    /// <summary>Bytes that the receiver takes: the header's length, or its own in implicit-header mode.</summary>
    public int Length { get; internal set; }

    /// <summary>Whether a CRC protects the payload, as far as the receiver knows.</summary>
    public bool HasCrc { get; internal set; }

    /// <summary>Coding rate that the receiver decodes with.</summary>
    public int CodingRate { get; internal set; }

    /// <summary>How it ended; meaningful in <see cref="IAirStation.FrameEnded"/>.</summary>
    public AirOutcome Outcome { get; internal set; }

    internal long Epoch { get; set; }

    internal bool IsConcluded { get; set; }

    internal bool MissedHop { get; set; }

    internal void Lock(AirFrame frame)
    {
        _frame = frame;
        MissedHop = false;
        IsConcluded = false;
        Epoch++;
    }

    internal void Release()
    {
        _frame = null;
        Epoch++;
    }
}
