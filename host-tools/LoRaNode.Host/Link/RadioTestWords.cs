using System.Globalization;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Link;

/// <summary>The result of a radio test in words.</summary>
public static class RadioTestWords
{
    /// <summary>Key of the sentence that says what it came to; its one value is <see cref="Best"/>.</summary>
    public static string KeyOf(RadioTestResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return $"node.radiotest.{result.Outcome}";
    }

    /// <summary>The neighbour that is heard best, with its signal; null when none is.</summary>
    public static TextArgument? Best(RadioTestResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Neighbours.OrderByDescending(n => n.HearsUs).FirstOrDefault() is { } best
            ? new TextArgument("node.radiotest.neighbour", best.Name, best.SnrDb.ToString("0.#", CultureInfo.InvariantCulture))
            : null;
    }
}
