using LoRaNode.Core.Security;

namespace LoRaNode.Node.SelfTest;

/// <summary>The checks of a node, from the simplest part to those that rest on it.</summary>
public static class NodeSelfTest
{
    /// <summary>Makes a run of all checks.</summary>
    /// <param name="aes">A native AES object that holds no key in use: the checks set their own.</param>
    /// <param name="board">Where the run takes place.</param>
    public static SelfTestRun Create(IAes aes, ISelfTestBoard board)
    {
        return new SelfTestRun(
            new SelfCheck[]
            {
                new ChecksumCheck(),
                new HashCheck(),
                new EncryptionCheck(aes),
                new FrameCheck(aes),
                new SignatureCheck(),
            },
            board);
    }
}
