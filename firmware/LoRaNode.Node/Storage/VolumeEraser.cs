using LoRaNode.Core.Journal;

namespace LoRaNode.Node.Storage;

/// <summary>
/// Makes deleted content unreadable on a flash file system. A deletion only adds a note to the metadata, and copy-on-write leaves the
/// old blocks as they were: so metadata is rewritten until its sectors were erased, and free sectors are filled and freed.
/// </summary>
public static class VolumeEraser
{
    private const string FillName = "~fill";
    private const int ChunkBytes = 480;

    /// <summary>
    /// Small-file writes that push at least two full sectors of commits (2 × 4,096 bytes at 512 bytes a commit, doubled): both sectors of
    /// the metadata pair have then been erased since the deletion.
    /// </summary>
    private const int ChurnWrites = 40;

    /// <summary>Most chunks that are written to fill the medium: 1 MB, far more than <c>I:\</c> has; elsewhere a bound.</summary>
    private const int MaxFillChunks = 256;

    private const int FillFileBytes = 4096;

    /// <summary>Rewrites the metadata that held a file. Directory entries are sorted by name: a neighbouring name shares its sectors.</summary>
    public static void ChurnMetadata(IFileVolume volume, string name)
    {
        byte[] chunk = new byte[ChunkBytes];
        string neighbour = name + ".a~";
        for (int i = 0; i < ChurnWrites; i++)
        {
            chunk[0] = (byte)i;
            if (!volume.Replace(neighbour, chunk, 0, chunk.Length))
            {
                break;
            }
        }

        volume.Delete(neighbour);
    }

    /// <summary>Deletes every file, fills what is free and frees it again. False when a file could not be removed.</summary>
    public static bool EraseAll(IFileVolume volume)
    {
        bool gone = DeleteAll(volume);
        Fill(volume);
        gone &= DeleteAll(volume);
        ChurnMetadata(volume, FillName);
        return gone;
    }

    /// <summary>Overwrites all free sectors and frees them: what was deleted before cannot be read from a dump any more.</summary>
    public static void EraseFree(IFileVolume volume)
    {
        Fill(volume);
        for (int i = 0; i < MaxFillChunks; i++)
        {
            if (volume.Length(FillName + i.ToString()) < 0)
            {
                break;
            }

            volume.Delete(FillName + i.ToString());
        }
    }

    private static void Fill(IFileVolume volume)
    {
        byte[] block = new byte[FillFileBytes];
        for (int i = 0; i < MaxFillChunks; i++)
        {
            if (!volume.Replace(FillName + i.ToString(), block, 0, block.Length))
            {
                volume.Delete(FillName + i.ToString());
                break;
            }
        }
    }

    private static bool DeleteAll(IFileVolume volume)
    {
        bool gone = true;
        string[] names = volume.List();
        for (int i = 0; i < names.Length; i++)
        {
            gone &= volume.Delete(names[i]);
        }

        return gone;
    }
}
