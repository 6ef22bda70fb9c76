using CsCheck;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Journal;
using LoRaNode.Core.Security;
using LoRaNode.Simulator.Flash;

namespace LoRaNode.Node.Tests.Security;

public class ReplayWindowTests
{
    private static readonly Gen<(int Type, int Origin, int Counter)[]> Traffic = Gen.Select(
        Gen.Int[0, 5], Gen.Int[1, 12], Gen.Int[0, 300]).Array[1, 400];

    [Fact]
    public void Nothing_accepted_is_ever_fresh_again_whatever_order_and_reboots()
    {
        Gen.Select(Traffic, Gen.Int[1, 80]).Sample((frames, rebootEvery) =>
        {
            var volume = new MemoryVolume();
            ReplayWindow window = Open(volume);
            var accepted = new HashSet<(int, int, int)>();
            for (int i = 0; i < frames.Length; i++)
            {
                (int type, int origin, int counter) = frames[i];
                bool fresh = window.IsFresh((FrameType)type, (ushort)origin, (uint)counter);
                if (fresh && !accepted.Add(frames[i]))
                {
                    return false;
                }

                if (fresh)
                {
                    window.Accept((FrameType)type, (ushort)origin, (uint)counter, 0);
                }

                window = i % rebootEvery == 0 ? Open(volume) : window;
            }

            return true;
        });
    }

    [Fact]
    public void After_a_reboot_a_beacon_proved_to_be_new_lets_the_next_numbers_count_and_none_before_them()
    {
        Gen.Select(Gen.Int[0, 100], Gen.Int[1, 40], Gen.Int[0, 14]).Sample((first, count, skipped) =>
        {
            var volume = new MemoryVolume();
            ReplayWindow window = Open(volume);
            for (int i = 0; i < count; i++)
            {
                window.Accept(FrameType.Beacon, 7, (uint)(first + i), 0);
            }

            Assert.False(window.HasNotedAhead);
            window = Open(volume);
            Assert.True(window.HasNotedAhead);

            // The origin went on meanwhile; this number is the first one heard after the reboot.
            uint proved = (uint)(first + count + skipped);
            Assert.NotEqual(window.IsFresh(FrameType.Beacon, 7, proved), window.IsNotedAhead(FrameType.Beacon, 7, proved));
            if (window.IsFresh(FrameType.Beacon, 7, proved))
            {
                window.Accept(FrameType.Beacon, 7, proved, 0);
            }
            else
            {
                window.AcceptProved(FrameType.Beacon, 7, proved, 0);
            }

            Assert.False(window.HasNotedAhead);
            Assert.True(window.IsFresh(FrameType.Beacon, 7, proved + 1));
            for (uint old = (uint)first; old < first + count; old++)
            {
                Assert.False(window.IsFresh(FrameType.Beacon, 7, old));
                Assert.False(window.IsNotedAhead(FrameType.Beacon, 7, old));
                window.AcceptProved(FrameType.Beacon, 7, old, 0);
            }

            Assert.False(window.IsFresh(FrameType.Beacon, 7, proved));
            Assert.True(window.IsFresh(FrameType.Beacon, 7, proved + 1));
            window = Open(volume);
            Assert.False(window.IsFresh(FrameType.Beacon, 7, proved));
        });
    }

    [Fact]
    public void Without_a_reboot_every_counter_of_the_last_64_is_accepted_exactly_once()
    {
        Gen.Int[0, 63].Array[1, 200].Sample(offsets =>
        {
            ReplayWindow window = Open(new MemoryVolume());
            window.Accept(FrameType.Message, 5, 1063, 0);
            var seen = new HashSet<int> { 63 };
            foreach (int offset in offsets)
            {
                bool fresh = window.IsFresh(FrameType.Message, 5, (uint)(1000 + offset));
                if (fresh != seen.Add(offset))
                {
                    return false;
                }

                window.Accept(FrameType.Message, 5, (uint)(1000 + offset), 0);
            }

            return !window.IsFresh(FrameType.Message, 5, 999) && window.IsFresh(FrameType.Message, 5, 1064);
        });
    }

    [Fact]
    public void A_message_that_was_not_accepted_before_the_reboot_is_accepted_after_it()
    {
        var volume = new MemoryVolume();
        ReplayWindow window = Open(volume);
        for (uint counter = 100; counter < 160; counter += 2)
        {
            window.Accept(FrameType.Message, 5, counter, 0);
        }

        window = Open(volume);
        for (uint counter = 101; counter < 160; counter++)
        {
            Assert.Equal(counter % 2 == 1, window.IsFresh(FrameType.Message, 5, counter));
        }
    }

    [Fact]
    public void A_beacon_costs_a_write_only_now_and_then_and_is_still_never_taken_twice()
    {
        int writes = 0;
        var volume = new MemoryVolume { Observer = (_, _, _) => writes++ };
        ReplayWindow window = Open(volume);
        for (uint counter = 0; counter < 160; counter++)
        {
            Assert.True(window.IsFresh(FrameType.Beacon, 9, counter));
            window.Accept(FrameType.Beacon, 9, counter, 0);
        }

        Assert.InRange(writes, 1, 12);
        window = Open(volume);
        Assert.All(Enumerable.Range(0, 160), counter => Assert.False(window.IsFresh(FrameType.Beacon, 9, (uint)counter)));
        Assert.True(window.IsFresh(FrameType.Beacon, 9, 176));
    }

    [Fact]
    public void A_full_table_of_busy_origins_survives_any_number_of_notes_and_a_reboot()
    {
        var volume = new MemoryVolume();
        ReplayWindow window = Open(volume);
        var random = new Random(7);
        uint[] tops = new uint[ReplayWindow.UsualCapacity];
        for (int i = 0; i < 12_000; i++)
        {
            // Few origins speak often, most hardly ever: the entries at risk are those whose records grow old.
            int origin = random.Next(10) == 0 ? random.Next(tops.Length) : random.Next(5);
            tops[origin] += (uint)random.Next(1, 4);
            window.Accept(FrameType.Message, (ushort)(origin + 1), tops[origin], 0);
        }

        Assert.Equal(0, window.Failures);
        ReplayWindow after = Open(volume);
        Assert.Equal(window.Count, after.Count);
        for (int origin = 0; origin < tops.Length; origin++)
        {
            for (uint back = 0; back < 70; back++)
            {
                uint counter = tops[origin] - Math.Min(back, tops[origin]);
                if (tops[origin] != 0)
                {
                    Assert.Equal(window.IsFresh(FrameType.Message, (ushort)(origin + 1), counter), after.IsFresh(FrameType.Message, (ushort)(origin + 1), counter));
                }
            }
        }
    }

    [Fact]
    public void A_power_cut_at_any_byte_forgets_nothing_that_accept_had_taken()
    {
        var volume = new MemoryVolume();
        var accepted = new HashSet<(ushort, uint)>();
        var photographs = new List<(MemoryVolume Volume, (ushort, uint)[] Accepted)>();
        volume.Observer = (name, stays, follows) =>
        {
            for (int cut = 0; cut <= (follows?.Length ?? 0); cut += Math.Max(1, (follows?.Length ?? 0) / 3))
            {
                photographs.Add((volume.CloneWith(name, follows is null ? null : [.. stays, .. follows[..cut]]), [.. accepted]));
            }
        };

        ReplayWindow window = Open(volume);
        var random = new Random(3);
        for (uint i = 0; i < 400; i++)
        {
            ushort origin = (ushort)random.Next(1, 9);
            window.Accept(FrameType.Message, origin, i, 0);
            accepted.Add((origin, i));
        }

        Assert.True(photographs.Count > 400);
        foreach ((MemoryVolume photograph, (ushort, uint)[] taken) in photographs.Where((_, i) => i % 7 == 0))
        {
            ReplayWindow after = Open(photograph);
            Assert.All(taken, frame => Assert.False(after.IsFresh(FrameType.Message, frame.Item1, frame.Item2)));
        }
    }

    [Fact]
    public void Made_up_origins_do_not_push_out_honest_ones()
    {
        MemoryVolume volume = new();
        ReplayWindow window = Open(volume);
        window.OnEpoch(0);
        window.Accept(FrameType.Message, 1, 50, 0);
        for (int origin = 2; origin < 5_000; origin++)
        {
            window.Accept(FrameType.Message, (ushort)origin, 1, 0);
        }

        Assert.False(window.IsFresh(FrameType.Message, 1, 50));
        Assert.True(window.IsFresh(FrameType.Message, 1, 51));
        Assert.False(window.IsFresh(FrameType.Message, 6_000, 1));

        // Nor do they after a restart, whatever the epoch is by then.
        ReplayWindow restarted = Open(volume);
        restarted.OnEpoch(1);
        Assert.False(restarted.IsFresh(FrameType.Message, 1, 50));
        Assert.False(restarted.IsFresh(FrameType.Message, 6_000, 1));

        // Two epochs later nothing of theirs can be opened any more, and their places are free.
        window.OnEpoch(2);
        Assert.True(window.IsFresh(FrameType.Message, 6_000, 1));
        window.Accept(FrameType.Message, 6_000, 1, 0);
        Assert.False(window.IsFresh(FrameType.Message, 6_000, 1));
    }

    private static ReplayWindow Open(MemoryVolume volume)
    {
        return new ReplayWindow(new RecordJournal(volume, "replay", ReplayWindow.JournalSegments, dropsOldest: true, null, null), ReplayWindow.UsualCapacity);
    }
}
