using LoRaNode.Core.Security;
using LoRaNode.Core.Text;
using LoRaNode.Node.Storage;
using LoRaNode.Radio;

namespace LoRaNode.Node.SelfTest;

/// <summary>The checks of a node, from the simplest part to those that rest on it.</summary>
public static class NodeSelfTest
{
    /// <summary>Makes the checks.</summary>
    /// <param name="aes">A native AES object that holds no key in use: the checks set their own.</param>
    /// <param name="texts">Decodes texts.</param>
    /// <param name="storage">The medium.</param>
    /// <param name="radio">The radio, started.</param>
    public static SelfCheck[] Checks(IAes aes, TextDecoder texts, INodeStorage storage, ILoRaRadio radio)
    {
        return new SelfCheck[]
        {
            new ChecksumCheck(),
            new HashCheck(),
            new EncryptionCheck(aes),
            new FrameCheck(aes),
            new SignatureCheck(false),
            new SignatureCheck(true),
            new TextCheck(texts, TextLanguage.Kazakh),
            new TextCheck(texts, TextLanguage.Russian),
            new TextCheck(texts, TextLanguage.English),
            new JournalCheck(),
            new StorageCheck(storage),
            new RadioCheck(radio),
        };
    }
}
