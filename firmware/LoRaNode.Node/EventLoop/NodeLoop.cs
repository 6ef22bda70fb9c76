using LoRaNode.Node.Display;
using LoRaNode.Node.Power;

namespace LoRaNode.Node.EventLoop;

/// <summary>
/// One pass of everything that a node does, and how long to wait for the next one. It owns the application and the board's parts; the
/// owner has the thread: it calls <see cref="Pass"/>, waits for the radio's interrupt or <see cref="WaitMs"/>, and restarts the board
/// when <see cref="Restart"/> says so. No pass takes longer than 50 ms on a board, but one in which the flash erases a sector: that does nothing else and takes 65 ms at most, by
/// the flash's typical times (the benchmark <c>pass-cost</c> counts both).
/// </summary>
public sealed class NodeLoop
{
    // The runtime tells nobody that it has written a file or received a byte: the ways in are looked at this often.
    private const int LinkPollMs = 40;

    private readonly NodeApplication _application;
    private readonly Heartbeat _heartbeat;
    private readonly LoopParts _parts;
    private readonly PowerPolicy _policy = new PowerPolicy();
    private readonly ListenSchedule _schedule;
    private NodeScreen _screen;
    private DisplayFeed _feed;
    private bool _isLinkBusy;
    private bool _isDark;
    private bool _wasErasing;
    private bool _isDrawn;
    private bool _isDisplayWaiting;
    private long _linkUsedMs = long.MinValue;
    private long _measureMs;

    /// <summary>Joins an application that has not started and the parts of its board.</summary>
    public NodeLoop(NodeApplication application, Heartbeat heartbeat, LoopParts parts)
    {
        _application = application;
        _heartbeat = heartbeat;
        _parts = parts;
        _schedule = new ListenSchedule(application.Rhythm);
    }

    /// <summary>Why the board is to be restarted; the replies are out.</summary>
    public RestartReason Restart { get; private set; }

    /// <summary>True while a text is being decoded for the display.</summary>
    public bool IsDecoding
    {
        get { return _feed != null && _feed.HasWork; }
    }

    /// <summary>True when the application was started.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>The pages of the display; null without a panel.</summary>
    public NodeScreen Screen
    {
        get { return _screen; }
    }

    /// <summary>Takes the reason away, for an owner that starts the loop again in the same process.</summary>
    public RestartReason TakeRestart()
    {
        RestartReason reason = Restart;
        Restart = RestartReason.None;
        return reason;
    }

    /// <summary>False while the battery is so low that a write to the flash may be cut.</summary>
    public bool MayWrite
    {
        get { return _policy.MayWrite; }
    }

    /// <summary>
    /// Starts the application; with an empty battery nothing is started and <see cref="Restart"/> says so: each start costs writes and current.
    /// </summary>
    public void Start(long nowMs)
    {
        _heartbeat.Enter(LoopStage.Starting);
        if (_parts.Meter != null && _parts.Meter.Measure(_application.Power))
        {
            _policy.Update(_application.Power, nowMs);
            _application.UsePower(_policy, nowMs);
            _schedule.Enter(_policy.State, nowMs);
            if (_policy.State == PowerState.Sleep)
            {
                Restart = RestartReason.BatteryEmpty;
                return;
            }
        }

        HasStarted = true;
        _application.Start(nowMs);
        _measureMs = nowMs;
        if (_parts.Screen != null)
        {
            _screen = new NodeScreen(new DisplayState(), nowMs);
            _feed = new DisplayFeed(_application, _screen, _parts.Version);
        }

        _heartbeat.Beat();
    }

    /// <summary>Does what is due.</summary>
    public void Pass(long nowMs)
    {
        RunLinks(nowMs);
        RunPower(nowMs);
        if (_application.Network != null)
        {
            _application.Network.SetListening(_schedule.IsOpen(nowMs), nowMs);
        }

        // Two slices of work in one pass would keep the radio waiting too long: the display and the rest take turns.
        _heartbeat.Enter(LoopStage.Network);
        _application.Run(nowMs, !_isDisplayWaiting);
        RunButton(nowMs);
        _isDisplayWaiting = _screen != null && _application.WasBusy;
        if (!_isDisplayWaiting)
        {
            RunDisplay(nowMs);
        }

        // A reply goes out in the pass of its request, so nothing is left to say.
        Restart = Restart == RestartReason.None ? _application.Restart : Restart;
        if (Restart != RestartReason.None)
        {
            _application.BeforeRestart();
        }

        _heartbeat.Beat();
    }

    /// <summary>Milliseconds until the next pass if nothing happens before; 0 for at once.</summary>
    public int WaitMs(long nowMs)
    {
        if (_isLinkBusy)
        {
            return 0;
        }

        long due = Earlier(_application.NextDueMs, _measureMs);
        due = Earlier(due, _schedule.NextChangeMs(nowMs));
        due = _parts.Links.Length > 0 ? Earlier(due, nowMs + LinkPollMs) : due;
        if (_screen != null)
        {
            due = Earlier(due, _screen.NextDueMs);
            due = _screen.IsOn ? Earlier(due, _feed.NextDueMs) : due;
            due = IsDecoding || _isDrawn || _isDisplayWaiting ? nowMs : due;
        }

        long wait = due - nowMs;
        return wait <= 0 ? 0 : wait > LinkPollMs && _parts.Button != null ? LinkPollMs : wait > PowerPolicy.MeasureEveryMs ? PowerPolicy.MeasureEveryMs : (int)wait;
    }

    /// <summary>
    /// True when the processor may sleep meanwhile: nobody uses the link or looks at the display, and the board runs on its battery alone.
    /// </summary>
    public bool MaySleep(long nowMs)
    {
        bool isLinkInUse = _linkUsedMs != long.MinValue && nowMs - _linkUsedMs < NodeScreen.SleepMs;
        bool isFed = _parts.Meter == null || _application.Power.InputMillivolts != 0 || _application.Power.IsCharging;
        return !isLinkInUse && !isFed && !(_screen != null && _screen.IsOn) && _application.Network != null;
    }

    private static long Earlier(long a, long b)
    {
        return a < b ? a : b;
    }

    private void RunLinks(long nowMs)
    {
        _heartbeat.Enter(LoopStage.Link);
        _isLinkBusy = false;
        for (int i = 0; i < _parts.Links.Length; i++)
        {
            _isLinkBusy |= _parts.Links[i].Run(nowMs);
        }

        _linkUsedMs = _isLinkBusy ? nowMs : _linkUsedMs;
    }

    private void RunPower(long nowMs)
    {
        if (_parts.Meter == null || nowMs < _measureMs)
        {
            _measureMs = _parts.Meter == null ? long.MaxValue : _measureMs;
            return;
        }

        _heartbeat.Enter(LoopStage.Power);
        _measureMs = nowMs + PowerPolicy.MeasureEveryMs;
        if (!_parts.Meter.Measure(_application.Power))
        {
            return;
        }

        _application.OnMeasured();
        bool isOther = _policy.Update(_application.Power, nowMs);
        _application.UsePower(_policy, nowMs);
        if (isOther)
        {
            _application.OnPower(_policy.State, nowMs);
            _schedule.Enter(_policy.State, nowMs);
            Restart = _policy.State == PowerState.Sleep ? RestartReason.BatteryEmpty : Restart;
        }
    }

    private void RunButton(long nowMs)
    {
        if (_screen == null)
        {
            return;
        }

        _heartbeat.Enter(LoopStage.Display);
        if (_parts.Button != null && _screen.Button(_parts.Button.IsPressed, nowMs) == ButtonEvent.Panic)
        {
            _application.Panic(nowMs);
        }

        // Keys are gone at the end of the countdown; the display says so, and when the rest is.
        if (_application.IsErasing != _wasErasing)
        {
            _wasErasing = _application.IsErasing;
            _screen.ShowErased(!_wasErasing, nowMs);
        }
    }

    /// <summary>Does one thing for the panel: decodes a slice of a text, draws a picture, or sends one.</summary>
    private void RunDisplay(long nowMs)
    {
        if (_screen == null)
        {
            return;
        }

        if (_feed.Update(nowMs, out bool isNewAlert))
        {
            _screen.Refresh();
        }

        if (isNewAlert)
        {
            _screen.ShowAlert(nowMs);
        }

        if (_isDrawn)
        {
            Show();
            return;
        }

        if (_feed.HasWork)
        {
            if (_feed.DecodeStep(nowMs))
            {
                _screen.Refresh();
            }

            return;
        }

        _isDrawn = _screen.Update(nowMs);
    }

    private void Show()
    {
        _isDrawn = false;
        if (_screen.IsOn)
        {
            if (_isDark)
            {
                _parts.Screen.SetPower(true);
                _isDark = false;
            }

            _parts.Screen.Show(_screen.Picture);
        }
        else
        {
            _parts.Screen.SetPower(false);
            _isDark = true;
        }
    }
}
