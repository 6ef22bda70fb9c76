using CsCheck;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Security;
using LoRaNode.Node.Log;
using LoRaNode.Node.Storage;
using LoRaNode.Simulator.Flash;

namespace LoRaNode.Node.Tests.Storage;

/// <summary>What goes and what stays when the medium is full.</summary>
public class FullMediumTests
{
    [Fact]
    public void A_full_medium_drops_the_oldest_log_first_and_never_an_alert_or_a_counter()
    {
        // Too small for everything at once: the log has filled it before the alerts come.
        var volume = new FlashVolume(new NorFlash(28));
        var node = new StoredNode(volume, 1);
        Assert.True(node.Storage.Write("ballast", new byte[4000], 4000));
        for (var i = 0; i < 4000; i++)
        {
            node.Log.Write(LogCode.Relayed, i, i, i);
        }

        var logBefore = node.Log.NextIndex - node.Log.OldestIndex;
        for (uint i = 1; i <= 60; i++)
        {
            var frame = StoredNode.FrameOf(FrameType.Alert, 9, i);
            Assert.True(node.Frames.Add(frame, frame.Length, 1000, 1), $"alert {i} was refused");
            Assert.True(node.Counter.TryTake(out _));
            Assert.True(node.Storage.Write(StoredNode.Replay, new byte[900], 900), "the replay window was refused");
            node.Log.Write(LogCode.AlertShown, 9, (int)i, 0);
        }

        for (uint i = 1; i <= 60; i++)
        {
            Assert.True(node.Frames.Holds(FrameType.Alert, 9, i), $"alert {i} is lost");
        }

        var logAfter = node.Log.NextIndex - node.Log.OldestIndex;
        Assert.InRange(logAfter, 1u, logBefore - 100);

        // What is left is the newest part, up to the last record.
        var buffer = new byte[LogRecord.Size];
        var record = new LogRecord();
        Assert.Equal(LogRecord.Size, node.Log.ReadOne(node.Log.NextIndex - 1, buffer, 0));
        record.Read(buffer, 0);
        Assert.Equal(60, record.B);
    }

    [Fact]
    public void Everything_at_its_largest_fits_the_boards_flash_together()
    {
        var volume = new FlashVolume(new NorFlash());
        var node = new StoredNode(volume, 1);
        var replay = node.Storage.OpenJournal(StorageNames.Replay, ReplayWindow.JournalSegments, JournalRole.Rolling);
        foreach (var name in new[] { StorageNames.Keys, StorageNames.Identity, StorageNames.Issuers, StorageNames.Threads, StorageNames.Airtime })
        {
            Assert.True(node.Storage.Write(name, new byte[1500], 1500));
            Assert.True(node.Storage.Write(name, new byte[1500], 1500));
        }

        // The largest frames, and more of everything than is kept.
        for (uint i = 0; i < 1500; i++)
        {
            var frame = new byte[FrameHeader.MaxFrame];
            FrameHeader.Write(frame, i % 3 == 0 ? FrameType.Alert : FrameType.Message, 1, 5, 9, 9, i);
            Assert.True(node.Frames.Add(frame, frame.Length, 9000 + i, 1), $"frame {i} was refused");
            Assert.True(replay.Append(frame, 0, 60));
            node.Log.Write(LogCode.Relayed, 1, 2, 3);
            node.Log.Write(LogCode.Relayed, 1, 2, 3);
        }

        Assert.Equal(FrameArchive.MaxKept, node.Frames.KeptCount);

        // Five files of 1,500 bytes take ten sectors with their second slots; for them the log gives way a little.
        Assert.InRange(node.Log.NextIndex - node.Log.OldestIndex, 1_900u, 4_000u);
        Assert.True(volume.FreeSectors >= 1, "no sector is free");
    }

    [Fact]
    public void No_alert_message_or_file_is_refused_while_the_log_still_has_room_to_give()
    {
        // 48 sectors hold everything but a full log; what comes in which order and size is anything.
        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            var flash = new NorFlash(48);
            var node = new StoredNode(new FlashVolume(flash), 1);
            var alive = new Dictionary<uint, uint>();
            for (uint i = 1; i < 2500; i++)
            {
                var frame = new byte[FrameHeader.Overhead + 10 + random.Next(FrameHeader.MaxPayload - 10)];
                switch (random.Next(10))
                {
                    case < 2:
                        var expiresS = i + 1 + (uint)random.Next(400);
                        FrameHeader.Write(frame, FrameType.Alert, 1, 5, 9, 9, i);
                        Assert.True(node.Frames.Add(frame, frame.Length, expiresS, i), $"alert {i} was refused");
                        alive[i] = expiresS;
                        break;
                    case < 5:
                        FrameHeader.Write(frame, FrameType.Message, 1, 5, 9, 9, i);
                        Assert.True(node.Frames.Add(frame, frame.Length, i + 2000, i), $"message {i} was refused");
                        break;
                    case 5:
                        Assert.True(node.Storage.Write("file" + random.Next(4), new byte[1200], random.Next(1200)), "a file was refused");
                        break;
                    default:
                        node.Log.Write(LogCode.Relayed, 1, 2, 3);
                        node.Log.Write(LogCode.Relayed, 1, 2, 3);
                        break;
                }
            }

            var after = new StoredNode(new FlashVolume(flash), 2500);
            var living = alive.Where(a => a.Value > 2500).ToList();
            Assert.InRange(living.Count, 10, FrameArchive.MaxKept);
            Assert.All(living, a => Assert.True(after.Frames.Holds(FrameType.Alert, 9, a.Key), $"alert {a.Key} is lost"));
        }, iter: 20);
    }

    [Fact]
    public void Alerts_beyond_the_limit_replace_the_one_that_expires_first()
    {
        var node = new StoredNode(new FlashVolume(new NorFlash()), 1);
        for (uint i = 0; i <= FrameArchive.MaxKept; i++)
        {
            var frame = StoredNode.FrameOf(FrameType.Alert, 9, i);

            // Alert 7 is the first to expire.
            Assert.True(node.Frames.Add(frame, frame.Length, i == 7 ? 5000u : 9000 + i, 1));
        }

        Assert.Equal(FrameArchive.MaxKept, node.Frames.KeptCount);
        Assert.False(node.Frames.Holds(FrameType.Alert, 9, 7));
        Assert.True(node.Frames.Holds(FrameType.Alert, 9, 0));
    }

    [Fact]
    public void Alerts_that_live_long_survive_thousands_of_short_ones()
    {
        var flash = new NorFlash();
        var node = new StoredNode(new FlashVolume(flash), 1);
        for (uint i = 0; i < 20; i++)
        {
            var frame = StoredNode.FrameOf(FrameType.Trust, 9, i);
            Assert.True(node.Frames.Add(frame, frame.Length, 1_000_000, 1));
        }

        for (uint i = 0; i < 3000; i++)
        {
            var now = 10 + i;
            var frame = StoredNode.FrameOf(FrameType.Alert, 8, i);
            Assert.True(node.Frames.Add(frame, frame.Length, now + 30, now));
        }

        var after = new StoredNode(new FlashVolume(flash), 4000);
        for (uint i = 0; i < 20; i++)
        {
            Assert.True(after.Frames.Holds(FrameType.Trust, 9, i), $"trust frame {i} is lost");
        }

        Assert.Equal(20, after.Frames.Count);
    }

    [Fact]
    public void At_least_a_hundred_of_the_latest_messages_are_there_after_a_restart()
    {
        var flash = new NorFlash();
        var node = new StoredNode(new FlashVolume(flash), 1);
        for (uint i = 0; i < 1000; i++)
        {
            var frame = StoredNode.FrameOf(FrameType.Message, 9, i);
            Assert.True(node.Frames.Add(frame, frame.Length, 9000, 1));
        }

        var after = new StoredNode(new FlashVolume(flash), 2);
        var buffer = new byte[FrameHeader.MaxFrame];
        for (uint i = 900; i < 1000; i++)
        {
            Assert.True(after.Frames.Holds(FrameType.Message, 9, i), $"message {i} is lost");
        }

        var last = after.Frames.Read(after.Frames.Count - 1, buffer, out _);
        Assert.Equal(StoredNode.FrameOf(FrameType.Message, 9, 999), buffer[..last]);
    }

    [Fact]
    public void A_removed_alert_stays_removed_after_a_restart()
    {
        var flash = new NorFlash();
        var node = new StoredNode(new FlashVolume(flash), 1);
        var frame = StoredNode.FrameOf(FrameType.Alert, 9, 4);
        Assert.True(node.Frames.Add(frame, frame.Length, 9000, 1));
        Assert.True(node.Frames.Remove(FrameType.Alert, 9, 4));
        Assert.False(new StoredNode(new FlashVolume(flash), 2).Frames.Holds(FrameType.Alert, 9, 4));
    }

    [Fact]
    public void An_expired_frame_is_neither_kept_nor_taken()
    {
        var flash = new NorFlash();
        var node = new StoredNode(new FlashVolume(flash), 1);
        var frame = StoredNode.FrameOf(FrameType.Alert, 9, 4);
        Assert.False(node.Frames.Add(frame, frame.Length, 50, 50));
        Assert.True(node.Frames.Add(frame, frame.Length, 50, 49));

        // Lifetimes are whole minutes, rounded up.
        node.Frames.Expire(49 + 59);
        Assert.Equal(1, node.Frames.Count);
        node.Frames.Expire(49 + 60);
        Assert.Equal(0, node.Frames.Count);
        Assert.Equal(0, new StoredNode(new FlashVolume(flash), 49 + 60).Frames.Count);
    }

    [Fact]
    public void The_flash_outlives_ten_years_of_a_busy_network()
    {
        // Three days show the mean; the benchmark "flash-wear" follows the most worn sector over 240.
        var result = FlashWear.Run(StorageRate.Busy, 3, 1);
        Assert.True(result.YearsOfMeanSector > 15, $"{result.YearsOfMeanSector:0.0} years");
    }

    [Fact]
    public void A_small_file_that_is_written_all_the_time_wears_all_free_sectors_alike()
    {
        var flash = new NorFlash();
        var storage = new FlashStorage(flash);
        var content = new byte[300];
        long leadEarly = 0;
        for (var i = 0; i < 240_000; i++)
        {
            content[0] = (byte)i;
            Assert.True(storage.Write("hot", content, content.Length));
            if (i == 120_000)
            {
                leadEarly = flash.Erases.Max() - (long)flash.Erases.Average();
            }
        }

        var lead = flash.Erases.Max() - (long)flash.Erases.Average();
        Assert.True(lead < 2 * FlashFileStore.MoveAfterCompactions, $"one sector is {lead} erases ahead of the mean");
        Assert.True(lead < leadEarly + FlashFileStore.MoveAfterCompactions, "the lead grows with time");
    }

    [Fact]
    public void The_log_erases_at_most_a_quarter_of_what_straight_appends_do()
    {
        Assert.True(FlashWear.ErasesPerLogRecord(5000) < FlashWear.ErasesPerStraightAppend(5000) / 4);
    }
}
