using LoRaNode.Core.Relay;
using LoRaNode.Node.EventLoop;
using LoRaNode.Node.Power;
using LoRaNode.Simulator.Nodes;
using LoRaNode.Simulator.World;

namespace LoRaNode.Simulator.Power;

/// <summary>
/// Battery, panel and power states of one node. What the node draws comes from the firmware's <see cref="PowerModel"/>, fed with the airtime and the
/// listening of the simulation; what the charge lets it do is decided by the firmware's <see cref="PowerPolicy"/> and <see cref="ListenSchedule"/>.
/// </summary>
public sealed class NodePower
{
    private const long MeasureUs = PowerPolicy.MeasureEveryMs * 1000L;
    private const int FeedMillivolts = 5_000;

    private readonly CityWorld _world;
    private readonly int _node;
    private readonly PowerSupply _supply;
    private readonly PowerPolicy _policy = new();
    private readonly ListenSchedule _schedule;
    private readonly PowerReading _reading = new();
    private long _accountedUs;
    private long _transmittedUs;
    private double _chargeMilliampereHours;
    private bool _isCutOff;
    private readonly double _fastPpm;
    private double _aheadUs;

    /// <summary>Gives a node its battery. It watches the node from the first <see cref="Begin"/>.</summary>
    public NodePower(CityWorld world, int node, PowerSupply supply, Random random)
    {
        _world = world;
        _node = node;
        _supply = supply;
        _schedule = new ListenSchedule(Node.Rhythm);
        double percent = supply.LowestStartPercent + (random.NextDouble() * (supply.HighestStartPercent - supply.LowestStartPercent));
        _chargeMilliampereHours = supply.UsableMilliampereHours * percent / 100;
        LowestPercent = Percent;

        // The rhythm follows the fastest clock: only how much one is ahead of the slowest matters.
        _fastPpm = random.NextDouble() * 2 * supply.ClockDriftPpm;
    }

    /// <summary>False when the node runs on mains and is only measured.</summary>
    public bool HasBattery => _supply.BatteryMilliampereHours > 0;

    /// <summary>What the charge lets the node do.</summary>
    public PowerState State => _policy.State;

    /// <summary>Usable charge left, 0 to 100 %.</summary>
    public double Percent => !HasBattery ? 100 : 100 * _chargeMilliampereHours / _supply.UsableMilliampereHours;

    /// <summary>Lowest charge so far in percent.</summary>
    public double LowestPercent { get; private set; }

    /// <summary>Energy drawn so far in milliwatt-hours, at the cell's nominal voltage.</summary>
    public double DrawnMilliwattHours { get; private set; }

    /// <summary>Energy that came from the panel so far in milliwatt-hours; what a full battery could not take is not counted.</summary>
    public double ChargedMilliwattHours { get; private set; }

    /// <summary>Time so far in each <see cref="PowerState"/>, in microseconds; the last entry is the time with an empty battery.</summary>
    public long[] TimeInStateUs { get; } = new long[(int)PowerState.Sleep + 2];

    /// <summary>True when the node has slept deeply or stood without power.</summary>
    public bool HasDied => TimeInStateUs[(int)PowerState.Sleep] + TimeInStateUs[(int)PowerState.Sleep + 1] > 0;

    /// <summary>True while the node sleeps deeply or stands without power.</summary>
    public bool IsDown => _isCutOff || _policy.State == PowerState.Sleep;

    /// <summary>Starts the account; the node is on.</summary>
    public void Begin(long nowUs)
    {
        _accountedUs = nowUs;
        _transmittedUs = Transmitted;
        _world.At(nowUs + MeasureUs, Step);
    }

    private long Transmitted => _world.AirtimeOfNodes[_node] + _world.BeaconAirtimeOfNodes[_node];

    private RelayNode Node => (RelayNode)_world.Nodes[_node];

    private void Step(long nowUs)
    {
        Account(nowUs);
        if (HasBattery)
        {
            Decide(nowUs);
        }

        long nextUs = nowUs + (_policy.State == PowerState.Sleep ? PowerPolicy.WakeEveryMs * 1000L : MeasureUs);
        long changeMs = _schedule.NextChangeMs(nowUs / 1000);
        nextUs = changeMs > nextUs / 1000 ? nextUs : Math.Max(nowUs + 1000, changeMs * 1000);
        _world.At(nextUs, Step);
    }

    private void Account(long nowUs)
    {
        long spanUs = nowUs - _accountedUs;
        if (spanUs <= 0)
        {
            return;
        }

        bool isOn = _world.IsOn(_node);
        _aheadUs += Node.IsAsleep ? spanUs * _fastPpm / 1e6 : 0;
        if (_aheadUs >= RelayRhythm.UnitMs * 1000.0)
        {
            _aheadUs -= RelayRhythm.UnitMs * 1000.0;
            Node.Rhythm.Reach((Node.Rhythm.Told(nowUs / 1000) + 1L) * RelayRhythm.UnitMs, nowUs / 1000);
        }

        long transmittedUs = Transmitted - _transmittedUs;
        long listeningUs = isOn && !Node.IsAsleep ? Math.Max(0, spanUs - transmittedUs) : 0;
        double milliamperes = _isCutOff ? 0 : Milliamperes(isOn ? _policy.State : PowerState.Sleep, transmittedUs, listeningUs, spanUs);
        double hours = spanUs / 3600e6;
        double charging = _supply.ChargingMilliamperes(nowUs - (spanUs / 2));
        if (HasBattery)
        {
            double before = _chargeMilliampereHours - (milliamperes * hours);
            _chargeMilliampereHours = Math.Clamp(before + (charging * hours), 0, _supply.UsableMilliampereHours);
            ChargedMilliwattHours += Math.Max(0, _chargeMilliampereHours - before) * PowerModel.NominalMillivolts / 1000;
        }

        DrawnMilliwattHours += milliamperes * hours * PowerModel.NominalMillivolts / 1000;
        LowestPercent = Math.Min(LowestPercent, Percent);
        TimeInStateUs[_isCutOff ? (int)PowerState.Sleep + 1 : (int)_policy.State] += spanUs;
        _accountedUs = nowUs;
        _transmittedUs = Transmitted;
        _reading.IsCharging = charging > milliamperes;
        _reading.InputMillivolts = charging > 0 ? FeedMillivolts : 0;
    }

    /// <summary>The model's current when a time like the one measured made up an hour.</summary>
    private double Milliamperes(PowerState state, long transmittedUs, long listeningUs, long spanUs)
    {
        int transmitDbm = _world.City.Radio.PowerDbm;
        var plan = PowerPlan.Of(state, 0, transmitDbm, canLightSleep: true);
        plan.TransmitDbm = transmitDbm;
        plan.TransmitMs = (int)(transmittedUs * PowerPlan.HourMs / spanUs);
        plan.ReceiveMs = (int)(listeningUs * PowerPlan.HourMs / spanUs);
        return PowerModel.AverageMicroamperes(plan, _supply.Board) / 1000.0;
    }

    private void Decide(long nowUs)
    {
        bool wasOff = _policy.State == PowerState.Sleep || _isCutOff;
        if (_chargeMilliampereHours <= 0)
        {
            _isCutOff = true;
            _world.SwitchOff(_node);
            return;
        }

        _isCutOff = false;
        _reading.BatteryMillivolts = Cell.Millivolts(Percent);
        if (_policy.Update(_reading, nowUs / 1000))
        {
            _schedule.Enter(_policy.State, nowUs / 1000);
        }

        if (_policy.State == PowerState.Sleep)
        {
            _world.SwitchOff(_node);
            return;
        }

        if (wasOff)
        {
            _world.SwitchOn(_node);
        }

        if (_schedule.IsOpen(nowUs / 1000))
        {
            Node.Wake();
        }
        else
        {
            Node.Sleep();
        }
    }
}
