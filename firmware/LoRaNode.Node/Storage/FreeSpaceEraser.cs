using LoRaNode.Core.Journal;

namespace LoRaNode.Node.Storage;

/// <summary>
/// Makes deleted and replaced content unreadable on a flash file system, a little at a time. A deletion only adds a note to the metadata, and
/// copy-on-write leaves the old blocks as they were: so metadata is rewritten until its sectors were erased, then the free sectors are filled
/// and freed.
/// <code>
///   Idle ──Begin──▶ Churn ──80 writes──▶ Fill ──medium full──▶ Free ──▶ Idle
///          leftovers of a cut at the start ──────────────────▶ Free ──▶ Churn …
/// </code>
/// Each step is one write or removal: 60 ms on the board at most, by the flash's data sheet (a sector erase of 45 ms and 16 pages).
/// </summary>
public sealed class FreeSpaceEraser : ISpaceReserve
{
    private const string FillName = "~fill";
    private const string ChurnName = "~";

    /// <summary>
    /// Writes of the largest inline file for each slot: they push more than two full sectors of commits, so that both sectors of the metadata
    /// pair have been erased since.
    /// </summary>
    private const int ChurnWrites = 40;

    private const int ChurnBytes = 480;
    private const int FillBytes = 4096;

    /// <summary>Most sectors to fill: 1 MB, far more than <c>I:\</c> has; elsewhere a bound.</summary>
    private const int MaxFills = 256;

    private readonly IFileVolume _volume;
    private State _state = State.Idle;
    private string _name = FillName;
    private int _count;
    private bool _again;

    private enum State
    {
        Idle,
        Churn,
        Fill,
        Free,
    }

    /// <summary>Binds the eraser to its volume and takes up what a power cut interrupted.</summary>
    public FreeSpaceEraser(IFileVolume volume)
    {
        _volume = volume;

        // Fills are made in ascending and removed in descending order: the first one stands for an unfinished run.
        while (_count < MaxFills && volume.Length(Fill(_count)) >= 0)
        {
            _count++;
        }

        if (_count > 0)
        {
            _state = State.Free;
            _again = true;
        }
    }

    /// <summary>True while there is something to do.</summary>
    public bool IsActive
    {
        get { return _state != State.Idle; }
    }

    /// <summary>True when no fill is on the volume: what is under way takes no room.</summary>
    public bool HasFreedLeftovers
    {
        get { return _state == State.Idle || _state == State.Churn; }
    }

    /// <summary>True when the metadata of the file have been rewritten: the old content of a short file is gone.</summary>
    public bool HasRewrittenMetadata
    {
        get { return _state == State.Idle || _state == State.Fill; }
    }

    /// <summary>Begins, or begins again, after a file was replaced or removed.</summary>
    /// <param name="name">Name of the file: names in a directory are sorted, and its neighbours share its metadata.</param>
    public void Begin(string name)
    {
        _name = name;
        if (_state == State.Fill || _state == State.Free)
        {
            // The fills of the run under way go first.
            _state = State.Free;
            _again = true;
            return;
        }

        _state = State.Churn;
        _count = 0;
    }

    /// <summary>Does one write. True when everything is done.</summary>
    public bool Step()
    {
        switch (_state)
        {
            case State.Churn:
                Churn();
                break;
            case State.Fill:
                byte[] block = new byte[FillBytes];
                if (_count < MaxFills && _volume.Replace(Fill(_count), block, 0, FillBytes))
                {
                    _count++;
                }
                else
                {
                    _volume.Delete(Fill(_count));
                    _state = State.Free;
                }

                break;
            case State.Free:
                Free();
                break;
            default:
                break;
        }

        return _state == State.Idle;
    }

    /// <summary>Removes one fill when something else needs the room. False when there is none.</summary>
    public bool Release()
    {
        if (_count == 0 || HasFreedLeftovers)
        {
            return false;
        }

        _count--;
        return _volume.Delete(Fill(_count));
    }

    private static string Fill(int number)
    {
        return FillName + number.ToString();
    }

    private void Churn()
    {
        string neighbour = _name + (_count < ChurnWrites ? ".a" : ".b") + ChurnName;
        byte[] chunk = new byte[ChurnBytes];
        chunk[0] = (byte)_count;
        _volume.Replace(neighbour, chunk, 0, ChurnBytes);
        _count++;
        if (_count % ChurnWrites == 0)
        {
            _volume.Delete(neighbour);
        }

        if (_count == 2 * ChurnWrites)
        {
            _state = State.Fill;
            _count = 0;
        }
    }

    private void Free()
    {
        if (_count > 0)
        {
            _count--;
            _volume.Delete(Fill(_count));
            return;
        }

        _state = _again ? State.Churn : State.Idle;
        _again = false;
    }
}
