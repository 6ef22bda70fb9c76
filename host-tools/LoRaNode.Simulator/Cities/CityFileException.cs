namespace LoRaNode.Simulator.Cities;

/// <summary>A city or scenario cannot be read.</summary>
/// <param name="path">The file or folder.</param>
/// <param name="line">Line of the file from 1, or 0 when it is not about a line.</param>
/// <param name="reason">What is wrong, as a key for the user's text: <c>folder-missing</c>, <c>folder-empty</c>, <c>unreadable</c>, <c>bad-json</c>, <c>bad-line</c>, <c>bad-event</c>.</param>
public sealed class CityFileException(string path, int line, string reason) : Exception($"{path}:{line}: {reason}")
{
    /// <summary>The file or folder.</summary>
    public string FilePath { get; } = path;

    /// <summary>Line of the file from 1, or 0.</summary>
    public int Line { get; } = line;

    /// <summary>What is wrong, as a key.</summary>
    public string Reason { get; } = reason;
}
