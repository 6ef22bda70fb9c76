namespace LoRaNode.Simulator.Flash;

/// <summary>
/// A serial NOR flash as on ESP32 modules (W25Q32, GD25Q32): sectors of 4,096 bytes are erased to 0xFF, pages of 256 bytes are
/// programmed, and programming only clears bits. Counts the wear, and lets an observer see each operation before it happens, so
/// that a test can cut the power at every one of them.
/// </summary>
public sealed class NorFlash
{
    /// <summary>Bytes of the smallest part that can be erased.</summary>
    public const int SectorBytes = 4096;

    /// <summary>Bytes of the largest part that one program operation writes.</summary>
    public const int PageBytes = 256;

    /// <summary>Sectors of the board's <c>I:\</c>: 256 KB.</summary>
    public const int InternalSectors = 64;

    /// <summary>Time of a sector erase in microseconds: 45 ms, typical (W25Q32JV data sheet, AC characteristics, tSE; at most 400 ms).</summary>
    public const int EraseUs = 45_000;

    /// <summary>Time of a page program in microseconds: 0.7 ms, typical (tPP; at most 3 ms).</summary>
    public const int ProgramUs = 700;

    private readonly byte[] _bytes;
    private readonly long[] _erases;

    /// <summary>Creates an erased flash.</summary>
    public NorFlash(int sectors = InternalSectors)
    {
        _bytes = new byte[sectors * SectorBytes];
        _erases = new long[sectors];
        Array.Fill(_bytes, (byte)0xFF);
    }

    private NorFlash(byte[] bytes, long[] erases)
    {
        _bytes = bytes;
        _erases = erases;
    }

    /// <summary>Called before each operation.</summary>
    public Action<FlashOperation>? Observer { get; set; }

    /// <summary>Number of sectors.</summary>
    public int Sectors => _erases.Length;

    /// <summary>Everything on the flash, for a search as an attacker would do it.</summary>
    public ReadOnlySpan<byte> Image => _bytes;

    /// <summary>Erases of each sector so far.</summary>
    public IReadOnlyList<long> Erases => _erases;

    /// <summary>Bytes programmed so far.</summary>
    public long ProgrammedBytes { get; private set; }

    /// <summary>Operations so far: page programs and sector erases.</summary>
    public long Operations { get; private set; }

    /// <summary>Microseconds that the operations took; set it to 0 to begin anew.</summary>
    public long TakenUs { get; set; }

    /// <summary>A copy of content and wear, without the observer.</summary>
    public NorFlash Clone()
    {
        return new NorFlash((byte[])_bytes.Clone(), (long[])_erases.Clone());
    }

    /// <summary>Copies bytes out.</summary>
    public void Read(int address, Span<byte> into)
    {
        _bytes.AsSpan(address, into.Length).CopyTo(into);
    }

    /// <summary>Programs bytes, page by page.</summary>
    /// <exception cref="InvalidOperationException">A bit would have to become 1: the caller forgot to erase.</exception>
    public void Program(int address, ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty)
        {
            var count = Math.Min(content.Length, PageBytes - (address % PageBytes));
            var page = content[..count];
            Observer?.Invoke(new FlashOperation(false, address, page.ToArray()));
            var cells = _bytes.AsSpan(address, count);
            for (var i = 0; i < count; i++)
            {
                if ((page[i] & ~cells[i]) != 0)
                {
                    throw new InvalidOperationException($"Byte {address + i} is programmed without an erase.");
                }

                cells[i] &= page[i];
            }

            Operations++;
            TakenUs += ProgramUs;
            ProgrammedBytes += count;
            address += count;
            content = content[count..];
        }
    }

    /// <summary>Erases a sector.</summary>
    public void Erase(int sector)
    {
        Observer?.Invoke(new FlashOperation(true, sector * SectorBytes, []));
        _bytes.AsSpan(sector * SectorBytes, SectorBytes).Fill(0xFF);
        _erases[sector]++;
        TakenUs += EraseUs;
        Operations++;
    }

    /// <summary>
    /// Does an operation as a power cut leaves it: a program stops within a byte of which some bits are cleared; an erase leaves a
    /// mixture of old, erased and half-erased bytes.
    /// </summary>
    /// <param name="operation">The operation that was under way.</param>
    /// <param name="doneBytes">Bytes that were done when the power failed.</param>
    /// <param name="random">Decides about the bits at the edge.</param>
    public void Tear(FlashOperation operation, int doneBytes, Random random)
    {
        if (operation.IsErase)
        {
            var cells = _bytes.AsSpan(operation.Address, SectorBytes);
            cells[..doneBytes].Fill(0xFF);
            var edge = Math.Min(SectorBytes, doneBytes + 64);
            for (var i = doneBytes; i < edge; i++)
            {
                cells[i] |= (byte)random.Next(256);
            }

            return;
        }

        for (var i = 0; i < operation.Content.Length && i <= doneBytes; i++)
        {
            var keep = i < doneBytes ? 0 : random.Next(256);
            _bytes[operation.Address + i] &= (byte)(operation.Content[i] | keep);
        }
    }
}
