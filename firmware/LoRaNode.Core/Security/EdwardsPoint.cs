namespace LoRaNode.Core.Security;

/// <summary>
/// A point of edwards25519 in extended coordinates: x = X/Z, y = Y/Z, T = XY/Z (Hisil, Wong, Carter, Dawson 2008,
/// "Twisted Edwards Curves Revisited"). The formulas are complete for this curve: no special cases.
/// </summary>
internal sealed class EdwardsPoint
{
    internal readonly int[] X = new int[Field25519.Limbs];
    internal readonly int[] Y = new int[Field25519.Limbs];
    internal readonly int[] Z = new int[Field25519.Limbs];
    internal readonly int[] T = new int[Field25519.Limbs];

    /// <summary>Sets the neutral element (0, 1).</summary>
    internal void SetNeutral()
    {
        Field25519.Set(X, 0);
        Field25519.Set(Y, 1);
        Field25519.Set(Z, 1);
        Field25519.Set(T, 0);
    }

    /// <summary>Copies another point.</summary>
    internal void Set(EdwardsPoint other)
    {
        Field25519.Copy(X, other.X);
        Field25519.Copy(Y, other.Y);
        Field25519.Copy(Z, other.Z);
        Field25519.Copy(T, other.T);
    }
}
