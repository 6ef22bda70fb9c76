using System.Text;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Net;
using LoRaNode.Core.Security;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;

namespace LoRaNode.Host.Tests.Trust;

/// <summary>The examples of <c>firmware/PROTOCOL.md</c>, made anew from their inputs: the document and the code cannot drift apart.</summary>
public class ProtocolExamplesTests
{
    private static readonly SigningKey Root = SigningKey.FromSeed(Filled(0x01));
    private static readonly SigningKey Issuer = SigningKey.FromSeed(Filled(0x02));

    [Fact]
    public void Identifier_and_keys() => Assert.Multiple(
        () => Documented(Root.PublicKey),
        () => Documented(Issuer.PublicKey),
        () => Documented(SignatureDomain.Of(SignatureDomain.Alert, Root.PublicKey)));

    [Fact]
    public void Certificate()
    {
        var certificate = new CertificatePayload { Serial = 1, Slot = 3, Scope = 0x0040, ValidFromMinutes = 475_200, ValidDays = 90 };
        byte[] content = new byte[CertificatePayload.MaxSize];
        int length = certificate.Write(content, Issuer.PublicKey, Encoding.UTF8.GetBytes("Aid"));
        Documented([.. content[..length], .. Root.Sign(SignatureDomain.Of(SignatureDomain.Trust, Root.PublicKey), content.AsSpan(0, length))]);
    }

    [Fact]
    public void Alert_and_its_frame()
    {
        var fields = new AlertPayload
        {
            Issuer = 3,
            Sequence = 10,
            Urgency = AlertUrgency.Immediate,
            Severity = AlertSeverity.Severe,
            Certainty = AlertCertainty.Observed,
            Language = ContentLanguage.English,
            Event = 0x61,
            SentMinutes = 475_260,
            Lifetime = (byte)AlertLifetime.CodeFor(360),
            Area = AreaKind.Cell,
            Cell = 0x1AB2C3D,
        };
        byte[] content = new byte[AlertPayload.MaxSize];
        int head = fields.Write(content);
        byte[] text = [0xDE, 0xAD];
        byte[] signed = [.. content[..head], .. text];
        byte[] alert = [.. signed, .. Issuer.Sign(SignatureDomain.Of(SignatureDomain.Alert, Root.PublicKey), signed)];

        var cipher = new FrameCipher(new DotnetAes());
        cipher.SetKey(5, [.. Enumerable.Range(0, 16).Select(i => (byte)i)]);
        byte[] frame = new byte[FrameHeader.MaxFrame];
        FrameHeader.Write(frame, FrameType.Alert, 5, 7, 0x1234, 0x1234, 100);
        alert.CopyTo(frame, FrameHeader.Size + 1);
        byte[] sealedFrame = frame[..cipher.Seal(frame, alert.Length + 1)];
        Assert.Multiple(() => Documented(alert), () => Documented(sealedFrame));
    }

    [Fact]
    public void Revocation_epoch_change_and_time()
    {
        byte[] content = new byte[EpochChangePayload.MaxSize];
        int length = new RevocationPayload { Serial = 2, Slot = 3 }.Write(content);
        byte[] revocation = [.. content[..length], .. Root.Sign(SignatureDomain.Of(SignatureDomain.Trust, Root.PublicKey), content.AsSpan(0, length))];

        byte[] wrapped = new byte[16];
        KeyTree.Wrap(KeyTree.Next(KeyTree.FirstKey(Filled(0x03), 5)), 7, 5, Filled(0x04), 0, wrapped, 0);
        length = new EpochChangePayload { Serial = 7, Epoch = 1, GraceMinutes = 10 }.Write(content);
        byte[] head = [.. content[..length], 5, 0, .. wrapped];
        byte[] change = [.. head, .. Root.Sign(SignatureDomain.Of(SignatureDomain.Trust, Root.PublicKey), head)];

        length = new TimePayload { Slot = 0, Seconds = 28_512_000 }.Write(content);
        byte[] time = [.. content[..length], .. Root.Sign(SignatureDomain.Of(SignatureDomain.Time, Root.PublicKey), content.AsSpan(0, length))];
        Assert.Multiple(() => Documented(revocation), () => Documented(change), () => Documented(time));
    }

    [Fact]
    public void Message_in_its_frame()
    {
        var cipher = new FrameCipher(new DotnetAes());
        cipher.SetKey(5, [.. Enumerable.Range(0, 16).Select(i => (byte)i)]);
        byte[] frame = new byte[FrameHeader.MaxFrame];
        FrameHeader.Write(frame, FrameType.Message, 5, 31, 0x1234, 0x1234, 101);

        // Receipts wanted; English is 2, the member 2.
        byte[] payload = [0x80, 0x82, 0xDE, 0xAD];
        payload.CopyTo(frame, FrameHeader.Size);
        Documented(frame[..cipher.Seal(frame, payload.Length)]);
    }

    [Fact]
    public void Key_tree()
    {
        byte[] first = KeyTree.FirstKey(Filled(0x03), 5);
        byte[] second = KeyTree.Next(first);
        byte[] wrapped = new byte[16];
        KeyTree.Wrap(second, 7, 5, Filled(0x04), 0, wrapped, 0);
        Assert.Multiple(() => Documented(first), () => Documented(second), () => Documented(wrapped));
    }

    [Fact]
    public void Log_record()
    {
        byte[] target = new byte[LogRatchet.SealedSize];
        new LogRatchet([.. Filled(0x05), 0, 0, 0, 0]).Seal([.. Enumerable.Range(0, 24).Select(i => (byte)i)], 0, target, 0);
        Documented(target);
    }

    private static byte[] Filled(byte value)
    {
        byte[] bytes = new byte[32];
        Array.Fill(bytes, value);
        return bytes;
    }

    private static void Documented(byte[] bytes)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LoRaNode.sln")))
        {
            folder = folder.Parent;
        }

        Assert.NotNull(folder);
        string document = File.ReadAllText(Path.Combine(folder.FullName, "firmware", "PROTOCOL.md"));
        string joined = document.Replace("\n", string.Empty, StringComparison.Ordinal);
        string hex = Convert.ToHexStringLower(bytes);
        Assert.True(joined.Contains('`' + hex + '`', StringComparison.Ordinal), "PROTOCOL.md lacks this example:\n" + string.Join('\n', hex.Chunk(128).Select(c => new string(c))));
    }
}
