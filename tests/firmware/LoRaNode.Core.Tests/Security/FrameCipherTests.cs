using CsCheck;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Net;
using LoRaNode.Core.Security;

namespace LoRaNode.Core.Tests.Security;

public class FrameCipherTests
{
    private static readonly byte[] Key = Convert.FromHexString("000102030405060708090a0b0c0d0e0f");

    [Fact]
    public void Any_payload_comes_back_from_its_frame()
    {
        Gen.Select(Gen.Byte.Array[0, FrameHeader.MaxPayload], Gen.UInt, Gen.Int[0, 5]).Sample((payload, counter, type) =>
        {
            FrameCipher cipher = NewCipher();
            byte[] frame = NewFrame((FrameType)type, counter, payload);
            int length = cipher.Seal(frame, payload.Length);
            byte[] opened = new byte[FrameHeader.MaxPayload];
            return length == payload.Length + 18
                && cipher.Open(frame, length, opened) == payload.Length
                && opened.AsSpan(0, payload.Length).SequenceEqual(payload);
        });
    }

    [Theory]
    [InlineData(FrameType.Beacon)]
    [InlineData(FrameType.Message)]
    [InlineData(FrameType.Alert)]
    [InlineData(FrameType.Trust)]
    [InlineData(FrameType.Unicast)]
    [InlineData(FrameType.Receipt)]
    public void A_flipped_bit_is_refused_everywhere_but_in_what_relays_change(FrameType type)
    {
        FrameCipher cipher = NewCipher();
        byte[] frame = NewFrame(type, 77, new byte[33]);
        int length = cipher.Seal(frame, 33);
        byte[] opened = new byte[FrameHeader.MaxPayload];
        for (int bit = 0; bit < length * 8; bit++)
        {
            byte[] changed = (byte[])frame.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            bool relayField = bit / 8 is >= 1 and <= 3;
            Assert.Equal(relayField ? 33 : -1, cipher.Open(changed, length, opened));
        }
    }

    [Fact]
    public void A_frame_takes_two_native_calls_whatever_its_length()
    {
        foreach (int payloadLength in new[] { 0, 1, 16, 100, FrameHeader.MaxPayload })
        {
            using var aes = new CountingAes();
            var cipher = new FrameCipher(aes);
            cipher.SetKey(1, Key);
            byte[] frame = NewFrame(FrameType.Message, 5, new byte[payloadLength]);
            int length = cipher.Seal(frame, payloadLength);
            Assert.Equal(2, aes.Calls);
            cipher.Open(frame, length, new byte[FrameHeader.MaxPayload]);
            Assert.Equal(4, aes.Calls);
        }
    }

    [Fact]
    public void Without_a_key_nothing_is_sealed_or_opened()
    {
        byte[] frame = NewFrame(FrameType.Message, 5, new byte[10]);
        int length = NewCipher().Seal(frame, 10);
        foreach (FrameCipher cipher in new[] { new FrameCipher(new DotnetAes()), ClearedCipher() })
        {
            Assert.Equal(-1, cipher.Seal((byte[])frame.Clone(), 10));
            Assert.Equal(-1, cipher.Open(frame, length, new byte[FrameHeader.MaxPayload]));
        }
    }

    [Fact]
    public void Any_bytes_are_refused_without_an_exception()
    {
        FrameCipher cipher = NewCipher();
        byte[] opened = new byte[FrameHeader.MaxPayload];
        Gen.Byte.Array[0, 300].Sample(bytes => cipher.Open(bytes, bytes.Length, opened) == -1);
    }

    private static FrameCipher NewCipher()
    {
        var cipher = new FrameCipher(new DotnetAes());
        cipher.SetKey(1, Key);
        return cipher;
    }

    private static FrameCipher ClearedCipher()
    {
        FrameCipher cipher = NewCipher();
        cipher.ClearKey();
        return cipher;
    }

    private static byte[] NewFrame(FrameType type, uint counter, byte[] payload)
    {
        byte[] frame = new byte[FrameHeader.MaxFrame];
        FrameHeader.Write(frame, type, 1, 7, 3, 3, counter);
        payload.CopyTo(frame, FrameHeader.Size);
        return frame;
    }

    private sealed class CountingAes : IAes, IDisposable
    {
        private readonly DotnetAes _aes = new();

        public int Calls { get; private set; }

        public void Dispose() => _aes.Dispose();

        public void SetKey(byte[] key) => _aes.SetKey(key);

        public byte[] EncryptEcb(byte[] blocks)
        {
            Calls++;
            return _aes.EncryptEcb(blocks);
        }

        public byte[] EncryptCbc(byte[] blocks)
        {
            Calls++;
            return _aes.EncryptCbc(blocks);
        }
    }
}
