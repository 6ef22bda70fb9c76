using System.Globalization;

namespace LoRaNode.Cli;

/// <summary>How long a node has been running, as people read it: days only when there are any, and no more digits than the node counts.</summary>
internal static class Uptime
{
    /// <summary>Such as <c>02:03:04.096</c> or <c>5.02:03:04.096</c>.</summary>
    internal static string Text(long milliseconds)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds);
        return time.ToString(time.Days > 0 ? @"d\.hh\:mm\:ss\.fff" : @"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture);
    }
}
