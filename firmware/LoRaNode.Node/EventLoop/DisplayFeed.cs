using LoRaNode.Core.Frames;
using LoRaNode.Core.Relay;
using LoRaNode.Node.Display;
using LoRaNode.Node.Network;
using LoRaNode.Node.Power;
using LoRaNode.Node.Texts;

namespace LoRaNode.Node.EventLoop;

/// <summary>Fills in what the display tells. Only texts that the node shows get there, and those were verified.</summary>
public sealed class DisplayFeed
{
    // Counts and battery are looked at this often; texts at once.
    private const int RefreshMs = 5_000;

    private readonly NodeApplication _application;
    private readonly NodeScreen _screen;
    private readonly DisplayState _state;
    private readonly byte[] _places = new byte[1 + DisplayState.MaxMessages];
    private uint _texts;
    private int _shown = -1;
    private long _refreshMs;
    private int _decoding = DisplayState.NoText;

    /// <summary>Feeds the display of an application.</summary>
    public DisplayFeed(NodeApplication application, NodeScreen screen, string version)
    {
        _application = application;
        _screen = screen;
        _state = screen.State;
        _state.Version = version;
    }

    /// <summary>Looks for news. True when the state changed; <paramref name="isNewAlert"/> when an alert came up.</summary>
    public bool Update(long nowMs, out bool isNewAlert)
    {
        isNewAlert = false;
        NodeNetwork network = _application.Network;
        int count = network == null ? 0 : network.Board.Count;
        uint added = network == null ? 0 : network.Board.Added;
        bool hasNews = added != _texts || count != _shown;
        if (hasNews)
        {
            isNewAlert = TakeTexts(network, nowMs) && added != _texts;
            _texts = added;
            _shown = count;
        }

        if (!hasNews && nowMs < _refreshMs)
        {
            return false;
        }

        _refreshMs = nowMs + RefreshMs;
        TakeCounts(network, nowMs);
        return true;
    }

    /// <summary>When <see cref="Update"/> has something to do although nothing happens.</summary>
    public long NextDueMs
    {
        get { return _refreshMs; }
    }

    /// <summary>True while the page that is looked at waits for its text: call <see cref="DecodeStep"/>.</summary>
    public bool HasWork
    {
        get
        {
            int wanted = _screen.TextWanted;
            return wanted != DisplayState.NoText && wanted != _state.TextOf;
        }
    }

    /// <summary>Decodes a slice of the text that is looked at, some 15 ms on the board. True when it is there.</summary>
    public bool DecodeStep(long nowMs)
    {
        int wanted = _screen.TextWanted;
        if (_decoding != wanted)
        {
            _decoding = wanted;
            ShownText text = new ShownText();
            if (_application.Network == null || !_application.Network.TryReadText(_places[wanted], text, nowMs))
            {
                return Take(wanted, null);
            }

            _application.Texts.Begin(text);
            return false;
        }

        if (!_application.Texts.Step(out bool isLost))
        {
            return false;
        }

        if (isLost)
        {
            _decoding = DisplayState.NoText;
            return false;
        }

        return Take(wanted, _application.Texts.Take());
    }

    private bool Take(int place, char[] text)
    {
        _decoding = DisplayState.NoText;
        _state.SetText(place, text);
        return true;
    }

    /// <summary>Whose the newest alert and the newest messages are. True when the newest text of all is an alert.</summary>
    private bool TakeTexts(NodeNetwork network, long nowMs)
    {
        _state.HasAlert = false;
        _state.MessageCount = 0;
        _state.ForgetText();
        _decoding = DisplayState.NoText;
        bool isAlertNewest = false;
        ShownText text = new ShownText();
        for (int place = 0; network != null; place++)
        {
            if ((_state.HasAlert && _state.MessageCount == DisplayState.MaxMessages)
                || !network.Board.TryGet(place, out FrameType type, out ushort origin, out _, out uint arrivedS, out _))
            {
                break;
            }

            long arrivedMs = nowMs - (network.AgeSeconds(arrivedS, nowMs) * 1000L);
            if (type != FrameType.Alert)
            {
                if (_state.MessageCount < DisplayState.MaxMessages)
                {
                    int at = _state.MessageCount++;
                    _places[1 + at] = (byte)place;
                    _state.MessageOrigins[at] = origin;
                    _state.MessageAtMs[at] = arrivedMs;
                }
            }
            else if (!_state.HasAlert && network.TryReadText(place, text, nowMs))
            {
                isAlertNewest = place == 0;
                _state.HasAlert = true;
                _places[DisplayState.AlertPlace] = (byte)place;
                _state.AlertIssuer = network.IssuerOf(text);
                _state.AlertAtMs = arrivedMs;
            }
        }

        return isAlertNewest;
    }

    private void TakeCounts(NodeNetwork network, long nowMs)
    {
        _state.Language = _application.Settings.Language;
        _state.BatteryMillivolts = _application.Power.BatteryMillivolts;
        _state.BatteryPercent = _state.BatteryMillivolts == 0 ? 0 : BatteryCurve.Percent(_state.BatteryMillivolts);
        _state.IsCharging = _application.Power.IsCharging;
        _state.Power = _application.PowerState == PowerState.Full ? DisplayTextKey.PowerFull
            : _application.PowerState == PowerState.Saving ? DisplayTextKey.PowerSaving
            : _application.PowerState == PowerState.BeaconOnly ? DisplayTextKey.PowerBeacon
            : DisplayTextKey.PowerSleep;
        _state.Starts = (int)_application.Boots;
        _state.IsProvisioned = _application.Identity != null;
        if (network == null)
        {
            return;
        }

        DutyCycleBudget budget = network.Engine.Budget;
        _state.AirtimeLeftPercent = 100 - (int)(budget.UsedMs(nowMs) * 100L / (budget.LimitMs == 0 ? 1 : budget.LimitMs));
        _state.Neighbours = network.Engine.NeighbourCount;
        _state.KeptFrames = network.Engine.FramesHeld;
        _state.Address = _application.Identity.Address;
        _state.Epoch = network.Trust.Keys.Epoch;
        if (_state.Network.Length == 0)
        {
            _state.Network = System.Text.Encoding.UTF8.GetString(_application.Identity.Name, 0, _application.Identity.Name.Length);
        }
    }
}
