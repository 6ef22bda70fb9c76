namespace LoRaNode.Node.Storage;

/// <summary>
/// Numbers the frames that this node makes. A number is never used twice under one key, also when the power fails between
/// use and storage and when one of the two stored copies is worn: numbers are reserved on the medium a block ahead, and a start
/// skips what was reserved but not used. (RFC 3610, section 2.3: a nonce that repeats under one key breaks CCM.)
/// </summary>
public sealed class FrameCounter
{
    /// <summary>Numbers reserved by one write where frames are many: 64 keeps the wear of the flash at one write for 64 frames.</summary>
    public const uint BlockSize = 64;

    /// <summary>
    /// The same where frames are few and live long: a restart passes over one to two blocks, and a replay window of 64 must still hold the numbers
    /// from before some restarts, or a node that comes late could not take the older alerts after the newest.
    /// </summary>
    public const uint SmallBlockSize = 8;

    private readonly INodeStorage _storage;
    private readonly StoredNumber _reserved;
    private readonly uint _blockSize;
    private uint _next;
    private uint _limit;
    private bool _isNew;

    /// <summary>Continues after everything that was ever reserved under a name on this medium, in blocks of the usual size.</summary>
    public FrameCounter(INodeStorage storage, string name)
        : this(storage, name, BlockSize)
    {
    }

    /// <summary>Continues after everything that was ever reserved under a name on this medium.</summary>
    /// <param name="storage">The medium.</param>
    /// <param name="name">Name of the counter there.</param>
    /// <param name="blockSize">Numbers reserved by one write; always the same for one name.</param>
    public FrameCounter(INodeStorage storage, string name, uint blockSize)
    {
        _storage = storage;
        _blockSize = blockSize;
        _reserved = new StoredNumber(storage, name);
        if (_reserved.TryRead(out _next))
        {
            // The newer copy may have worn away: it held exactly one block more. Skipping a block costs at most 64 of four billion.
            _next = _next > uint.MaxValue - _blockSize ? uint.MaxValue : _next + _blockSize;
        }
        else
        {
            _isNew = storage.Length(name) < 0;
        }

        _limit = _next;
    }

    /// <summary>
    /// True when the stored counter is lost. Nothing may be sent then until the node has new keys: what was sent before is unknown.
    /// </summary>
    public bool IsLost
    {
        get { return _storage.IsDamaged(_reserved.Name); }
    }

    /// <summary>Takes the next number. False when the counter is lost, the medium refuses the reservation, or all numbers are used: then nothing may be sent.</summary>
    public bool TryTake(out uint counter)
    {
        counter = 0;
        if (_next == _limit && !Reserve())
        {
            return false;
        }

        counter = _next++;
        return true;
    }

    private bool Reserve()
    {
        if (_limit > uint.MaxValue - _blockSize || IsLost || !_reserved.Write(_limit + _blockSize))
        {
            return false;
        }

        // Both copies exist from the beginning, so that one of them outlives the other's sector.
        if (_isNew && !_reserved.Write(_limit + _blockSize))
        {
            return false;
        }

        _isNew = false;
        _limit += _blockSize;
        return true;
    }
}
