using LoRaNode.Core.Security;

namespace LoRaNode.Node.SelfTest;

/// <summary>SHA-512 of "abc" (FIPS 180-4, example of NIST) and of a message that ends in the middle of its second block.</summary>
public sealed class HashCheck : SelfCheck
{
    /// <inheritdoc/>
    public override string Name
    {
        get { return "sha-512 known answers"; }
    }

    /// <inheritdoc/>
    public override bool Passes()
    {
        byte[] digest = new byte[Sha512.Size];
        Sha512 hash = new Sha512();
        byte[] abc = Hex.Bytes("616263");
        hash.Update(abc, 0, abc.Length);
        hash.Finish(digest, 0);
        if (!Hex.Begins(digest, 0, "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"))
        {
            return false;
        }

        // The example of NIST with 896 bits: "abcdefghbcdefghi…nopqrstu".
        byte[] run = new byte[112];
        for (int i = 0; i < run.Length; i++)
        {
            run[i] = (byte)('a' + (i / 8) + (i % 8));
        }

        hash.Update(run, 0, 50);
        hash.Update(run, 50, run.Length - 50);
        hash.Finish(digest, 0);
        return Hex.Begins(digest, 0, "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909");
    }
}
