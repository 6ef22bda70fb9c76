namespace LoRaNode.Core.Relay;

/// <summary>
/// What this node sends for the sake of senders that have not shown that they are there now. Anybody can send a recorded frame again, and a
/// node that did not hear it the first time cannot tell it from a new one; so such frames together may cause a number of
/// transmissions at once and one each so often after that, however many they are (a token bucket). One thread owns the object.
/// </summary>
public sealed class StrangerAllowance
{
    /// <summary>Transmissions at once for nodes that do not say that they hear this one: newcomers, or recordings from elsewhere.</summary>
    public const int Burst = 12;

    /// <summary>Time after which one more is allowed for those, in milliseconds.</summary>
    public const int RefillMs = 120_000;

    /// <summary>Transmissions at once for nodes that list this one among their neighbours: recordings of those are refused but for what this node missed.</summary>
    public const int NeighbourBurst = 64;

    /// <summary>Time after which one more is allowed for those, in milliseconds.</summary>
    public const int NeighbourRefillMs = 30_000;

    /// <summary>What is kept back from repairs, for telling what is held: a newcomer that hears it can ask by itself.</summary>
    public const int Reserve = 4;

    private readonly int _burst;
    private readonly int _refillMs;
    private int _left;
    private long _refilledMs;

    /// <summary>Begins with the whole allowance.</summary>
    /// <param name="burst">Transmissions at once.</param>
    /// <param name="refillMs">Time after which one more is allowed, in milliseconds.</param>
    public StrangerAllowance(int burst, int refillMs)
    {
        _burst = burst;
        _refillMs = refillMs;
        _left = burst;
    }

    /// <summary>Takes an allowance. False, and nothing taken, when less than it and <paramref name="reserve"/> is left.</summary>
    /// <param name="transmissions">Transmissions that will follow, 1 or more.</param>
    /// <param name="reserve">What must be left afterwards.</param>
    /// <param name="nowMs">Monotonic milliseconds.</param>
    public bool TryTake(int transmissions, int reserve, long nowMs)
    {
        long refills = (nowMs - _refilledMs) / _refillMs;
        if (refills > 0)
        {
            _left = refills > _burst - _left ? _burst : _left + (int)refills;
            _refilledMs += refills * _refillMs;
        }

        if (_left < transmissions + reserve)
        {
            return false;
        }

        _left -= transmissions;
        return true;
    }

    /// <summary>Gives back what was taken for a frame that has turned out to be genuine.</summary>
    /// <param name="transmissions">Transmissions, 0 or more.</param>
    public void Return(int transmissions)
    {
        _left = transmissions > _burst - _left ? _burst : _left + transmissions;
    }
}
