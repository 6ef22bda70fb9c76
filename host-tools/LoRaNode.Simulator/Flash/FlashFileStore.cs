namespace LoRaNode.Simulator.Flash;

/// <summary>
/// A small log-structured file store on a NOR flash that wears it as littlefs does on the board: metadata in pairs of sectors that
/// grow by commits and are compacted into each other, short files inside the metadata, longer ones in copy-on-write sectors, free
/// sectors taken in turn, a metadata sector moved after some 512 compactions. Differences from littlefs: block lists stand in the metadata, not in
/// the blocks; there is one directory; the first pair only names the second and stays in place.
/// <para>Sizes: the defaults of <c>esp_littlefs</c>, with which the runtime's image is built.</para>
/// </summary>
public sealed class FlashFileStore
{
    /// <summary>Longest file that is kept inside the metadata.</summary>
    public const int InlineBytes = 512;

    /// <summary>
    /// Compactions after which a metadata sector is exchanged for a free one: the 512 of <c>esp_littlefs</c>, made odd as littlefs does, since
    /// an even number would always exchange the same one of the two.
    /// </summary>
    public const uint MoveAfterCompactions = 513;

    /// <summary>Compacted metadata above this are split into two pairs.</summary>
    private const int SplitBytes = NorFlash.SectorBytes / 2;

    private readonly NorFlash _flash;
    private readonly List<MetadataPair> _pairs = [];
    private readonly HashSet<int> _pending = [];
    private (string Name, FlashFile File)? _prepared;
    private int _nextSector;

    private FlashFileStore(NorFlash flash)
    {
        _flash = flash;
    }

    /// <summary>Names of all files.</summary>
    public IEnumerable<string> Names => _pairs.SelectMany(pair => pair.Files.Keys);

    /// <summary>Sectors that nothing uses.</summary>
    public int FreeSectors => _flash.Sectors - Used().Count;

    /// <summary>Opens the store on a flash; formats one that holds none, as the runtime does.</summary>
    public static FlashFileStore Mount(NorFlash flash)
    {
        var store = new FlashFileStore(flash);
        var anchor = MetadataPair.Read(flash, 0, 1, out var next);
        if (anchor is null)
        {
            store.Format();
            return store;
        }

        store._pairs.Add(anchor);
        while (next.First != next.Second)
        {
            var pair = MetadataPair.Read(flash, next.First, next.Second, out next)
                ?? throw new InvalidDataException("The metadata of the file store are broken.");
            store._pairs.Add(pair);
        }

        // As littlefs: begin somewhere else after each start, or the first free sectors wear out.
        store._nextSector = (int)(store._pairs.Aggregate(0u, (sum, pair) => (sum * 31) + pair.Revision + (uint)pair.End) % flash.Sectors);
        return store;
    }

    /// <summary>Length of a file, or -1.</summary>
    public int Length(string name)
    {
        return Find(name)?.Size ?? -1;
    }

    /// <summary>Reads a part of a file. Returns the bytes read.</summary>
    public int Read(string name, int offset, Span<byte> into)
    {
        var file = Find(name);
        if (file is null || offset >= file.Size)
        {
            return 0;
        }

        var count = Math.Min(into.Length, file.Size - offset);
        if (file.Inline is not null)
        {
            file.Inline.AsSpan(offset, count).CopyTo(into);
            return count;
        }

        for (var done = 0; done < count;)
        {
            var at = offset + done;
            var part = Math.Min(count - done, NorFlash.SectorBytes - (at % NorFlash.SectorBytes));
            var sector = file.Blocks[at / NorFlash.SectorBytes];
            _flash.Read((sector * NorFlash.SectorBytes) + (at % NorFlash.SectorBytes), into.Slice(done, part));
            done += part;
        }

        return count;
    }

    /// <summary>Gives a file new content, at once or not at all. False when there is no room.</summary>
    public bool Replace(string name, ReadOnlySpan<byte> content)
    {
        // Opening for creation commits an empty file, closing commits the content.
        return (Find(name) is not null || Set(name, FlashFile.Empty)) && Apply(name, Written([], 0, content));
    }

    /// <summary>Adds to a file, at once or not at all. False when there is no room.</summary>
    public bool Append(string name, ReadOnlySpan<byte> addition)
    {
        var file = Find(name);
        if (file is null)
        {
            return Replace(name, addition);
        }

        if (_prepared is { } prepared && prepared.Name == name)
        {
            // The sectors are written; closing the file commits them.
            _prepared = null;
            return prepared.File.Size == file.Size + addition.Length
                ? Set(name, prepared.File)
                : throw new InvalidOperationException("A file was prepared for another addition.");
        }

        return Apply(name, WithAddition(name, file, addition));
    }

    /// <summary>Writes the sectors of an addition, as the first write to an open file does; <see cref="Append"/> of the same bytes, as closing it does, makes them count.</summary>
    public void Prepare(string name, ReadOnlySpan<byte> addition)
    {
        if (_prepared is not null)
        {
            throw new InvalidOperationException("Another file is being prepared.");
        }

        if (Find(name) is { } file && WithAddition(name, file, addition) is { Inline: null } written)
        {
            _prepared = (name, written);
        }

        _pending.Clear();
    }

    /// <summary>The file with an addition, its sectors written; null when there is no room.</summary>
    private FlashFile? WithAddition(string name, FlashFile file, ReadOnlySpan<byte> addition)
    {
        var whole = file.Size / NorFlash.SectorBytes;
        var rest = new byte[file.Size - (file.Inline is null ? whole * NorFlash.SectorBytes : 0) + addition.Length];
        Read(name, file.Inline is null ? whole * NorFlash.SectorBytes : 0, rest.AsSpan(0, rest.Length - addition.Length));
        addition.CopyTo(rest.AsSpan(rest.Length - addition.Length));
        return file.Inline is null
            ? Written(file.Blocks.Take(whole), whole * NorFlash.SectorBytes, rest)
            : Written([], 0, rest);
    }

    /// <summary>Removes a file. False when the metadata cannot be written.</summary>
    public bool Delete(string name)
    {
        if (Find(name) is null)
        {
            return true;
        }

        _prepared = _prepared?.Name == name ? null : _prepared;
        var place = PlaceOf(name);
        if (!Commit(place, MetadataLog.Delete(name), files => files.Remove(name)))
        {
            return false;
        }

        if (_pairs[place].Files.Count == 0 && place > 1)
        {
            // An empty pair is taken out of the chain; should that fail, it stays as it is.
            var gone = _pairs[place];
            _pairs.RemoveAt(place);
            if (!Commit(place - 1, LinkAfter(place - 1), _ => { }))
            {
                _pairs.Insert(place, gone);
            }
        }

        return true;
    }

    private void Format()
    {
        for (var i = 0; i < 2; i++)
        {
            _pairs.Add(new MetadataPair { Active = 2 * i, Spare = (2 * i) + 1 });
        }

        for (var i = 1; i >= 0; i--)
        {
            _flash.Erase(_pairs[i].Active);
            Program(_pairs[i], LinkAfter(i));
        }
    }

    private FlashFile? Find(string name)
    {
        foreach (var pair in _pairs)
        {
            if (pair.Files.TryGetValue(name, out var file))
            {
                return file;
            }
        }

        return null;
    }

    /// <summary>The last pair whose names begin before this one.</summary>
    private int PlaceOf(string name)
    {
        var place = 1;
        for (var i = 2; i < _pairs.Count; i++)
        {
            if (_pairs[i].Files.Count > 0 && string.CompareOrdinal(_pairs[i].Files.First().Key, name) <= 0)
            {
                place = i;
            }
        }

        return place;
    }

    /// <summary>Writes the sectors of a file, if it is not kept inside the metadata; null when there is no room.</summary>
    private FlashFile? Written(IEnumerable<int> kept, int keptBytes, ReadOnlySpan<byte> content)
    {
        if (keptBytes + content.Length <= InlineBytes)
        {
            return new FlashFile(content.ToArray(), content.Length, []);
        }

        var blocks = kept.ToList();
        for (var at = 0; at < content.Length; at += NorFlash.SectorBytes)
        {
            var sector = Allocate();
            if (sector < 0)
            {
                return null;
            }

            _flash.Program(sector * NorFlash.SectorBytes, content.Slice(at, Math.Min(NorFlash.SectorBytes, content.Length - at)));
            blocks.Add(sector);
        }

        return new FlashFile(null, keptBytes + content.Length, blocks);
    }

    /// <summary>Makes what was written count; null stands for no room.</summary>
    private bool Apply(string name, FlashFile? written)
    {
        bool isSet = written is not null && Set(name, written);
        _pending.Clear();
        return isSet;
    }

    private bool Set(string name, FlashFile file)
    {
        return Commit(PlaceOf(name), MetadataLog.Set(name, file), files => files[name] = file);
    }

    /// <summary>Adds a commit to a pair, compacting it when it is full.</summary>
    private bool Commit(int place, byte[] operation, Action<SortedDictionary<string, FlashFile>> apply)
    {
        var pair = _pairs[place];
        if (pair.End + MetadataLog.CommitBytes(operation.Length, pair.End) <= NorFlash.SectorBytes)
        {
            Program(pair, operation);
            apply(pair.Files);
            return true;
        }

        var files = new SortedDictionary<string, FlashFile>(pair.Files, StringComparer.Ordinal);
        apply(files);
        return Compact(place, files);
    }

    private bool Compact(int place, SortedDictionary<string, FlashFile> files)
    {
        var pair = _pairs[place];
        MetadataPair? upper = null;
        if (files.Count > 1 && Size(files) > SplitBytes)
        {
            upper = SplitOff(place, files);
        }

        var spare = pair.Spare;
        var isMove = place > 0 && (pair.Revision + 1) % MoveAfterCompactions == 0;
        var moved = isMove ? Allocate() : -1;
        var operations = Operations(files, LinkAfter(place));
        if (MetadataLog.CommitBytes(operations.Length, 0) > NorFlash.SectorBytes)
        {
            return false;
        }

        if (moved >= 0)
        {
            spare = moved;
        }
        else
        {
            _flash.Erase(spare);
        }

        (pair.Spare, pair.Active) = (pair.Active, spare);
        pair.Revision++;
        pair.End = 0;
        pair.Files = files;
        Program(pair, operations);
        if (moved >= 0)
        {
            // Until the pair before names the new sector, a start finds the state before this commit.
            if (!Commit(place - 1, LinkAfter(place - 1), _ => { }))
            {
                throw new InvalidOperationException("A pair cannot take a link of the size it had before.");
            }

            _pending.Remove(moved);
        }

        if (upper is not null)
        {
            _pending.Remove(upper.Active);
            _pending.Remove(upper.Spare);
        }

        return true;
    }

    /// <summary>Moves the upper half of the names to a new pair. It counts once the pair before names it. Null when there is no room: then the pair stays whole.</summary>
    private MetadataPair? SplitOff(int place, SortedDictionary<string, FlashFile> files)
    {
        var active = Allocate();

        // Erased when it is first written, as in littlefs.
        var spare = Allocate(erases: false);
        if (active < 0 || spare < 0)
        {
            _pending.Remove(active);
            _pending.Remove(spare);
            return null;
        }

        var upper = new MetadataPair { Active = active, Spare = spare, Revision = _pairs[place].Revision };
        foreach (var name in files.Keys.Skip(files.Count / 2).ToList())
        {
            upper.Files[name] = files[name];
            files.Remove(name);
        }

        Program(upper, Operations(upper.Files, LinkAfter(place)));
        _pairs.Insert(place + 1, upper);
        return upper;
    }

    private void Program(MetadataPair pair, byte[] operations)
    {
        var bytes = MetadataLog.Commit(operations, pair.Revision, pair.End);
        _flash.Program((pair.Active * NorFlash.SectorBytes) + pair.End, bytes);
        pair.End += bytes.Length;
    }

    private byte[] LinkAfter(int place)
    {
        return place + 1 < _pairs.Count
            ? MetadataLog.Link(_pairs[place + 1].Active, _pairs[place + 1].Spare)
            : MetadataLog.Link(0, 0);
    }

    private static int Size(SortedDictionary<string, FlashFile> files)
    {
        return files.Sum(file => MetadataLog.Set(file.Key, file.Value).Length);
    }

    private static byte[] Operations(SortedDictionary<string, FlashFile> files, byte[] link)
    {
        return [.. files.SelectMany(file => MetadataLog.Set(file.Key, file.Value)), .. link];
    }

    /// <summary>Takes the next free sector and erases it. -1 when there is none.</summary>
    private int Allocate(bool erases = true)
    {
        var used = Used();
        for (var i = 0; i < _flash.Sectors; i++)
        {
            var sector = (_nextSector + i) % _flash.Sectors;
            if (used.Contains(sector))
            {
                continue;
            }

            _nextSector = (sector + 1) % _flash.Sectors;
            _pending.Add(sector);
            if (erases)
            {
                _flash.Erase(sector);
            }

            return sector;
        }

        return -1;
    }

    private HashSet<int> Used()
    {
        var used = new HashSet<int>(_pending);
        used.UnionWith(_prepared?.File.Blocks ?? []);
        foreach (var pair in _pairs)
        {
            used.Add(pair.Active);
            used.Add(pair.Spare);
            foreach (var file in pair.Files.Values)
            {
                used.UnionWith(file.Blocks);
            }
        }

        return used;
    }
}
