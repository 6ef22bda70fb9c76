using LoRaNode.Node.Power;

namespace LoRaNode.Simulator.Power;

/// <summary>What feeds each node of a city.</summary>
public sealed record PowerSupply
{
    // From the panel's rating to the battery: heat, dust, a fixed angle, a charger that runs off the best point.
    private const double PanelEfficiency = 0.6;

    /// <summary>Rated charge of the battery in milliampere-hours; 0 for mains.</summary>
    public int BatteryMilliampereHours { get; init; }

    /// <summary>Charge at the start in percent of what is usable: <see cref="LowestStartPercent"/> to this, by chance for each node.</summary>
    public double HighestStartPercent { get; init; } = 100;

    /// <summary>Lowest charge at the start in percent.</summary>
    public double LowestStartPercent { get; init; } = 60;

    /// <summary>Rating of the solar panel in milliwatts; 0 for none.</summary>
    public int PanelMilliwatts { get; init; }

    /// <summary>The sun over the panels.</summary>
    public SolarSky Sky { get; init; } = new(43.2, 80, 8, 1);

    /// <summary>What the board draws beside processor, radio and display.</summary>
    public BoardPower Board { get; init; } = new() { OverheadMicroamperes = BoardPower.AssumedOverheadMicroamperes };

    /// <summary>
    /// How much too fast or too slow a node's clock runs at most while its processor sleeps, in millionths, by chance for each: some hundred with the
    /// ESP32's RC oscillator, which is measured against the crystal at a start and then drifts with the temperature.
    /// </summary>
    public int ClockDriftPpm { get; init; } = 300;

    /// <summary>Usable charge of a full battery in milliampere-hours.</summary>
    public double UsableMilliampereHours => BatteryMilliampereHours * PowerModel.UsablePercent / 100.0;

    /// <summary>Current that the panel puts into the battery, in milliamperes.</summary>
    public double ChargingMilliamperes(long atUs) => PanelMilliwatts * Sky.Share(atUs) * PanelEfficiency / (PowerModel.NominalMillivolts / 1000.0);
}
