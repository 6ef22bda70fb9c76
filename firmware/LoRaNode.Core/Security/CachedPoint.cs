namespace LoRaNode.Core.Security;

/// <summary>A point prepared for being added often: Y + X, Y - X, 2Z and 2dT.</summary>
internal sealed class CachedPoint
{
    internal readonly int[] Sum = new int[Field25519.Limbs];
    internal readonly int[] Difference = new int[Field25519.Limbs];
    internal readonly int[] TwiceZ = new int[Field25519.Limbs];
    internal readonly int[] TwiceDT = new int[Field25519.Limbs];

    /// <summary>Prepares a point.</summary>
    internal void Set(EdwardsPoint point)
    {
        Field25519.Add(Sum, point.Y, point.X);
        Field25519.Subtract(Difference, point.Y, point.X);
        Field25519.Add(TwiceZ, point.Z, point.Z);
        Field25519.SetD2(TwiceDT);
        Field25519.Multiply(TwiceDT, point.T, TwiceDT);
    }
}
