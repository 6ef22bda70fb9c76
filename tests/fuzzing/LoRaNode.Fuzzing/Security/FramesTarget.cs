using LoRaNode.Core.Frames;
using LoRaNode.Core.Net;
using LoRaNode.Core.Security;

namespace LoRaNode.Fuzzing.Security;

/// <summary>Frames on the air: decryption first, then, as if the tag had fitted, every payload parser.</summary>
public sealed class FramesTarget : FuzzTarget
{
    private readonly FrameCipher _cipher = new(new DotnetAes());
    private readonly HashSet<string> _genuine = new(StringComparer.Ordinal);
    private readonly byte[] _payload = new byte[FrameHeader.MaxPayload];
    private readonly AlertPayload _alert = new();
    private readonly MessagePayload _message = new();
    private readonly byte[] _head = new byte[AlertPayload.MaxHead];

    /// <summary>Sets a key.</summary>
    public FramesTarget()
    {
        _cipher.SetKey(3, new byte[16]);
    }

    /// <inheritdoc/>
    public override string Name => "frames";

    /// <inheritdoc/>
    public override string Description => "Frames on the air: header, decryption, alert and message payloads.";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds()
    {
        var random = new Random(5);
        var seeds = new List<byte[]>();
        foreach (FrameType type in Enum.GetValues<FrameType>())
        {
            byte[] frame = new byte[FrameHeader.MaxFrame];
            FrameHeader.Write(frame, type, 3, 7, 21, 21, 400);
            var alert = new AlertPayload { Issuer = 2, Sequence = 9, Kind = (AlertKind)((int)type % 3), Distance = (byte)((int)type % 3), Area = (AreaKind)((int)type % 3), Zone = 4, Lifetime = 20, Event = 0x61 };
            int length = alert.Write(_head);
            _head.AsSpan(0, length).CopyTo(frame.AsSpan(FrameHeader.Size));
            random.NextBytes(frame.AsSpan(FrameHeader.Size + length, 90));
            byte[] plain = frame[FrameHeader.Size..(FrameHeader.Size + length + 90)];
            int sealedLength = _cipher.Seal(frame, plain.Length);
            byte[] genuine = frame[..sealedLength];
            _genuine.Add(Authenticated(genuine));
            seeds.Add(genuine);
            seeds.Add(plain);
        }

        return seeds;
    }

    /// <inheritdoc/>
    public override void Run(byte[] input)
    {
        int opened = _cipher.Open(input, input.Length, _payload);
        Promise(opened < 0 || _genuine.Contains(Authenticated(input)), "only frames made with the key open");
        if (_alert.TryRead(input, input.Length))
        {
            int length = _alert.Write(_head);
            Promise(length == _alert.TextOffset && _head.AsSpan(0, length).SequenceEqual(input.AsSpan(0, length)), "an alert has one encoding");
            Promise(_alert.TextLength >= 0 && _alert.TextOffset + _alert.TextLength + AlertPayload.SignatureSize == input.Length, "text and signature fill the payload");
        }

        if (_message.TryRead(input, input.Length))
        {
            Promise(_message.TextLength >= 1 && _message.TryWrite(_head) && _head[0] == input[0], "a message has one encoding");
        }
    }

    // What relays change (bytes 1 to 3) is outside.
    private static string Authenticated(byte[] frame) => Convert.ToHexString(frame.AsSpan(0, 1)) + Convert.ToHexString(frame.AsSpan(4));
}
