using LoRaNode.Core.Frames;
using LoRaNode.Core.Relay;
using LoRaNode.Core.Trust;
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
    private readonly DisplayState _state;
    private readonly AlertPayload _alert = new AlertPayload();
    private readonly byte[] _issuer = new byte[CertificatePayload.MaxName];
    private uint _texts;
    private int _shown = -1;
    private long _refreshMs;

    /// <summary>Feeds the display of an application.</summary>
    public DisplayFeed(NodeApplication application, DisplayState state, string version)
    {
        _application = application;
        _state = state;
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
            isNewAlert = TakeTexts(network) && added != _texts;
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

    /// <summary>The newest alert and the newest messages. True when the newest text of all is an alert.</summary>
    private bool TakeTexts(NodeNetwork network)
    {
        _state.AlertText = null;
        _state.MessageCount = 0;
        for (int place = 0; network != null && place < network.Board.Count; place++)
        {
            ShownText text = network.Board.At(place);
            if (text.Type == FrameType.Alert)
            {
                if (_state.AlertText == null)
                {
                    _state.AlertText = _application.Texts.Read(text);
                    _state.AlertIssuer = IssuerOf(text, network);
                    _state.AlertAtMs = text.ShownAtMs;
                }
            }
            else if (_state.MessageCount < DisplayState.MaxMessages)
            {
                int at = _state.MessageCount++;
                _state.MessageTexts[at] = _application.Texts.Read(text);
                _state.MessageOrigins[at] = text.Origin;
                _state.MessageAtMs[at] = text.ShownAtMs;
            }
        }

        return network != null && network.Board.Count > 0 && network.Board.At(0).Type == FrameType.Alert;
    }

    private string IssuerOf(ShownText text, NodeNetwork network)
    {
        IssuerTable issuers = network.Trust.Issuers;
        if (!_alert.TryRead(text.Payload, text.Payload.Length))
        {
            return string.Empty;
        }

        int index = issuers.Find(_alert.Issuer);
        int length = index < 0 ? 0 : issuers.CopyName(index, _issuer, 0);
        return System.Text.Encoding.UTF8.GetString(_issuer, 0, length);
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
