namespace LoRaNode.Core.Relay;

/// <summary>
/// How long after this node each neighbour begins to pass on what only this node gave it, as round-trip times are measured for TCP
/// (RFC 6298, section 2): a relay that is always prompt is missed soon, one that waits for others is given its time.
/// </summary>
internal sealed class RelayDelays
{
    private const int StepMs = 8;

    // 256 ms, and half of it for the deviation, before anything was measured.
    private const byte First = 32;

    // Mean and mean deviation of each entry in steps of 8 ms: at most 2,040 ms.
    private readonly byte[] _mean;
    private readonly byte[] _deviation;

    public RelayDelays(int capacity)
    {
        _mean = new byte[capacity];
        _deviation = new byte[capacity];
    }

    /// <summary>Begins anew with an entry.</summary>
    public void Reset(int entry)
    {
        _mean[entry] = First;
        _deviation[entry] = First / 2;
    }

    /// <summary>An entry began so many milliseconds after this node had sent.</summary>
    public void Note(int entry, int delayMs)
    {
        int sample = delayMs / StepMs;
        sample = sample < 0 ? 0 : sample > byte.MaxValue ? byte.MaxValue : sample;
        int error = sample - _mean[entry];
        int size = error < 0 ? -error : error;
        _mean[entry] = (byte)(_mean[entry] + (error / 8));
        _deviation[entry] = (byte)(_deviation[entry] + ((size - _deviation[entry]) / 4));
    }

    /// <summary>Time within which an entry should have begun, in milliseconds: the mean and four deviations.</summary>
    public int PatienceMs(int entry)
    {
        return (_mean[entry] + (4 * _deviation[entry])) * StepMs;
    }
}
