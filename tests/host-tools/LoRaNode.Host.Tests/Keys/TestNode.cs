using LoRaNode.Core.Frames;
using LoRaNode.Core.Net;
using LoRaNode.Core.Primitives;
using LoRaNode.Core.Trust;

namespace LoRaNode.Host.Tests.Keys;

/// <summary>The security side of a node, made from credentials as provisioning does it.</summary>
internal sealed class TestNode
{
    private uint _counter;

    public TestNode(byte[] blob)
    {
        Assert.True(Credentials.TryRead(blob, blob.Length));
        Keys = new NetworkKeys(new DotnetAes(), new DotnetAes(), new DotnetAes());
        Assert.True(Keys.TryLoad(blob[Credentials.KeysOffset..], Credentials.KeysLength));
        Assert.True(Issuers.TryLoad(blob[Credentials.IssuersOffset..], Credentials.IssuersLength));
        Time = new NetworkTime(Credentials.TimeFloorSeconds, 0);
        Verifier = NewVerifier();
    }

    public NodeCredentials Credentials { get; } = new();

    public NetworkKeys Keys { get; private set; }

    public IssuerTable Issuers { get; } = new();

    public NetworkTime Time { get; }

    public AlertIndex Alerts { get; } = new();

    public AlertVerifier Verifier { get; private set; }

    /// <summary>Lets time pass for the keys, as a node without alerts does.</summary>
    public void Tick(uint minutes, long nowMs)
    {
        Keys.Tick(minutes, nowMs);
        if (Keys.IsResealDue(nowMs))
        {
            Keys.OnResealed();
            Keys.Tick(minutes, nowMs);
        }

        if (Keys.HasOldKeysToErase)
        {
            Keys.OnOldKeysErased();
        }
    }

    /// <summary>Judges an item to the end.</summary>
    public TrustVerdict Judge(FrameType type, byte[] payload, long nowMs = 0, ushort origin = 7)
    {
        TrustVerdict verdict = Verifier.Judge(1, type, origin, payload, payload.Length, nowMs);
        while (verdict == TrustVerdict.Pending)
        {
            if (Verifier.Step(50, nowMs))
            {
                verdict = Verifier.ResolvedVerdict;
            }
        }

        return verdict;
    }

    public byte[] SealMessage(string text)
    {
        byte[] frame = new byte[FrameHeader.MaxFrame];
        byte[] payload = System.Text.Encoding.UTF8.GetBytes(text);
        FrameHeader.Write(frame, FrameType.Message, Keys.Epoch, 7, Credentials.Address, Credentials.Address, _counter++);
        payload.CopyTo(frame, FrameHeader.Size);
        int length = Keys.Seal(frame, payload.Length);
        return frame[..length];
    }

    public string? Open(byte[] frame)
    {
        byte[] payload = new byte[FrameHeader.MaxPayload];
        int length = Keys.Open(frame, frame.Length, payload);
        return length < 0 ? null : System.Text.Encoding.UTF8.GetString(payload, 0, length);
    }

    /// <summary>Switches off and on: what is not stored is gone.</summary>
    public void Reboot()
    {
        byte[] keys = new byte[NetworkKeys.MaxStored];
        int length = Keys.Save(keys);
        Keys = new NetworkKeys(new DotnetAes(), new DotnetAes(), new DotnetAes());
        Assert.True(Keys.TryLoad(keys, length));
        Verifier = NewVerifier();
    }

    private AlertVerifier NewVerifier() =>
        new(Credentials.RootKey, new byte[16], Issuers, Keys, Time, Alerts, new RandomSource(1));
}
