using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.Simulator.Power;

/// <summary>
/// How strongly the sun shines on a level panel: the height of the sun by place, day and hour, and the clouds of each day by chance. The declination
/// is Cooper's ("The absorption of radiation in solar stills", Solar Energy 12, 1969); a clear sky's beam and sky light together are
/// taken as 1,000 W/m² times the sine of the sun's height. All boxes of a city have the same weather.
/// </summary>
/// <param name="LatitudeDegrees">North positive, −90 to 90.</param>
/// <param name="DayOfYear">Day on which the simulation begins, 1 to 365.</param>
/// <param name="StartHour">Local solar time at which it begins, 0 to 24.</param>
/// <param name="Seed">Seed of the clouds.</param>
public sealed record SolarSky(double LatitudeDegrees, int DayOfYear, double StartHour, uint Seed)
{
    private const double DayUs = 24 * 3600e6;

    // A day under thick cloud still gives a sixth of a clear one.
    private const double LeastClearness = 0.15;

    /// <summary>Share of what the panel is rated for (1,000 W/m²), 0 to 1.</summary>
    /// <param name="atUs">Time since the start of the simulation.</param>
    public double Share(long atUs)
    {
        double days = (StartHour / 24) + (atUs / DayUs);
        int day = (int)Math.Floor(days);
        double declination = Radians(23.45) * Math.Sin(2 * Math.PI * (284 + DayOfYear + day) / 365);
        double hourAngle = ((days - day) * 2 * Math.PI) - Math.PI;
        double latitude = Radians(LatitudeDegrees);
        double height = (Math.Sin(latitude) * Math.Sin(declination)) + (Math.Cos(latitude) * Math.Cos(declination) * Math.Cos(hourAngle));
        return Math.Max(0, height) * Clearness(day);
    }

    /// <summary>Share of a clear day's light that a day has, 0.15 to 1.</summary>
    public double Clearness(int day) => LeastClearness + ((1 - LeastClearness) * LinkDraw.Uniform(Seed, day, 0, 40));

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
