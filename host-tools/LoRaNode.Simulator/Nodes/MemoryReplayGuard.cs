using LoRaNode.Core.Frames;
using LoRaNode.Core.Security;

namespace LoRaNode.Simulator.Nodes;

/// <summary>Replay protection in memory: for each type and origin the highest counter and the 64 before it. Survives a simulated reboot, as the persisted one does.</summary>
public sealed class MemoryReplayGuard : IReplayGuard
{
    private readonly Dictionary<int, (uint Highest, ulong Window)> _seen = [];

    /// <inheritdoc/>
    public bool IsFresh(FrameType type, ushort origin, uint counter)
    {
        if (!_seen.TryGetValue(Key(type, origin), out var seen) || counter > seen.Highest)
        {
            return true;
        }

        uint age = seen.Highest - counter;
        return age < 64 && (seen.Window & (1UL << (int)age)) == 0;
    }

    /// <inheritdoc/>
    public void Accept(FrameType type, ushort origin, uint counter, long nowMs)
    {
        int key = Key(type, origin);
        if (!_seen.TryGetValue(key, out var seen))
        {
            _seen[key] = (counter, 1);
        }
        else if (counter > seen.Highest)
        {
            uint step = counter - seen.Highest;
            _seen[key] = (counter, step >= 64 ? 1 : (seen.Window << (int)step) | 1);
        }
        else if (seen.Highest - counter < 64)
        {
            _seen[key] = (seen.Highest, seen.Window | (1UL << (int)(seen.Highest - counter)));
        }
    }

    /// <inheritdoc/>
    public bool IsNotedAhead(FrameType type, ushort origin, uint counter) => false;

    /// <inheritdoc/>
    public void AcceptProved(FrameType type, ushort origin, uint counter, long nowMs) => Accept(type, origin, counter, nowMs);

    /// <inheritdoc/>
    public bool HasNotedAhead => false;

    /// <summary>Takes back an acceptance whose write was cut: the counter counts as never seen.</summary>
    public void Forget(FrameType type, ushort origin, uint counter)
    {
        int key = Key(type, origin);
        if (_seen.TryGetValue(key, out var seen) && seen.Highest - counter < 64)
        {
            _seen[key] = (seen.Highest, seen.Window & ~(1UL << (int)(seen.Highest - counter)));
        }
    }

    private static int Key(FrameType type, ushort origin) => ((int)type << 16) | origin;
}
