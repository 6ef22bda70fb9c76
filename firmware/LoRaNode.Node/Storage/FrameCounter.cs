namespace LoRaNode.Node.Storage;

/// <summary>
/// Numbers the frames that this node makes. A number is never used twice under one key, also when the power fails between
/// use and storage: numbers are reserved on the medium a block ahead, and a start skips what was reserved but not used.
/// (RFC 3610, section 2.3: a nonce that repeats under one key breaks CCM.)
/// </summary>
public sealed class FrameCounter
{
    /// <summary>Numbers reserved by one write: 64 keeps the wear of the flash at one write for 64 frames.</summary>
    public const uint BlockSize = 64;

    private readonly StoredNumber _reserved;
    private uint _next;
    private uint _limit;

    /// <summary>Continues after everything that was ever reserved on this medium.</summary>
    public FrameCounter(INodeStorage storage)
    {
        _reserved = new StoredNumber(storage, StorageNames.Counter);
        _reserved.TryRead(out _next);
        _limit = _next;
    }

    /// <summary>Takes the next number. False when the medium refuses the reservation or all numbers are used: then nothing may be sent.</summary>
    public bool TryTake(out uint counter)
    {
        counter = 0;
        if (_next == _limit)
        {
            if (_limit > uint.MaxValue - BlockSize || !_reserved.Write(_limit + BlockSize))
            {
                return false;
            }

            _limit += BlockSize;
        }

        counter = _next++;
        return true;
    }
}
