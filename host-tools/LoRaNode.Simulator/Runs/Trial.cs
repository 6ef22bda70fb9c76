using LoRaNode.Simulator.Cities;

namespace LoRaNode.Simulator.Runs;

/// <summary>Something to measure: a city under some rule, run with several seeds.</summary>
/// <typeparam name="TResult">What a run gives.</typeparam>
/// <param name="City">The place.</param>
/// <param name="Name">What is tried there, as reports call it.</param>
/// <param name="Run">Runs it with a seed; what it gives depends on nothing else.</param>
public sealed record Trial<TResult>(CityMap City, string Name, Func<uint, TResult> Run);
