using LoRaNode.Core.Primitives;
using LoRaNode.Core.Security;
using LoRaNode.Host.Keys;
using LoRaNode.Node.Log;
using LoRaNode.Node.Storage;
using LoRaNode.Simulator.Flash;

namespace LoRaNode.Node.Tests.Security;

public class SealedLogTests
{
    private static readonly byte[] FirstKey = Enumerable.Repeat((byte)0x42, 32).ToArray();

    [Fact]
    public void A_log_over_several_boots_opens_with_the_first_key_and_its_medium_shows_no_record()
    {
        var volume = new MemoryVolume();
        var storage = new VolumeStorage(volume);
        Assert.True(storage.Write(StorageNames.LogKey, FirstKey, FirstKey.Length));
        for (uint boot = 1; boot <= 3; boot++)
        {
            NodeLog log = Open(storage, boot);
            log.Write(LogCode.Started, (int)boot, 0x11223344, 5);
            log.Write(LogCode.AlertShown, 0x55667788, 0x11223344, 6);
        }

        var opener = new LogOpener(FirstKey);
        NodeLog last = Open(storage, 4);
        byte[] buffer = new byte[6 * LogRatchet.SealedSize];
        Assert.Equal(buffer.Length, last.Read(0, buffer, 0, buffer.Length));
        for (int i = 0; i < 6; i++)
        {
            byte[]? plain = opener.Open(buffer.AsSpan(i * LogRatchet.SealedSize, LogRatchet.SealedSize));
            Assert.NotNull(plain);
            var record = new LogRecord();
            record.Read(plain, 0);
            Assert.Equal((uint)i, record.Index);
            Assert.Equal((i / 2) + 1, record.Boot);
        }

        byte[] detail = [0x44, 0x33, 0x22, 0x11];
        foreach (string name in volume.List())
        {
            byte[] file = new byte[volume.Length(name)];
            volume.Read(name, 0, file, 0, file.Length);
            Assert.True(file.AsSpan().IndexOf(detail) < 0, name);
        }
    }

    [Fact]
    public void The_key_on_the_medium_has_moved_on_before_the_first_record_is_written()
    {
        var storage = new VolumeStorage(new MemoryVolume());
        storage.Write(StorageNames.LogKey, FirstKey, FirstKey.Length);
        Open(storage, 1);
        byte[] stored = new byte[LogRatchet.StoredSize];
        Assert.Equal(stored.Length, storage.Read(StorageNames.LogKey, stored));
        Assert.Equal(LogRatchet.Next(FirstKey), stored[..32]);
        Assert.Equal(1u, LittleEndian.Get32(stored, 32));
    }

    [Fact]
    public void A_node_without_credentials_keeps_the_common_key_and_stores_none()
    {
        var storage = new VolumeStorage(new MemoryVolume());
        NodeLog log = Open(storage, 1);
        log.Write(LogCode.Started, 1, 0, 5);
        Assert.Equal(-1, storage.Length(StorageNames.LogKey));
        byte[] buffer = new byte[LogRatchet.SealedSize];
        Assert.Equal(buffer.Length, log.Read(0, buffer, 0, buffer.Length));
        Assert.NotNull(LogOpener.Unprovisioned().Open(buffer));
        Assert.NotNull(new LogOpener(FirstKey) { Before = LogOpener.Unprovisioned() }.Open(buffer));
        Assert.Null(new LogOpener(FirstKey).Open(buffer));
    }

    private static NodeLog Open(VolumeStorage storage, uint boot)
    {
        var log = new NodeLog(storage, boot, 0);
        log.SealWith(LogKey.Open(storage));
        return log;
    }
}
