namespace LoRaNode.Node.Display;

/// <summary>
/// The node's one button. A short press turns the page; holding it starts a countdown that ends in the erasure unless the button is
/// released.
/// <code>
/// Waiting ──released──▶ Up ──pressed, 30 ms──▶ Down ──1 s──▶ Countdown ──5 s──▶ Waiting (Panic)
///                        ▲────── Press ────────┘ │ released       │
///                        ▲────── CountdownCancelled ──────────────┘
/// </code>
/// A button that is held when the node starts (boards use it to enter the boot loader) or that is stuck counts only after it was
/// released. The time is passed in; poll at least every 20 ms while pressed, or call on every edge and at <see cref="NextDueMs"/>.
/// </summary>
public sealed class NodeButton
{
    /// <summary>A press shorter than this is contact bounce.</summary>
    public const int DebounceMs = 30;

    /// <summary>Holding for this long starts the countdown.</summary>
    public const int HoldMs = 1000;

    /// <summary>Length of the countdown.</summary>
    public const int CountdownMs = 5000;

    private State _state = State.Waiting;
    private long _sinceMs;

    private enum State
    {
        /// <summary>Not to be believed until it is released.</summary>
        Waiting,
        Up,
        Bouncing,
        Down,
        Countdown,
    }

    /// <summary>True while the countdown runs.</summary>
    public bool IsCountingDown
    {
        get { return _state == State.Countdown; }
    }

    /// <summary>Monotonic time of the next call that matters while the button stays as it is; <see cref="long.MaxValue"/> for none.</summary>
    public long NextDueMs
    {
        get
        {
            switch (_state)
            {
                case State.Bouncing: return _sinceMs + DebounceMs;
                case State.Down: return _sinceMs + HoldMs;
                case State.Countdown: return _sinceMs + CountdownMs;
                default: return long.MaxValue;
            }
        }
    }

    /// <summary>Whole seconds until the erasure, rounded up; 0 when no countdown runs.</summary>
    public int SecondsLeft(long nowMs)
    {
        if (_state != State.Countdown)
        {
            return 0;
        }

        long leftMs = _sinceMs + CountdownMs - nowMs;
        return leftMs <= 0 ? 0 : (int)((leftMs + 999) / 1000);
    }

    /// <summary>Tells the state of the button now and takes what it means.</summary>
    public ButtonEvent Update(bool isPressed, long nowMs)
    {
        switch (_state)
        {
            case State.Waiting:
                if (!isPressed)
                {
                    _state = State.Up;
                }

                return ButtonEvent.None;

            case State.Up:
                if (isPressed)
                {
                    Enter(State.Bouncing, nowMs);
                }

                return ButtonEvent.None;

            case State.Bouncing:
                if (!isPressed)
                {
                    _state = State.Up;
                }
                else if (nowMs - _sinceMs >= DebounceMs)
                {
                    _state = State.Down;
                }

                return ButtonEvent.None;

            case State.Down:
                if (!isPressed)
                {
                    _state = State.Up;
                    return ButtonEvent.Press;
                }

                if (nowMs - _sinceMs >= HoldMs)
                {
                    Enter(State.Countdown, nowMs);
                    return ButtonEvent.CountdownStarted;
                }

                return ButtonEvent.None;

            default:
                if (!isPressed)
                {
                    _state = State.Up;
                    return ButtonEvent.CountdownCancelled;
                }

                if (nowMs - _sinceMs >= CountdownMs)
                {
                    _state = State.Waiting;
                    return ButtonEvent.Panic;
                }

                return ButtonEvent.None;
        }
    }

    private void Enter(State state, long nowMs)
    {
        _state = state;
        _sinceMs = nowMs;
    }
}
