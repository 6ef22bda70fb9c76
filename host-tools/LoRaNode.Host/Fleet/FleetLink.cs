namespace LoRaNode.Host.Fleet;

/// <summary>A link between two nodes, as their logs tell.</summary>
/// <param name="From">The lower index of the two nodes.</param>
/// <param name="To">The higher one.</param>
/// <param name="SnrDb">Mean signal-to-noise ratio of those ways that were noted, in decibels.</param>
/// <param name="Quality">The better of the qualities noted, 0 (weak) to 3 (close).</param>
/// <param name="FromHearsDb">How the first hears the second, in decibels; null when it did not note it.</param>
/// <param name="ToHearsDb">How the second hears the first.</param>
/// <param name="IsOneWay">True when one end notes the other but is not noted by it, though that one had room for it.</param>
/// <param name="IsUsable">True for a link that the network can count on: both ways of good quality, or the best that one of its ends has.</param>
/// <param name="IsBridge">True when nothing else joins the nodes on its two sides.</param>
public sealed record FleetLink(int From, int To, double SnrDb, int Quality, double? FromHearsDb, double? ToHearsDb, bool IsOneWay, bool IsUsable, bool IsBridge);
