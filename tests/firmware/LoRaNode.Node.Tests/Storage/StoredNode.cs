using LoRaNode.Core.Frames;
using LoRaNode.Core.Journal;
using LoRaNode.Node.Log;
using LoRaNode.Node.Storage;

namespace LoRaNode.Node.Tests.Storage;

/// <summary>Everything of a node that stores something, started on a volume as a boot does it.</summary>
internal sealed class StoredNode
{
    public const string Settings = "settings";
    public const string Replay = "replay";

    private readonly StoredNumber _boots;

    public StoredNode(IFileVolume volume, uint nowS)
    {
        Storage = new VolumeStorage(volume);
        _boots = new StoredNumber(Storage, StorageNames.Boots);
        _boots.TryRead(out var boots);
        Boot = boots + 1;
        Log = new NodeLog(Storage, Boot, 0);
        Frames = new FrameArchive(Storage, nowS);
        Counter = new FrameCounter(Storage, StorageNames.Counter);
    }

    public VolumeStorage Storage { get; }

    public uint Boot { get; }

    public NodeLog Log { get; }

    public FrameArchive Frames { get; }

    public FrameCounter Counter { get; }

    public bool StoreBoot() => _boots.Write(Boot);

    /// <summary>A frame whose content follows from its identity, so that a wrong byte shows.</summary>
    public static byte[] FrameOf(FrameType type, ushort origin, uint counter)
    {
        var random = new Random((int)(counter * 8) + (int)type);
        var frame = new byte[FrameHeader.Overhead + 20 + random.Next(FrameHeader.MaxPayload - 20)];
        random.NextBytes(frame);
        FrameHeader.Write(frame, type, 1, 7, origin, origin, counter);
        return frame;
    }
}
