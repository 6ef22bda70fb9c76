namespace LoRaNode.Node.Power;

/// <summary>
/// Decides by the charge what the node does, so that it lasts through clouded days and never dies in the middle of a write.
/// <code>
///            50 %            25 %              10 %
///   Full ───────────▶ Saving ─────▶ BeaconOnly ─────▶ Sleep
///     ◀───────────────     ◀─────────      ◀───────────
///            60 %            35 %              25 %
/// </code>
/// Down: at once, when the smoothed voltage says so; to Sleep also when three measurements in a row are below 3.2 V, whatever the mean.
/// Up: when the higher threshold holds for ten minutes, since a cell rises by tens of millivolts as soon as the sun or the transmitter
/// changes. While a panel or a cable feeds the battery, all thresholds are ten points lower: what is spent comes in again. A board without a battery, or one that nothing measures, runs in full. The time is passed in.
/// </summary>
public sealed class PowerPolicy
{
    /// <summary>Measure this often in every state but Sleep.</summary>
    public const int MeasureEveryMs = 30_000;

    /// <summary>Wake this often in Sleep to measure.</summary>
    public const int WakeEveryMs = 15 * 60_000;

    /// <summary>How long a higher charge must hold before the node does more.</summary>
    public const int RiseMs = 10 * 60_000;

    /// <summary>Below this, three times in a row, the node sleeps at once.</summary>
    public const int CriticalMillivolts = 3200;

    /// <summary>
    /// Below this nothing is written to the flash: the 3.3 V supply may break down during the erase of a sector. (Drop-out of the regulators, 0.1 to
    /// 0.3 V, above the 2.7 V that the flash needs: W25Q32JV data sheet, operating conditions.)
    /// </summary>
    public const int WriteMillivolts = 3050;

    /// <summary>Below this the transmitter is limited to <see cref="LowPowerDbm"/>: 120 mA bursts would pull a weak cell below the regulator's need.</summary>
    public const int FullTransmitMillivolts = 3400;

    /// <summary>Transmitter power at a weak battery, in dBm.</summary>
    public const int LowPowerDbm = 14;

    /// <summary>An input of at least this feeds the battery: a charger needs some tenths of a volt above 4.2 V.</summary>
    public const int FeedingMillivolts = 4500;

    private const int FedPoints = 10;
    private const int CriticalCount = 3;

    /// <summary>Below this charge the node leaves a state downwards: by state.</summary>
    private static readonly byte[] FallPercent = new byte[] { 50, 25, 10, 0 };

    /// <summary>From this charge on it leaves a state upwards: by state.</summary>
    private static readonly byte[] RisePercent = new byte[] { byte.MaxValue, 60, 35, 25 };

    private int _smoothedSixteenths;
    private int _lastMillivolts;
    private int _critical;
    private long _risesSinceMs = -1;
    private bool _hasBattery;

    /// <summary>What the node may do.</summary>
    public PowerState State { get; private set; }

    /// <summary>Smoothed battery voltage in millivolts; 0 without a battery.</summary>
    public int BatteryMillivolts
    {
        get { return _hasBattery ? _smoothedSixteenths >> 4 : 0; }
    }

    /// <summary>Charge by the smoothed voltage, 0 to 100 %; 100 without a battery.</summary>
    public int Percent
    {
        get { return _hasBattery ? BatteryCurve.Percent(BatteryMillivolts) : 100; }
    }

    /// <summary>False when the battery is so low that a write to the flash may be cut.</summary>
    public bool MayWrite
    {
        get { return !_hasBattery || _lastMillivolts >= WriteMillivolts; }
    }

    /// <summary>Transmitter power that the battery carries, at most <paramref name="wantedDbm"/>.</summary>
    public int LimitPowerDbm(int wantedDbm)
    {
        bool isWeak = _hasBattery && BatteryMillivolts < FullTransmitMillivolts;
        return isWeak && wantedDbm > LowPowerDbm ? LowPowerDbm : wantedDbm;
    }

    /// <summary>Takes a measurement. True when the state changed.</summary>
    public bool Update(PowerReading reading, long nowMs)
    {
        PowerState before = State;
        if (reading.BatteryMillivolts <= 0)
        {
            _hasBattery = false;
            State = PowerState.Full;
            return State != before;
        }

        Smooth(reading.BatteryMillivolts);
        int percent = Percent;
        if (reading.BatteryMillivolts < CriticalMillivolts)
        {
            _critical++;
            if (_critical >= CriticalCount)
            {
                State = PowerState.Sleep;
                _risesSinceMs = -1;
                return State != before;
            }
        }
        else
        {
            _critical = 0;
        }

        bool isFed = reading.IsCharging || reading.InputMillivolts >= FeedingMillivolts;
        percent = isFed ? percent + FedPoints : percent;
        while (percent < FallPercent[(int)State])
        {
            State = State + 1;
            _risesSinceMs = -1;
        }

        Rise(percent, nowMs);
        return State != before;
    }

    private void Rise(int percent, long nowMs)
    {
        if (percent < RisePercent[(int)State])
        {
            _risesSinceMs = -1;
        }
        else if (_risesSinceMs < 0)
        {
            _risesSinceMs = nowMs;
        }
        else if (nowMs - _risesSinceMs >= RiseMs)
        {
            // One state at a time: the next one has its own ten minutes.
            State = State - 1;
            _risesSinceMs = percent >= RisePercent[(int)State] ? nowMs : -1;
        }
    }

    private void Smooth(int millivolts)
    {
        _lastMillivolts = millivolts;
        if (!_hasBattery)
        {
            _hasBattery = true;
            _smoothedSixteenths = millivolts << 4;
            return;
        }

        // Mean over about four measurements.
        _smoothedSixteenths += ((millivolts << 4) - _smoothedSixteenths) / 4;
    }
}
