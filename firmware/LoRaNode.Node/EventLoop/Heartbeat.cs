namespace LoRaNode.Node.EventLoop;

/// <summary>
/// What the event loop and its supervisor share: the loop tells where it is, the supervisor asks whether it still comes round. Both run on
/// threads of their own; a field is written by one of them only, and what is read late is late by one look.
/// </summary>
public sealed class Heartbeat
{
    /// <summary>A pass that takes longer than this will never end: an erasure, the longest work there is, takes 5 s.</summary>
    public const int LimitMs = 30_000;

    /// <summary>The supervisor looks this often.</summary>
    public const int LookEveryMs = 5_000;

    // Counted in looks, not in time: a thread that was not run for long must not blame the other for it.
    private const int LooksAllowed = LimitMs / LookEveryMs;

    private int _beats;
    private int _seen;
    private int _looks;

    /// <summary>What the loop is doing.</summary>
    public LoopStage Stage { get; private set; }

    /// <summary>The loop has come round.</summary>
    public void Beat()
    {
        _beats++;
        Stage = LoopStage.Waiting;
    }

    /// <summary>The loop begins something.</summary>
    public void Enter(LoopStage stage)
    {
        Stage = stage;
    }

    /// <summary>The supervisor's look. True when the loop did not come round for <see cref="LimitMs"/>: restart the node.</summary>
    public bool IsStuck()
    {
        if (_beats != _seen)
        {
            _seen = _beats;
            _looks = 0;
            return false;
        }

        return ++_looks >= LooksAllowed;
    }
}
