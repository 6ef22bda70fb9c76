using LoRaNode.Core.Frames;
using LoRaNode.Node.Log;
using LoRaNode.Node.Storage;
using LoRaNode.Simulator.Flash;

namespace LoRaNode.Node.Tests.Storage;

/// <summary>Erasing everything, a write at a time.</summary>
public sealed class WipeTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)((i * 37) + 11))];

    [Fact]
    public void Keys_are_removed_before_the_first_step_and_no_step_takes_longer_than_a_pass_may()
    {
        var flash = Filled(out var node);
        Assert.True(node.Storage.BeginWipe(StorageNames.Secrets()));
        Assert.Equal(-1, node.Storage.Length(StorageNames.Keys));
        Assert.True(node.Storage.IsWiping);

        long worstUs = 0;
        flash.TakenUs = 0;
        while (!node.Storage.EraseStep())
        {
            worstUs = Math.Max(worstUs, flash.TakenUs);
            flash.TakenUs = 0;
        }

        // Two sector erases and some pages: when the metadata are compacted in the same write that takes a new sector.
        Assert.InRange(worstUs, 1, 130_000);
        Assert.False(node.Storage.IsWiping);
        Assert.True(flash.Image.IndexOf(Key) < 0, "the key is still on the flash");
    }

    [Fact]
    public void A_power_cut_at_any_operation_of_the_erasure_leaves_no_key_behind_once_the_next_start_is_through()
    {
        var flash = Filled(out var node);
        var cuts = new List<NorFlash>();
        flash.Observer = _ => cuts.Add(flash.Clone());
        Assert.True(node.Storage.BeginWipe(StorageNames.Secrets()));
        while (!node.Storage.EraseStep())
        {
        }

        Assert.True(cuts.Count > 500, $"only {cuts.Count} operations");
        foreach (NorFlash cut in cuts.Skip(1).Where((_, i) => i < 40 || i % 50 == 0))
        {
            bool isMarked = HasMark(cut);
            var again = new VolumeStorage(new FlashVolume(cut));
            Assert.Equal(isMarked, again.IsWiping);
            while (again.IsErasing)
            {
                again.EraseStep();
            }

            if (isMarked)
            {
                Assert.True(cut.Image.IndexOf(Key) < 0, "a key survived the erasure");
                Assert.False(HasMark(cut));
            }
        }
    }

    private static bool HasMark(NorFlash flash) => new FlashVolume(flash.Clone()).Length(StorageNames.Identity + ".w") >= 0;

    private static NorFlash Filled(out StoredNode node)
    {
        var flash = new NorFlash();
        node = new StoredNode(new FlashVolume(flash), 1);
        foreach (string name in StorageNames.Secrets())
        {
            Assert.True(node.Storage.Write(name, Key, Key.Length));
        }

        for (uint i = 0; i < 60; i++)
        {
            byte[] frame = StoredNode.FrameOf(FrameType.Message, 9, i);
            Assert.True(node.Frames.Add(frame, frame.Length, 9000, 1));
            node.Log.Write(LogCode.Relayed, 1, 2, 3);
        }

        Assert.True(flash.Image.IndexOf(Key) >= 0);
        return flash;
    }
}
