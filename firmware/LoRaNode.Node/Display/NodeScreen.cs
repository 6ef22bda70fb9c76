namespace LoRaNode.Node.Display;

/// <summary>
/// The display as the owner of the node uses it: pages, scrolling, the countdown, and sleep. It draws into <see cref="Picture"/> and never
/// touches hardware; the owner shows the picture when <see cref="Update"/> says that it changed. The time is passed in.
/// </summary>
public sealed class NodeScreen
{
    /// <summary>The display goes dark after this long without a press or an alert: an SSD1306 draws more than the radio's receiver.</summary>
    public const int SleepMs = 60_000;

    /// <summary>How long a text stands still at its beginning and its end.</summary>
    public const int ScrollPauseMs = 3000;

    /// <summary>How long each line stays while a text scrolls.</summary>
    public const int ScrollStepMs = 1500;

    /// <summary>How long one of several messages stays when it does not scroll.</summary>
    public const int MessageStayMs = 6000;

    /// <summary>Ages are drawn anew this often.</summary>
    private const int AgeStepMs = 30_000;

    private readonly PageDrawing _drawing;
    private readonly TextLayout _text = new TextLayout();
    private readonly NodeButton _button = new NodeButton();
    private bool _isStale = true;
    private bool _isErased;
    private bool _isErasureDone;
    private long _shownMs;
    private long _awakeSinceMs;
    private long _drawnAgeStep;
    private int _drawnScroll;
    private int _drawnSeconds;
    private int _message;
    private long _nextChangeMs;

    /// <summary>Creates the screen, switched on.</summary>
    /// <param name="state">What it shows.</param>
    /// <param name="nowMs">Monotonic milliseconds.</param>
    public NodeScreen(DisplayState state, long nowMs)
    {
        State = state;
        Picture = new FrameBuffer();
        _drawing = new PageDrawing(Picture);
        IsOn = true;
        Go(DisplayPage.Alert, nowMs);
        _awakeSinceMs = nowMs;
    }

    /// <summary>What it shows.</summary>
    public DisplayState State { get; }

    /// <summary>The picture.</summary>
    public FrameBuffer Picture { get; }

    /// <summary>The page shown.</summary>
    public DisplayPage Page { get; private set; }

    /// <summary>False while the panel sleeps.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Whose text the page shows, as in <see cref="DisplayState.TextOf"/>; <see cref="DisplayState.NoText"/> when it shows none or the panel sleeps.</summary>
    public int TextWanted
    {
        get
        {
            return IsOn && Page == DisplayPage.Alert && State.HasAlert ? DisplayState.AlertPlace
                : IsOn && Page == DisplayPage.Messages && _message < State.MessageCount ? DisplayState.AlertPlace + 1 + _message
                : DisplayState.NoText;
        }
    }

    /// <summary>Monotonic time at which <see cref="Update"/> or <see cref="Button"/> has something to do although nothing happens.</summary>
    public long NextDueMs
    {
        get
        {
            long due = IsOn ? Earlier(_nextChangeMs, _awakeSinceMs + SleepMs) : long.MaxValue;
            return Earlier(due, _button.NextDueMs);
        }
    }

    /// <summary>The state changed: draw anew.</summary>
    public void Refresh()
    {
        _isStale = true;
    }

    /// <summary>An alert was proved and stands in the state: show it and wake the panel.</summary>
    public void ShowAlert(long nowMs)
    {
        Wake(nowMs);
        Go(DisplayPage.Alert, nowMs);
    }

    /// <summary>Everything is being erased, or is: says so until the restart.</summary>
    public void ShowErased(bool isDone, long nowMs)
    {
        Wake(nowMs);
        State.ForgetText();
        State.HasAlert = false;
        State.MessageCount = 0;
        _isErased = true;
        _isErasureDone = isDone;
        _isStale = true;
    }

    /// <summary>Tells the state of the button. The owner acts on <see cref="ButtonEvent.Panic"/>; all else is done here.</summary>
    public ButtonEvent Button(bool isPressed, long nowMs)
    {
        ButtonEvent happened = _button.Update(isPressed, nowMs);
        switch (happened)
        {
            case ButtonEvent.Press:
                if (IsOn)
                {
                    Go(Page == DisplayPage.Identity ? DisplayPage.Alert : Page + 1, nowMs);
                }

                Wake(nowMs);
                break;

            case ButtonEvent.CountdownStarted:
            case ButtonEvent.CountdownCancelled:
                Wake(nowMs);
                _isStale = true;
                break;

            default:
                break;
        }

        return happened;
    }

    /// <summary>Draws what is to be drawn. True when the picture or <see cref="IsOn"/> changed and the panel must be told.</summary>
    public bool Update(long nowMs)
    {
        if (!IsOn)
        {
            return false;
        }

        if (nowMs - _awakeSinceMs >= SleepMs && !_button.IsCountingDown)
        {
            IsOn = false;
            return true;
        }

        if (_button.IsCountingDown)
        {
            return UpdateCountdown(nowMs);
        }

        AdvanceMessage(nowMs);
        int scroll = ScrollAt(_text.Lines, nowMs - _shownMs);
        long ageStep = nowMs / AgeStepMs;
        bool changes = _isStale || scroll != _drawnScroll || ageStep != _drawnAgeStep;
        if (changes)
        {
            _drawnAgeStep = ageStep;
            Draw(nowMs);
        }

        _nextChangeMs = Earlier((ageStep + 1) * AgeStepMs, NextTextChangeMs(nowMs));
        return changes;
    }

    /// <summary>First line shown of a text that scrolls: it stands, goes down line by line, stands at the end, and begins anew.</summary>
    internal static int ScrollAt(int lines, long elapsedMs)
    {
        int hidden = lines - PageDrawing.TextLines;
        if (hidden <= 0)
        {
            return 0;
        }

        long period = ScrollPeriodMs(hidden);
        long at = elapsedMs % period;
        if (at < ScrollPauseMs)
        {
            return 0;
        }

        long line = 1 + ((at - ScrollPauseMs) / ScrollStepMs);
        return line > hidden ? hidden : (int)line;
    }

    private static long ScrollPeriodMs(int hidden)
    {
        return ScrollPauseMs + ((hidden - 1) * (long)ScrollStepMs) + ScrollPauseMs;
    }

    private static long Earlier(long a, long b)
    {
        return a < b ? a : b;
    }

    private void Wake(long nowMs)
    {
        _isStale |= !IsOn;
        IsOn = true;
        _awakeSinceMs = nowMs;
    }

    private void Go(DisplayPage page, long nowMs)
    {
        Page = page;
        _message = 0;
        _shownMs = nowMs;
        _isStale = true;
    }

    private bool UpdateCountdown(long nowMs)
    {
        int seconds = _button.SecondsLeft(nowMs);
        _nextChangeMs = _button.NextDueMs - ((seconds - 1) * 1000L);
        if (!_isStale && seconds == _drawnSeconds)
        {
            return false;
        }

        _drawnSeconds = seconds;
        _isStale = false;
        Picture.Clear();
        _drawing.Countdown(State.Language, seconds, 100 - (seconds * 100 * 1000 / NodeButton.CountdownMs));
        return true;
    }

    private void Draw(long nowMs)
    {
        _isStale = false;
        Picture.Clear();
        if (_isErased)
        {
            _drawing.Erased(State.Language, _isErasureDone);
            return;
        }

        LayOut();
        int scroll = ScrollAt(_text.Lines, nowMs - _shownMs);
        _drawnScroll = scroll;
        switch (Page)
        {
            case DisplayPage.Alert:
                _drawing.Alert(State, _text, scroll, nowMs);
                break;
            case DisplayPage.Messages:
                _drawing.Message(State, _message, _text, scroll, nowMs);
                break;
            case DisplayPage.Status:
                _drawing.Status(State);
                break;
            default:
                _drawing.Identity(State, _text);
                _text.Set(null, PageDrawing.TextWidth);
                break;
        }

        if (Page == DisplayPage.Alert && !State.HasAlert)
        {
            // The words for "none" are laid out with the same lines; they do not scroll.
            _text.Set(null, PageDrawing.TextWidth);
        }
    }

    private void LayOut()
    {
        // Until its text is decoded a page shows only whose it is.
        char[] text = null;
        int wanted = TextWanted;
        if (wanted != DisplayState.NoText && wanted == State.TextOf)
        {
            text = State.Text ?? DisplayText.Get(DisplayTextKey.Unreadable, State.Language).ToCharArray();
        }

        _text.Set(text, PageDrawing.TextWidth);
    }

    /// <summary>Messages take turns.</summary>
    private void AdvanceMessage(long nowMs)
    {
        if (Page != DisplayPage.Messages)
        {
            return;
        }

        if (_message >= State.MessageCount)
        {
            _message = 0;
            _isStale = true;
        }
        else if (State.MessageCount > 1 && nowMs - _shownMs >= StayMs())
        {
            _message = (_message + 1) % State.MessageCount;
            _shownMs = nowMs;
            _isStale = true;
        }
    }

    private long StayMs()
    {
        int hidden = _text.Lines - PageDrawing.TextLines;
        return hidden <= 0 ? MessageStayMs : ScrollPeriodMs(hidden);
    }

    private long NextTextChangeMs(long nowMs)
    {
        long next = long.MaxValue;
        int hidden = _text.Lines - PageDrawing.TextLines;
        if (hidden > 0)
        {
            long period = ScrollPeriodMs(hidden);
            long at = (nowMs - _shownMs) % period;
            long steps = (at - ScrollPauseMs) / ScrollStepMs;
            next = at < ScrollPauseMs ? nowMs - at + ScrollPauseMs
                : steps < hidden - 1 ? nowMs - at + ScrollPauseMs + ((steps + 1) * ScrollStepMs)
                : nowMs - at + period;
        }

        if (Page == DisplayPage.Messages && State.MessageCount > 1)
        {
            next = Earlier(next, _shownMs + StayMs());
        }

        return next;
    }
}
