using LoRaNode.Node.Power;

namespace LoRaNode.Simulator.Fleet;

/// <summary>
/// The battery and panel of one board: charge in, charge out, and the voltage that the board would measure. A lithium-ion cell on the curve that
/// the node itself reads its charge from, with an inner resistance.
/// </summary>
internal sealed class RehearsalBattery
{
    // A node that listens: processor and receiver (see PowerModel), with a little for sending.
    private const double LoadMilliamperes = (PowerModel.ProcessorAwakeMicroamperes + PowerModel.ReceiveMicroamperes) / 1000.0 * 1.05;

    // Of two cells in parallel with their holder and wires.
    private const double ResistanceOhms = 0.12;

    private const double DawnHour = 6.5;
    private const double DuskHour = 18.5;
    private const int LowestMillivolts = 2_900;
    private const int HighestMillivolts = 4_200;

    private readonly double _capacity;
    private readonly double _panelMilliamperes;
    private readonly double _panelLossPerDay;
    private double _charge;
    private double _current;

    /// <summary>Takes a battery at a charge of its own.</summary>
    /// <param name="capacityMilliampereHours">What it holds when full.</param>
    /// <param name="panelMilliamperes">What the panel gives at noon on a clear day; 0 for none.</param>
    /// <param name="panelLossPerDay">Part of the panel's yield that is lost each day: dust, snow, a corroded plug.</param>
    /// <param name="charge">0 to 1.</param>
    internal RehearsalBattery(double capacityMilliampereHours, double panelMilliamperes, double panelLossPerDay, double charge)
    {
        (_capacity, _panelMilliamperes, _panelLossPerDay, _charge) = (capacityMilliampereHours, panelMilliamperes, panelLossPerDay, charge);
    }

    /// <summary>Lets time pass.</summary>
    /// <param name="hours">So many hours.</param>
    /// <param name="hourOfDay">At this time of the day.</param>
    /// <param name="day">Number of the day.</param>
    /// <param name="sky">Part of the sun that the clouds let through that day.</param>
    /// <param name="isAwake">False while the node sleeps because it is empty.</param>
    internal void Pass(double hours, double hourOfDay, int day, double sky, bool isAwake)
    {
        double height = Math.Sin((hourOfDay - DawnHour) / (DuskHour - DawnHour) * Math.PI);
        double panel = hourOfDay is > DawnHour and < DuskHour ? _panelMilliamperes * height * sky * Math.Pow(1 - _panelLossPerDay, day) : 0;
        PanelMillivolts = panel > 20 ? 5_000 + (int)(600 * height) : 0;
        _current = panel - (isAwake ? LoadMilliamperes : PowerModel.DeepSleepMicroamperes / 1000.0);

        // Near the end a charger holds the voltage and takes what the cell will.
        _current = _charge > 0.97 ? Math.Min(_current, 5) : _current;
        _charge = Math.Clamp(_charge + (_current * hours / _capacity), 0, 1);
    }

    /// <summary>Voltage of the panel.</summary>
    internal int PanelMillivolts { get; private set; }

    /// <summary>True while current flows into the cell.</summary>
    internal bool IsCharging => _current > 0;

    /// <summary>Voltage of the cell under its present load.</summary>
    internal int Millivolts => Math.Clamp((int)(OpenMillivolts(_charge * 100) + (_current * ResistanceOhms)), LowestMillivolts, HighestMillivolts);

    /// <summary>The lowest voltage that reads as this charge, and as much more as its fraction of a percent is.</summary>
    private static double OpenMillivolts(double percent)
    {
        int low = LowestOf((int)percent);
        return low + ((LowestOf((int)percent + 1) - low) * (percent - Math.Floor(percent)));
    }

    private static int LowestOf(int percent)
    {
        int low = LowestMillivolts;
        int high = HighestMillivolts;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = BatteryCurve.Percent(middle) >= percent ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
