using LoRaNode.Core.Frames;
using LoRaNode.Core.Net;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using LoRaNode.Simulator.City;

namespace LoRaNode.Simulator.Attacks;

/// <summary>An attacker who took a node apart: has its network key and makes any frame with it.</summary>
internal sealed class StolenNode : IDisposable
{
    private readonly DotnetAes[] _aes = [new(), new(), new()];
    private readonly NetworkKeys _keys;
    private readonly SigningKey _ownKey = SigningKey.Create();
    private uint _counter = 1_000_000;

    public StolenNode(CityCommunity community)
    {
        (Address, byte[] blob) = community.AddNode("Stolen");
        var credentials = new NodeCredentials();
        credentials.TryRead(blob, blob.Length);
        _keys = new NetworkKeys(_aes[0], _aes[1], _aes[2]);
        _keys.TryLoad(blob[credentials.KeysOffset..], credentials.KeysLength);
        RootKey = community.RootPublicKey;
    }

    public ushort Address { get; }

    public byte[] RootKey { get; }

    /// <summary>A frame with a valid tag, in the name of any node.</summary>
    public byte[] Frame(FrameType type, ushort origin, byte[] item, int hopsLeft = FrameHeader.MaxHops)
    {
        byte[] frame = new byte[FrameHeader.MaxFrame];
        FrameHeader.Write(frame, type, _keys.Epoch, hopsLeft, origin, origin, ++_counter);

        // The relay's byte: no receipts, one fragment.
        item.CopyTo(frame, FrameHeader.Size + 1);
        return frame[.._keys.Seal(frame, item.Length + 1)];
    }

    /// <summary>A genuine alert with another text, signed with a key of the attacker's own.</summary>
    public byte[] Forge(byte[] genuine, byte[] text)
    {
        var alert = new AlertPayload();
        alert.TryRead(genuine, genuine.Length);
        byte[] content = [.. genuine.AsSpan(0, alert.TextOffset), .. text];
        return [.. content, .. _ownKey.Sign(SignatureDomain.Of(SignatureDomain.Alert, RootKey), content)];
    }

    public void Dispose()
    {
        _ownKey.Dispose();
        foreach (DotnetAes aes in _aes)
        {
            aes.Dispose();
        }
    }
}
