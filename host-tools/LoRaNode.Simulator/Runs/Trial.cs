using LoRaNode.Simulator.Cities;

namespace LoRaNode.Simulator.Runs;

/// <summary>Something to measure: a city under some rule, run with several seeds.</summary>
/// <param name="City">The place.</param>
/// <param name="Name">What is tried there, as reports call it.</param>
/// <param name="Run">Runs it with a seed; what it gives depends on nothing else.</param>
public sealed record Trial(CityMap City, string Name, Func<uint, BroadcastResult> Run);
