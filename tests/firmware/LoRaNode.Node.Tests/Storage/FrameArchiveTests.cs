using LoRaNode.Core.Frames;
using LoRaNode.Node.Storage;
using LoRaNode.Simulator.Flash;

namespace LoRaNode.Node.Tests.Storage;

/// <summary>The archive of frames on its own.</summary>
public sealed class FrameArchiveTests
{
    private const int Frames = 400;
    private const uint LifetimeS = 24;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_frame_in_the_archives_own_buffer_is_stored_as_it_is_or_not_at_all(bool makesRoom)
    {
        // No time for compaction in between, and long-lived frames among short-lived ones: room has to be made by moving frames.
        var archive = new FrameArchive(new MemoryStorage(new MemoryVolume()), 0);
        var stored = new Dictionary<uint, uint>();
        for (uint i = 1; i <= Frames; i++)
        {
            if (makesRoom)
            {
                Assert.True(archive.TryMakeRoom(i));
            }

            uint expiresS = i + (i % 8 == 0 ? 8 * LifetimeS : LifetimeS);
            FrameOf(i).CopyTo(archive.Frame, 0);
            bool isStored = archive.Add(archive.Frame, FrameOf(i).Length, expiresS, i);
            Assert.True(isStored || !makesRoom);
            if (isStored)
            {
                stored[i] = expiresS;
            }

            archive.Expire(i);
        }

        byte[] frame = new byte[FrameHeader.MaxFrame];
        uint[] live = [.. stored.Where(s => s.Value > Frames).Select(s => s.Key)];
        Assert.NotEmpty(stored);
        foreach (uint counter in live)
        {
            int length = archive.Read(FrameType.Alert, 7, counter, frame);
            Assert.Equal(FrameOf(counter), frame[..length]);
        }
    }

    private static byte[] FrameOf(uint counter)
    {
        byte[] frame = new byte[200];
        new Random((int)counter).NextBytes(frame);
        FrameHeader.Write(frame, FrameType.Alert, 0, 1, 7, 7, counter);
        return frame;
    }
}
