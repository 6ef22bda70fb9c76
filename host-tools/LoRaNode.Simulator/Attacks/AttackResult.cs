namespace LoRaNode.Simulator.Attacks;

/// <summary>What came of one attack.</summary>
/// <param name="Name">Name of the attack, as programs read it.</param>
/// <param name="Passed">True when the network held.</param>
/// <param name="Figures">What was counted, by name.</param>
public sealed record AttackResult(string Name, bool Passed, IReadOnlyDictionary<string, double> Figures);
