namespace LoRaNode.Host.Keys;

/// <summary>Time as the air carries it: minutes or seconds since the start of 2026 UTC.</summary>
public static class NetworkClock
{
    /// <summary>The start of network time.</summary>
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whole minutes from the start; 0 for times before it.</summary>
    public static uint Minutes(DateTimeOffset time) => (uint)Math.Clamp((time - Start).Ticks / TimeSpan.TicksPerMinute, 0, 0xFFFFFF);

    /// <summary>Whole seconds from the start; 0 for times before it.</summary>
    public static uint Seconds(DateTimeOffset time) => (uint)Math.Clamp((time - Start).Ticks / TimeSpan.TicksPerSecond, 0, 60L * 0xFFFFFF);

    /// <summary>The time of a number of minutes.</summary>
    public static DateTimeOffset OfMinutes(uint minutes) => Start.AddMinutes(minutes);

    /// <summary>The time of a number of seconds.</summary>
    public static DateTimeOffset OfSeconds(uint seconds) => Start.AddSeconds(seconds);
}
