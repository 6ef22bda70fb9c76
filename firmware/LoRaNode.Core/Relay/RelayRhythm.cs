namespace LoRaNode.Core.Relay;

/// <summary>
/// The time by which nodes that save power open their windows together (PROTOCOL-relay.md, section 3.7). It is no clock: a count of
/// milliseconds since some start, of which only the remainder by <see cref="MarkMs"/> matters. Nodes tell it in beacons, and whoever is
/// behind moves forward to whoever is ahead, as in Lamport's logical clocks (1978): so all who hear each other soon count alike, also
/// when two groups meet, and a recorded beacon, which is behind, moves nobody.
/// <para>
/// Between two beacons counts drift apart. While the processor sleeps the ESP32 counts with an RC oscillator of 150 kHz, whose frequency
/// changes with the temperature, so that the time may drift (ESP-IDF programming guide, "System Time", clock sources of the RTC
/// timer; it names no figure). <see cref="GuardMs"/> covers 0.16 % of the time from mark to mark; more costs messages a period, not their delivery,
/// as long as the windows overlap at marks: up to 1.3 %.
/// </para>
/// One thread owns the object.
/// </summary>
public sealed class RelayRhythm
{
    /// <summary>From one opening of the windows to the next, in milliseconds.</summary>
    public const int PeriodMs = 60_000;

    /// <summary>From one mark to the next, in milliseconds: at marks the rhythm is told, and those that listen least listen too.</summary>
    public const int MarkMs = 10 * PeriodMs;

    /// <summary>After an opening nobody sends for so long, in milliseconds: others may be late.</summary>
    public const int GuardMs = 1_000;

    /// <summary>Within this time after the guard everybody has begun what there is to say, in milliseconds.</summary>
    public const int SpreadMs = 4_000;

    /// <summary>A count is told in units of so many milliseconds, in four bytes.</summary>
    public const int UnitMs = 100;

    // Less than this is delay and rounding; nobody is corrected for it, and moving so far costs no window.
    private const int ToleranceUnits = 3;

    // Who has the network key can make others jump: a few times while groups come together, then so rarely that they hear each other in between.
    private const int MostJumps = 6;
    private const long JumpPauseMs = 10 * 60_000;
    private const int FreeUnits = 20;

    // A neighbour that saves power tells so at every mark that it is not spared by others.
    private const long SaverKeptMs = 2L * 3600 * 1000;

    private long _offsetMs;
    private long _jumpsFromMs = -MostJumps * JumpPauseMs;
    private long _saverHeardMs = long.MinValue / 2;

    /// <summary>True while this node listens in windows only.</summary>
    public bool IsSaver { get; set; }

    /// <summary>When a neighbour last told a rhythm that agreed with this one, or that this one was moved to; long ago when none did.</summary>
    public long HeardMs { get; private set; } = long.MinValue / 2;

    /// <summary>True when this node or a neighbour listens in windows: then the rhythm is kept and told.</summary>
    public bool IsUsed(long nowMs)
    {
        return IsSaver || nowMs - _saverHeardMs < SaverKeptMs;
    }

    /// <summary>True for a time of sleep, in milliseconds, of which the neighbours do not tell by themselves what came: the node asks.</summary>
    public bool IsLongAbsence(long sleptMs)
    {
        return sleptMs > (IsSaver ? MarkMs + (2 * PeriodMs) : 2 * PeriodMs);
    }

    /// <summary>Milliseconds since the last opening.</summary>
    public int SinceOpening(long nowMs)
    {
        return (int)((nowMs + _offsetMs) % PeriodMs);
    }

    /// <summary>Milliseconds since the last mark.</summary>
    public int SinceMark(long nowMs)
    {
        return (int)((nowMs + _offsetMs) % MarkMs);
    }

    /// <summary>The count as it is told.</summary>
    public uint Told(long nowMs)
    {
        return (uint)((nowMs + _offsetMs) / UnitMs);
    }

    /// <summary>Moves the count forward to a time that many nodes know, such as the community's; never back.</summary>
    public void Reach(long timeMs, long nowMs)
    {
        int ahead = (int)((uint)(timeMs / UnitMs) - Told(nowMs));
        _offsetMs += ahead > 0 ? (long)ahead * UnitMs : 0;
    }

    /// <summary>A neighbour told its count. True when it is behind and should be told this one.</summary>
    /// <param name="told">Its count at the end of the frame.</param>
    /// <param name="isSaver">It listens in windows only.</param>
    /// <param name="nowMs">Monotonic milliseconds.</param>
    public bool Hear(uint told, bool isSaver, long nowMs)
    {
        _saverHeardMs = isSaver ? nowMs : _saverHeardMs;
        int ahead = (int)(told - Told(nowMs));
        if (Advance(ahead, nowMs) || (ahead <= 0 && ahead >= -ToleranceUnits))
        {
            HeardMs = nowMs;
        }

        return ahead < -ToleranceUnits;
    }

    /// <summary>True when the count now agrees with one that was ahead.</summary>
    private bool Advance(int units, long nowMs)
    {
        if (units <= 0)
        {
            return false;
        }

        if (units > FreeUnits)
        {
            // A bucket of jumps that fills with time.
            _jumpsFromMs = nowMs - _jumpsFromMs > MostJumps * JumpPauseMs ? nowMs - (MostJumps * JumpPauseMs) : _jumpsFromMs;
            if (nowMs - _jumpsFromMs < JumpPauseMs)
            {
                return false;
            }

            _jumpsFromMs += JumpPauseMs;
        }

        _offsetMs += (long)units * UnitMs;
        return true;
    }
}
