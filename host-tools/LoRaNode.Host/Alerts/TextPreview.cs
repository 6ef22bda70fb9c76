using System.Globalization;
using LoRaNode.Host.Store;

namespace LoRaNode.Host.Alerts;

/// <summary>What a text will cost on the air, before it is sent.</summary>
/// <param name="Text">The text.</param>
/// <param name="TextBytes">Bytes of it after compression.</param>
/// <param name="Cost">What it costs with everything around it.</param>
/// <param name="Radio">The network's radio settings.</param>
public sealed record TextPreview(string Text, int TextBytes, AirCost Cost, NetworkRadio Radio)
{
    /// <summary>Characters as people count them.</summary>
    public int Characters => new StringInfo(Text).LengthInTextElements;

    /// <summary>Time on air of one transmission in milliseconds.</summary>
    public double Milliseconds => Cost.Microseconds / 1000.0;
}
