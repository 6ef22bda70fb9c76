namespace LoRaNode.Node.Storage;

/// <summary>
/// Numbers the frames that this node makes. A number is never used twice under one key, also when the power fails between
/// use and storage and when one of the two stored copies is worn: numbers are reserved on the medium a block ahead, and a start
/// skips what was reserved but not used. (RFC 3610, section 2.3: a nonce that repeats under one key breaks CCM.)
/// </summary>
public sealed class FrameCounter
{
    /// <summary>Numbers reserved by one write: 64 keeps the wear of the flash at one write for 64 frames.</summary>
    public const uint BlockSize = 64;

    private readonly INodeStorage _storage;
    private readonly string _name;
    private readonly StoredNumber _reserved;
    private uint _next;
    private uint _limit;
    private bool _isNew;

    /// <summary>Continues after everything that was ever reserved under a name on this medium.</summary>
    public FrameCounter(INodeStorage storage, string name)
    {
        _storage = storage;
        _name = name;
        _reserved = new StoredNumber(storage, name);
        if (_reserved.TryRead(out _next))
        {
            // The newer copy may have worn away: it held exactly one block more. Skipping a block costs 64 of four billion.
            _next = _next > uint.MaxValue - BlockSize ? uint.MaxValue : _next + BlockSize;
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
        get { return _storage.IsDamaged(_name); }
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
        if (_limit > uint.MaxValue - BlockSize || IsLost || !_reserved.Write(_limit + BlockSize))
        {
            return false;
        }

        // Both copies exist from the beginning, so that one of them outlives the other's sector.
        if (_isNew && !_reserved.Write(_limit + BlockSize))
        {
            return false;
        }

        _isNew = false;
        _limit += BlockSize;
        return true;
    }
}
