namespace LoRaNode.Core.Frames;

/// <summary>How an alert names the place it is for. Value 3 is not used.</summary>
public enum AreaKind : byte
{
    /// <summary>The whole community.</summary>
    Everywhere = 0,

    /// <summary>A zone by its number, 1 to 255; the community names its zones.</summary>
    Zone = 1,

    /// <summary>A geohash of five characters: about 4.9 by 4.9 km.</summary>
    Cell = 2,
}
