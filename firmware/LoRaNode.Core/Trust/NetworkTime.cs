namespace LoRaNode.Core.Trust;

/// <summary>
/// The time as a node without a clock knows it: what the latest signed statement said, plus its own uptime since. It never goes
/// back, and never below a floor that the owner keeps on the medium: after a power cut it resumes there, so it may be late but not
/// early, and nothing expires too soon. One thread owns the object.
/// </summary>
public sealed class NetworkTime
{
    /// <summary>The owner should store <see cref="FloorSeconds"/> when it has grown by this much: an hour.</summary>
    public const uint FloorStepSeconds = 3600;

    private long _anchorMs;
    private uint _anchorSeconds;
    private uint _storedFloor;

    /// <summary>Starts at the stored floor.</summary>
    /// <param name="floorSeconds">Stored floor: seconds since the start of 2026 UTC, 0 when none was ever stored.</param>
    /// <param name="nowMs">Monotonic milliseconds.</param>
    public NetworkTime(uint floorSeconds, long nowMs)
    {
        _anchorSeconds = floorSeconds;
        _storedFloor = floorSeconds;
        _anchorMs = nowMs;
    }

    /// <summary>True when a signed statement of the time was accepted since the start: before that the time may be late by any amount.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Seconds since the start of 2026 UTC; at most the true time if statements are honest.</summary>
    public uint Seconds(long nowMs)
    {
        return _anchorSeconds + (uint)((nowMs - _anchorMs) / 1000);
    }

    /// <summary>Minutes since the start of 2026 UTC.</summary>
    public uint Minutes(long nowMs)
    {
        return Seconds(nowMs) / 60;
    }

    /// <summary>Takes a statement whose signature was checked. Time that lies behind changes nothing.</summary>
    public void Advance(uint seconds, long nowMs)
    {
        IsKnown = true;
        if (seconds > Seconds(nowMs))
        {
            _anchorSeconds = seconds;
            _anchorMs = nowMs;
        }
    }

    /// <summary>True when the floor should be stored now: it has grown by <see cref="FloorStepSeconds"/>. Store it and call <see cref="OnFloorStored"/>.</summary>
    public bool IsFloorDue(long nowMs)
    {
        return Seconds(nowMs) - _storedFloor >= FloorStepSeconds;
    }

    /// <summary>The floor to store.</summary>
    public uint FloorSeconds(long nowMs)
    {
        return Seconds(nowMs);
    }

    /// <summary>The floor is on the medium.</summary>
    public void OnFloorStored(uint floorSeconds)
    {
        _storedFloor = floorSeconds;
    }
}
