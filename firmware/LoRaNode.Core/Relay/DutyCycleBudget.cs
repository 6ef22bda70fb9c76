using System;

namespace LoRaNode.Core.Relay;

/// <summary>
/// Airtime left under a duty-cycle limit over a sliding hour. Time is cut in minutes; a transmission is booked in the minute in
/// which it starts, and the 62 latest minutes count, so that every window of 3,600 s, wherever it begins, lies inside what was
/// counted. Lower priorities may use only a part, so that messages never eat the airtime of an alert. The state can be carried
/// over a reboot: the time without power is unknown, so it counts as none.
/// </summary>
public sealed class DutyCycleBudget
{
    /// <summary>Length of <see cref="Export"/> in bytes.</summary>
    public const int ExportSize = Buckets * 2;

    private const int BucketMs = 60_000;
    private const int Buckets = 62;
    private const int WindowMs = 3_600_000;

    // Shares of the limit, in percent, that each priority may reach: alert, control, message, beacon.
    private static readonly byte[] SharePercent = new byte[] { 100, 90, 75, 50 };

    // Airtime of each minute in units of 2 ms, rounded up: a minute fits 16 bits.
    private readonly ushort[] _used = new ushort[Buckets];
    private readonly int _limitUnits;
    private int _sumUnits;
    private int _current;
    private long _currentStartMs;
    private bool _started;

    /// <summary>Creates a budget with nothing used.</summary>
    /// <param name="perMille">Limit in thousandths of an hour: 1 to 1,000.</param>
    public DutyCycleBudget(int perMille)
    {
        if (perMille < 1 || perMille > 1000)
        {
            throw new ArgumentOutOfRangeException(nameof(perMille));
        }

        _limitUnits = perMille * (WindowMs / 1000) / 2;
    }

    /// <summary>Limit over an hour, in milliseconds.</summary>
    public int LimitMs
    {
        get { return _limitUnits * 2; }
    }

    /// <summary>Airtime that counts now, in milliseconds.</summary>
    public int UsedMs(long nowMs)
    {
        Advance(nowMs);
        return _sumUnits * 2;
    }

    /// <summary>True when a frame of this priority and time on air may start now.</summary>
    public bool Allows(int priority, int airtimeMs, long nowMs)
    {
        Advance(nowMs);
        return _sumUnits + UnitsOf(airtimeMs) <= Ceiling(priority);
    }

    /// <summary>Books a transmission that starts now.</summary>
    public void Spend(int airtimeMs, long nowMs)
    {
        Advance(nowMs);
        int units = UnitsOf(airtimeMs);
        int room = ushort.MaxValue - _used[_current];
        if (units > room)
        {
            units = room;
        }

        _used[_current] += (ushort)units;
        _sumUnits += units;
    }

    /// <summary>When a frame of this priority and time on air may start at the earliest, in the milliseconds of <paramref name="nowMs"/>; <see cref="long.MaxValue"/> when it is longer than the whole limit.</summary>
    public long AllowedAtMs(int priority, int airtimeMs, long nowMs)
    {
        Advance(nowMs);
        int over = _sumUnits + UnitsOf(airtimeMs) - Ceiling(priority);
        if (over <= 0)
        {
            return nowMs;
        }

        // The oldest minute is the one after the current in the ring.
        for (int age = 1; age <= Buckets; age++)
        {
            over -= _used[(_current + age) % Buckets];
            if (over <= 0)
            {
                return _currentStartMs + ((long)age * BucketMs);
            }
        }

        return long.MaxValue;
    }

    /// <summary>Writes the state: <see cref="ExportSize"/> bytes.</summary>
    public void Export(byte[] target, int offset)
    {
        for (int i = 0; i < Buckets; i++)
        {
            ushort units = _used[(_current + 1 + i) % Buckets];
            target[offset + (2 * i)] = (byte)units;
            target[offset + (2 * i) + 1] = (byte)(units >> 8);
        }
    }

    /// <summary>Reads the state of an earlier run, as if no time had passed since. Call it before anything is spent.</summary>
    public void Import(byte[] source, int offset)
    {
        _sumUnits = 0;
        for (int i = 0; i < Buckets; i++)
        {
            ushort units = (ushort)(source[offset + (2 * i)] | (source[offset + (2 * i) + 1] << 8));
            _used[(_current + 1 + i) % Buckets] = units;
            _sumUnits += units;
        }
    }

    private static int UnitsOf(int airtimeMs)
    {
        return (airtimeMs + 1) / 2;
    }

    private int Ceiling(int priority)
    {
        return (int)((long)_limitUnits * SharePercent[priority & 3] / 100);
    }

    private void Advance(long nowMs)
    {
        if (!_started)
        {
            _started = true;
            _currentStartMs = nowMs;
            return;
        }

        long steps = (nowMs - _currentStartMs) / BucketMs;
        if (steps <= 0)
        {
            return;
        }

        int clear = steps >= Buckets ? Buckets : (int)steps;
        for (int i = 0; i < clear; i++)
        {
            _current = (_current + 1) % Buckets;
            _sumUnits -= _used[_current];
            _used[_current] = 0;
        }

        _currentStartMs += steps * BucketMs;
    }
}
