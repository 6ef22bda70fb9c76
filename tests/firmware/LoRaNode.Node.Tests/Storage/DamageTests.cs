using CsCheck;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Journal;
using LoRaNode.Core.Primitives;
using LoRaNode.Node.Log;
using LoRaNode.Node.Storage;
using LoRaNode.Simulator.Flash;

namespace LoRaNode.Node.Tests.Storage;

/// <summary>Worn cells, foreign bytes, and eyes on the flash.</summary>
public class DamageTests
{
    private static readonly string[] Slots = ["counter.a", "counter.b"];

    [Fact]
    public void A_frame_counter_never_repeats_when_either_of_its_copies_wears_away()
    {
        foreach (var worn in Slots)
        {
            var volume = new MemoryVolume();
            var counter = new FrameCounter(new MemoryStorage(volume), StorageNames.Counter);
            uint last = 0;
            for (var i = 0; i < 1000; i++)
            {
                Assert.True(counter.TryTake(out last));
            }

            Assert.True(volume.Replace(worn, new byte[20], 0, 20));
            Assert.True(new FrameCounter(new MemoryStorage(volume), StorageNames.Counter).TryTake(out var next));
            Assert.True(next > last, $"{next} after {last} with {worn} worn");
        }
    }

    [Fact]
    public void Nothing_is_numbered_when_both_copies_of_the_counter_are_worn()
    {
        var volume = new MemoryVolume();
        Assert.True(new FrameCounter(new MemoryStorage(volume), StorageNames.Counter).TryTake(out _));
        foreach (var slot in Slots)
        {
            Assert.True(volume.Replace(slot, new byte[20], 0, 20));
        }

        var counter = new FrameCounter(new MemoryStorage(volume), StorageNames.Counter);
        Assert.True(counter.IsLost);
        Assert.False(counter.TryTake(out _));
    }

    [Fact]
    public void A_medium_that_refuses_the_reservation_gives_no_counter()
    {
        var counter = new FrameCounter(new MemoryStorage(new MemoryVolume(0)), StorageNames.Counter);
        Assert.False(counter.TryTake(out _));
    }

    [Fact]
    public void Damaged_files_are_read_without_failure_and_never_as_other_content()
    {
        // A healthy node's files, some of whose bytes are then anything.
        Gen.Select(Gen.Int, Gen.Int[0, 40], Gen.Int[1, 200]).Sample((seed, damages, records) =>
        {
            var volume = new MemoryVolume();
            var node = new StoredNode(volume, 1);
            for (var i = 0; i < records; i++)
            {
                node.Log.Write(LogCode.Relayed, i, i, i);
                var frame = StoredNode.FrameOf(i % 3 == 0 ? FrameType.Alert : FrameType.Message, 9, (uint)i);
                node.Frames.Add(frame, frame.Length, 1000, 1);
            }

            var random = new Random(seed);
            for (var i = 0; i < damages; i++)
            {
                var names = volume.List();
                var name = names[random.Next(names.Length)];
                var content = new byte[volume.Length(name)];
                volume.Read(name, 0, content, 0, content.Length);
                if (content.Length > 0)
                {
                    content[random.Next(content.Length)] = (byte)random.Next(256);
                    volume.Replace(name, content, 0, random.Next(4) == 0 ? random.Next(content.Length) : content.Length);
                }
            }

            var after = new StoredNode(volume, 2);
            var buffer = new byte[FrameHeader.MaxFrame];
            for (var i = 0; i < after.Frames.Count; i++)
            {
                var length = after.Frames.Read(i, buffer, out _);
                if (length > 0)
                {
                    Assert.Equal(StoredNode.FrameOf(FrameHeader.Type(buffer), 9, FrameHeader.Counter(buffer)), buffer[..length]);
                }
            }

            var record = new LogRecord();
            for (var i = after.Log.OldestIndex; i < after.Log.NextIndex; i++)
            {
                if (after.Log.ReadOne(i, buffer, 0) == LogRecord.Size)
                {
                    record.Read(buffer, 0);
                    Assert.Equal((int)record.Index, record.A);
                }
            }

            after.Log.Write(LogCode.Started, 0, 0, 0);
        }, iter: 200);
    }

    [Fact]
    public void Foreign_bytes_in_every_file_are_refused()
    {
        Gen.Select(Gen.Byte.Array[0, 600], Gen.Int[0, 4].Select(i => new[] { "log.t", "log.0", "alerts.3", "counter.a", "boots.b" }[i])).Sample((bytes, name) =>
        {
            var volume = new MemoryVolume();
            volume.Replace(name, bytes, 0, bytes.Length);
            var node = new StoredNode(volume, 1);
            Assert.Equal(0u, node.Log.NextIndex);
            Assert.Equal(0, node.Frames.Count);
            Assert.Equal(1u, node.Boot);
        }, iter: 2000);
    }

    [Fact]
    public void After_a_wipe_no_key_and_no_frame_is_left_on_the_flash()
    {
        var flash = new NorFlash();
        var node = new StoredNode(new FlashVolume(flash), 1);
        var random = new Random(4);
        var keys = new List<byte[]>();
        for (var i = 0; i < 30; i++)
        {
            // Old keys too: each replacement leaves its predecessors somewhere.
            var key = new byte[32];
            random.NextBytes(key);
            keys.Add(key);
            Assert.True(node.Storage.Write(StorageNames.Identity, key, key.Length));
            var large = new byte[1500];
            key.CopyTo(large, 700);
            Assert.True(node.Storage.Write("issuers", large, large.Length));
            var frame = StoredNode.FrameOf(FrameType.Message, 9, (uint)i);
            node.Frames.Add(frame, frame.Length, 1000, 1);
            node.Log.Write(LogCode.Relayed, i, i, i);
        }

        Assert.Contains(keys, key => flash.Image.IndexOf(key) >= 0);
        Assert.True(node.Storage.Wipe([StorageNames.Identity, "issuers"]));
        Assert.DoesNotContain(keys, key => flash.Image.IndexOf(key) >= 0);
        for (uint i = 0; i < 30; i++)
        {
            var frame = StoredNode.FrameOf(FrameType.Message, 9, i);
            Assert.True(flash.Image.IndexOf(frame.AsSpan(FrameHeader.Size, 16)) < 0, $"frame {i} is still there");
        }

        var after = new StoredNode(new FlashVolume(flash), 2);
        Assert.Equal(1u, after.Boot);
        Assert.Equal(0, after.Frames.Count);
    }

    [Fact]
    public void Keys_are_unreadable_before_anything_else_is_wiped()
    {
        var flash = new NorFlash();
        var node = new StoredNode(new FlashVolume(flash), 1);
        for (uint i = 0; i < 100; i++)
        {
            var frame = StoredNode.FrameOf(FrameType.Message, 9, i);
            node.Frames.Add(frame, frame.Length, 1000, 1);
        }

        var key = new byte[32];
        new Random(4).NextBytes(key);
        Assert.True(node.Storage.Write(StorageNames.Identity, key, key.Length));
        var operations = 0;
        var keyGoneAfter = 0;
        flash.Observer = _ =>
        {
            operations++;
            if (keyGoneAfter == 0 && flash.Image.IndexOf(key) < 0)
            {
                keyGoneAfter = operations;
            }
        };
        Assert.True(node.Storage.Wipe([StorageNames.Identity]));
        Assert.InRange(keyGoneAfter, 1, operations / 4);
    }

    [Fact]
    public void An_old_network_key_is_unreadable_once_it_was_replaced_and_the_rest_overwritten()
    {
        var flash = new NorFlash();
        var volume = new FlashVolume(flash);
        var storage = new VolumeStorage(volume);
        byte[] old = [.. Enumerable.Range(1, 16).Select(i => (byte)(i * 13))];
        Assert.True(storage.Write(StorageNames.Identity, old, 16));
        Assert.True(storage.Replace(StorageNames.Identity, new byte[16], 16));
        Assert.True(flash.Image.IndexOf(old) < 0, "the old key is still on the flash");
        var buffer = new byte[16];
        Assert.Equal(16, storage.Read(StorageNames.Identity, buffer));
        Assert.Equal(new byte[16], buffer);
    }

    [Fact]
    public void A_power_cut_at_any_step_of_an_erasure_leaves_room_and_the_old_key_goes_in_the_end()
    {
        var flash = new NorFlash();
        var storage = new FlashStorage(flash);
        byte[] old = [.. Enumerable.Range(1, 16).Select(i => (byte)(i * 13))];
        byte[] fresh = [.. Enumerable.Range(1, 16).Select(i => (byte)(i * 7))];
        Assert.True(storage.Write(StorageNames.Keys, old, 16));
        var free = new FlashVolume(flash.Clone()).FreeSectors;
        var random = new Random(3);
        var cuts = 0;
        flash.Observer = operation =>
        {
            // Some 2,000 operations; every eleventh keeps the test short and meets all kinds of them.
            if (cuts++ % 11 != 0)
            {
                return;
            }

            var torn = flash.Clone();
            torn.Tear(operation, random.Next(operation.IsErase ? NorFlash.SectorBytes : operation.Content.Length), random);
            var after = new FlashStorage(torn);
            var buffer = new byte[16];
            Assert.Equal(16, after.Read(StorageNames.Keys, buffer));
            Assert.True(buffer.SequenceEqual(old) || buffer.SequenceEqual(fresh));
            Assert.True(after.Write("settings", new byte[900], 900), "there is no room after the cut");
            Assert.True(new FlashVolume(torn.Clone()).FreeSectors >= free - 8, "the filling takes room after the cut");

            if (cuts % 110 == 1)
            {
                // Whoever wanted the erasure asks again; what was filling goes on by itself.
                Assert.True(after.Replace(StorageNames.Keys, fresh, 16));
                Assert.True(torn.Image.IndexOf(old) < 0, "the old key is still on the flash");
                Assert.False(new FlashStorage(torn).IsErasing);
            }
        };
        Assert.True(storage.BeginReplace(StorageNames.Keys, fresh, 16));
        while (!storage.EraseStep())
        {
        }

        Assert.True(flash.Image.IndexOf(old) < 0, "the old key is still on the flash");
        Assert.True(cuts > 500, $"only {cuts} operations");
    }

    [Fact]
    public void Records_and_files_are_stored_while_an_erasure_fills_the_medium_and_no_log_is_lost()
    {
        var node = new StoredNode(new FlashVolume(new NorFlash()), 1);
        for (var i = 0; i < 500; i++)
        {
            node.Log.Write(LogCode.Relayed, i, i, i);
        }

        Assert.True(node.Storage.BeginReplace(StorageNames.Keys, new byte[40], 40));
        uint added = 0;
        while (!node.Storage.EraseStep())
        {
            var frame = StoredNode.FrameOf(FrameType.Message, 9, ++added);
            Assert.True(node.Frames.Add(frame, frame.Length, 9000, 1), $"message {added} was refused");
            node.Log.Write(LogCode.Relayed, 1, 1, 1);
            Assert.True(node.Storage.Write(StoredNode.Replay, new byte[900], 900));
        }

        Assert.True(added > 100);
        Assert.Equal(0u, node.Log.OldestIndex);
        Assert.Equal(500 + added, node.Log.NextIndex);
        Assert.False(node.Storage.IsErasing);
    }

    [Fact]
    public void A_folder_keeps_what_was_stored()
    {
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var node = new StoredNode(new FolderVolume(folder), 1);
            node.StoreBoot();
            var frame = StoredNode.FrameOf(FrameType.Alert, 9, 1);
            Assert.True(node.Frames.Add(frame, frame.Length, 1000, 1));
            for (var i = 0; i < 60; i++)
            {
                node.Log.Write(LogCode.Relayed, i, i, i);
            }

            var storage = new FolderStorage(folder);
            Assert.Equal(60u, new NodeLog(storage, 2, 0).NextIndex);
            Assert.True(new FrameArchive(storage, 2).Holds(FrameType.Alert, 9, 1));
            Assert.Equal(2u, new StoredNode(new FolderVolume(folder), 2).Boot);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public void Crc32_gives_the_check_value_of_its_standard()
    {
        Assert.Equal(0xCBF43926u, Crc32.Of("123456789"u8.ToArray(), 0, 9));
    }
}
