namespace LoRaNode.TextTraining;

/// <summary>A text to learn from. A weight of 2 counts it as if it were there twice; 4 is the unit (weights are integers so that sums are exact).</summary>
/// <param name="Text">One message or sentence.</param>
/// <param name="Weight">In quarters.</param>
public readonly record struct TrainingLine(string Text, int Weight)
{
    /// <summary>The weight of a text that counts once.</summary>
    public const int Once = 4;
}
