namespace LoRaNode.Host.Drawing;

/// <summary>A picture before it is written as SVG or painted as PNG: the same shapes for both.</summary>
/// <param name="Width">Width in units; one unit is one pixel at scale 1.</param>
/// <param name="Height">Height in units.</param>
/// <param name="Title">Short name, for those who do not see the picture.</param>
/// <param name="Description">What is to be seen, for those who do not see the picture.</param>
/// <param name="Shapes">Its shapes, the lowest first.</param>
public sealed record Scene(double Width, double Height, string Title, string Description, IReadOnlyList<Shape> Shapes);
