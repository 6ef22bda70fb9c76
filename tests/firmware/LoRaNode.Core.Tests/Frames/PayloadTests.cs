using CsCheck;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Trust;

namespace LoRaNode.Core.Tests.Frames;

public class PayloadTests
{
    [Fact]
    public void Any_bytes_read_as_an_alert_write_back_to_the_same_bytes()
    {
        int read = 0;
        Gen.Byte.Array[60, AlertPayload.MaxSize + 5].Sample(
            bytes =>
            {
                // Make the rare ranges common, so that many of the payloads are alerts.
                bytes[3] %= 0x7D;
                bytes[4] %= 0xC0;
                var alert = new AlertPayload();
                if (!alert.TryRead(bytes, bytes.Length))
                {
                    return true;
                }

                Interlocked.Increment(ref read);
                byte[] own = new byte[AlertPayload.MaxHead];
                int length = alert.Write(own);
                return length == alert.TextOffset
                    && own.AsSpan(0, length).SequenceEqual(bytes.AsSpan(0, length))
                    && alert.TextOffset + alert.TextLength + AlertPayload.SignatureSize == bytes.Length;
            },
            iter: 2000);
        Assert.True(read > 200, $"Only {read} of 2000 payloads were alerts.");
    }

    [Fact]
    public void The_overhead_of_an_alert_is_at_most_96_bytes_and_of_a_message_20()
    {
        var largest = new AlertPayload { Issuer = 255, Sequence = 4095, Kind = AlertKind.Update, Distance = 127, Area = AreaKind.Cell, Cell = (1u << 25) - 1, Lifetime = 63, SentMinutes = 0xFFFFFF, Event = 0xBF };
        int head = largest.Write(new byte[AlertPayload.MaxHead]);
        const int RelayByte = 1;
        Assert.Equal(AlertPayload.MaxHead, head);
        Assert.True(FrameHeader.Overhead + RelayByte + head + AlertPayload.SignatureSize <= 96);
        Assert.Equal(20, FrameHeader.Overhead + RelayByte + MessagePayload.HeadSize);
    }

    [Fact]
    public void Lifetimes_grow_and_are_rounded_up_never_down()
    {
        for (int code = 1; code <= AlertLifetime.MaxCode; code++)
        {
            Assert.True(AlertLifetime.Minutes(code) > AlertLifetime.Minutes(code - 1));
        }

        Assert.Equal(15, AlertLifetime.Minutes(0));
        Assert.Equal(240, AlertLifetime.Minutes(15));
        Assert.Equal(24 * 60, AlertLifetime.Minutes(35));
        Assert.Equal(48 * 60, AlertLifetime.Minutes(47));
        Assert.Equal(AlertLifetime.MaxMinutes, AlertLifetime.Minutes(63));
        Gen.Int[0, AlertLifetime.MaxMinutes].Sample(minutes =>
        {
            int code = AlertLifetime.CodeFor(minutes);
            return AlertLifetime.Minutes(code) >= minutes && (code == 0 || AlertLifetime.Minutes(code - 1) < minutes);
        });
    }

    [Fact]
    public void A_geohash_names_the_cell_that_holds_the_place()
    {
        // The usual examples of the method.
        Assert.Equal("u4pru", Geohash.ToText(Geohash.Of(57.64911, 10.40744)));
        Assert.Equal("ezs42", Geohash.ToText(Geohash.Of(42.605, -5.603)));
        Gen.Select(Gen.Double[-90, 90], Gen.Double[-180, 180]).Sample((latitude, longitude) =>
        {
            uint cell = Geohash.Of(latitude, longitude);
            Geohash.Edges(cell, out double south, out double west, out double north, out double east);
            return Geohash.TryParse(Geohash.ToText(cell), out uint again) && again == cell
                && latitude >= south && latitude <= north && longitude >= west && longitude <= east;
        });
        Assert.False(Geohash.TryParse("txwwa", out _));
        Assert.False(Geohash.TryParse("txww", out _));
        Assert.False(Geohash.TryParse(null, out _));
    }

    [Fact]
    public void Any_bytes_are_trust_statements_or_not_without_an_exception_and_write_back_the_same()
    {
        Gen.Byte.Array[0, 260].Sample(
            bytes =>
            {
                if (bytes.Length > 0)
                {
                    bytes[0] %= 6;
                }

                var certificate = new CertificatePayload();
                var revocation = new RevocationPayload();
                var change = new EpochChangePayload();
                var time = new TimePayload();
                byte[] written = new byte[300];
                bool same = true;
                if (certificate.TryRead(bytes, bytes.Length))
                {
                    byte[] key = bytes[CertificatePayload.KeyOffset..(CertificatePayload.KeyOffset + 32)];
                    int length = certificate.Write(written, key, bytes[CertificatePayload.NameOffset..(CertificatePayload.NameOffset + certificate.NameLength)]);
                    same &= length == bytes.Length - 64 && written.AsSpan(0, length).SequenceEqual(bytes.AsSpan(0, length));
                }

                if (revocation.TryRead(bytes, bytes.Length))
                {
                    same &= revocation.Write(written) == 5 && written.AsSpan(0, 5).SequenceEqual(bytes.AsSpan(0, 5));
                }

                if (change.TryRead(bytes, bytes.Length))
                {
                    same &= change.Write(written) == 10 && written.AsSpan(0, 10).SequenceEqual(bytes.AsSpan(0, 10));
                }

                if (time.TryRead(bytes, bytes.Length))
                {
                    same &= time.Write(written) == 6 && written.AsSpan(0, 6).SequenceEqual(bytes.AsSpan(0, 6));
                }

                return same;
            },
            iter: 5000);
    }

    [Theory]
    [InlineData("Дәрігерлер", true)]
    [InlineData("🏥 Aid", true)]
    [InlineData("line\nbreak", false)]
    [InlineData("\u202Eevil", false)]
    [InlineData("\u0085", false)]
    public void Names_that_would_mislead_are_refused(string name, bool valid)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(name);
        Assert.Equal(valid, DisplayName.IsValid(bytes, 0, bytes.Length));
    }

    [Fact]
    public void A_name_is_valid_exactly_when_the_platform_decodes_it_strictly()
    {
        var strict = new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true);
        Gen.Byte.Array[1, 6].Sample(
            bytes =>
            {
                bool valid = DisplayName.IsValid(bytes, 0, bytes.Length);
                string text;
                try
                {
                    text = strict.GetString(bytes);
                }
                catch (System.Text.DecoderFallbackException)
                {
                    return !valid;
                }

                bool shown = !text.Any(c => char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));
                return valid == shown;
            },
            iter: 20_000);
    }

    [Fact]
    public void Credentials_come_back_and_any_change_is_noticed()
    {
        var credentials = new NodeCredentials { Address = 77, Name = [65, 66], TimeFloorSeconds = 12345 };
        credentials.RootKey[3] = 1;
        credentials.LogKey[5] = 2;
        byte[] blob = new byte[NodeCredentials.MaxSize];
        int length = credentials.Write(blob, [1, 2, 3], 3, [4, 5], 2);
        byte[] exact = blob[..length];
        var read = new NodeCredentials();
        Assert.True(read.TryRead(exact, length));
        Assert.Equal(77, read.Address);
        Assert.Equal([1, 2, 3], exact[read.KeysOffset..(read.KeysOffset + read.KeysLength)]);
        Assert.Equal([4, 5], exact[read.IssuersOffset..(read.IssuersOffset + read.IssuersLength)]);
        for (int i = 0; i < length; i++)
        {
            byte[] changed = (byte[])exact.Clone();
            changed[i] ^= 0x10;
            Assert.False(new NodeCredentials().TryRead(changed, length));
        }
    }
}
