using LoRaNode.Node.EventLoop;
using LoRaNode.Node.Power;
using LoRaNode.Simulator.Boards;

namespace LoRaNode.Simulator.Fleet;

/// <summary>A board of a rehearsed fleet with its battery, run by the policy that a board runs by.</summary>
internal sealed class RehearsalNode(VirtualBoard board, RehearsalBattery battery)
{
    private PowerPolicy _policy = new();

    internal VirtualBoard Board => board;

    /// <summary>False while it is too empty to run.</summary>
    internal bool IsAwake { get; private set; } = true;

    /// <summary>Lets time pass for the battery, measures it, and does what the policy says.</summary>
    internal void Measure(double hours, double hourOfDay, int day, double sky, long nowMs)
    {
        battery.Pass(hours, hourOfDay, day, sky, IsAwake);
        PowerReading reading = board.Application.Power;
        reading.BatteryMillivolts = battery.Millivolts;
        reading.InputMillivolts = battery.PanelMillivolts;
        reading.IsCharging = battery.IsCharging;
        if (!_policy.Update(reading, nowMs) && IsAwake)
        {
            board.Application.OnMeasured();
            return;
        }

        if (IsAwake)
        {
            board.Application.OnMeasured();
            board.Application.OnPower(_policy.State, nowMs);
            if (_policy.State == PowerState.Sleep)
            {
                IsAwake = false;
                board.PowerOff();
            }
        }
        else if (_policy.State != PowerState.Sleep)
        {
            IsAwake = true;
            board.PowerOn(RestartReason.BatteryEmpty, LoopStage.Power);
        }
    }

    /// <summary>The power fails for a moment.</summary>
    internal void LosePower()
    {
        if (IsAwake)
        {
            _policy = new PowerPolicy();
            board.PowerOn();
        }
    }
}
