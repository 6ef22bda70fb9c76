using LoRaNode.Core.Relay;

namespace LoRaNode.Node.Power;

/// <summary>How a node spends an hour: input of <see cref="PowerModel"/>. All times are milliseconds in an hour.</summary>
public sealed class PowerPlan
{
    /// <summary>Milliseconds of an hour.</summary>
    public const int HourMs = 3_600_000;

    /// <summary>Period of listening in <see cref="PowerState.Saving"/>.</summary>
    public const int SavingPeriodMs = RelayRhythm.PeriodMs;

    /// <summary>
    /// Time of each such period that the node listens, together with its neighbours (<see cref="RelayRhythm"/>). What came meanwhile they tell
    /// when the window opens, and it asks for what it lacks. Nobody has to send a longer preamble for it.
    /// </summary>
    public const int SavingListenMs = 10_000;

    /// <summary>Between two beacons in <see cref="PowerState.BeaconOnly"/>.</summary>
    public const int BeaconPeriodMs = RelayRhythm.MarkMs;

    /// <summary>Listening behind each of these beacons, for what the neighbours know to be missing here.</summary>
    public const int BeaconListenMs = 10_000;

    /// <summary>Time on air that the node sends.</summary>
    public int TransmitMs;

    /// <summary>Transmitter power in dBm, 2 to 20.</summary>
    public int TransmitDbm = 17;

    /// <summary>Time in receive mode, transmissions not counted.</summary>
    public int ReceiveMs;

    /// <summary>Time that the interpreter runs.</summary>
    public int ProcessorAwakeMs;

    /// <summary>True when the processor sleeps deeply for the rest; false for light sleep, from which the radio's pin wakes it.</summary>
    public bool SleepsDeeply;

    /// <summary>Time that the display is lit.</summary>
    public int DisplayMs;

    /// <summary>
    /// The plan of a state.
    /// <list type="bullet">
    /// <item>Full: receives whenever it does not send; awake for 10 minutes of an hour (verification, text, relaying, link).</item>
    /// <item>Saving: listens for 10 s of every minute and sends half as much.</item>
    /// <item>BeaconOnly: a beacon every 10 minutes and 10 s of listening behind it; sends a tenth of the usual time.</item>
    /// <item>Sleep: wakes every 15 minutes for 2 s to measure.</item>
    /// </list>
    /// </summary>
    /// <param name="state">The state.</param>
    /// <param name="dutyPerMille">Share of the time that the node sends in full operation, in thousandths.</param>
    /// <param name="transmitDbm">Transmitter power in dBm.</param>
    /// <param name="canLightSleep">False when the processor stays awake all the time, as the runtime does while a debugger or the link holds it.</param>
    public static PowerPlan Of(PowerState state, int dutyPerMille, int transmitDbm, bool canLightSleep)
    {
        int fullTransmitMs = HourMs / 1000 * dutyPerMille;
        var plan = new PowerPlan { TransmitDbm = transmitDbm };
        switch (state)
        {
            case PowerState.Full:
                plan.TransmitMs = fullTransmitMs;
                plan.ReceiveMs = HourMs - fullTransmitMs;
                plan.ProcessorAwakeMs = canLightSleep ? 600_000 : HourMs;
                plan.DisplayMs = 60_000;
                break;
            case PowerState.Saving:
                plan.TransmitMs = fullTransmitMs / 2;
                plan.ReceiveMs = HourMs / SavingPeriodMs * SavingListenMs / 1000 * (1000 - (dutyPerMille / 2));
                plan.ProcessorAwakeMs = canLightSleep ? 200_000 : HourMs;
                break;
            case PowerState.BeaconOnly:
                plan.TransmitMs = fullTransmitMs / 10;
                plan.ReceiveMs = HourMs / BeaconPeriodMs * BeaconListenMs;
                plan.ProcessorAwakeMs = canLightSleep ? 90_000 : HourMs;
                break;
            default:
                plan.TransmitDbm = 0;
                plan.ProcessorAwakeMs = 8_000;
                plan.SleepsDeeply = true;
                break;
        }

        return plan;
    }
}
