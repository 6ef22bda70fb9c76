namespace LoRaNode.Host.Crypto;

/// <summary>What came of one file of test vectors.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Algorithm">The algorithm that the file names.</param>
/// <param name="IsUsed">True when the product uses the algorithm; the other files are skipped.</param>
/// <param name="Cases">Cases in the file.</param>
/// <param name="Disagreed">Numbers (tcId) of the cases in which our code and the vector disagree.</param>
public sealed record WycheproofFile(string Name, string Algorithm, bool IsUsed, int Cases, IReadOnlyList<int> Disagreed);
