using System;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Primitives;

namespace LoRaNode.Core.Relay;

// Beacons: who hears whom.
public sealed partial class RelayEngine
{
    private const int FirstBeaconMs = 10_000;
    private const int ShortestSteadyBeaconMs = 180_000;
    private const int LongestBeaconMs = 14_400_000;

    // A list that has not changed is told in every so many beacons, for those who missed it: the longer it is, the more rarely, for then others tell much
    // the same.
    private const int LeastBeaconsPerList = 4;
    private const int NeighboursPerMore = 16;

    private readonly NeighbourTable _neighbours;
    private readonly NeighbourList _list;
    private long _beaconDueMs = -1;
    private const int BeaconHeaderSize = 7;

    private long _beaconIntervalMs;
    private int _firstIntervalMs = FirstBeaconMs;
    private byte _announcedStanding;
    private int _beaconsSent;
    private ushort _announcedMembers;
    private int _beaconAirtimeMs;
    private int _beaconsSinceList = byte.MaxValue;
    private ushort _announcedHash;

    // A node answers a probe at most this often: whoever has the network key must not make it talk.
    private const int AnswerPauseMs = 20_000;

    // After a start a node asks for proofs of those whose frames its replay window cannot judge: so often, and after so long again.
    private const int MostProofProbes = 5;
    private const int ProofProbeMs = 60_000;
    private const int AnswerSize = 6;

    private int _proofProbes;
    private long _proofProbeMs = long.MinValue / 2;
    private ushort _answerTo;
    private uint _answerCounter;
    private bool _isProbing;
    private long _answeredMs = long.MinValue / 2;

    /// <summary>Sends a beacon at once that asks all who hear it for theirs: a technician tests radio and antenna.</summary>
    public void Probe(long nowMs)
    {
        _isProbing = true;
        _beaconDueMs = nowMs;
    }

    /// <summary>Asks the neighbours to show that what they send is new: now and then, for a start, and only where it is not known.</summary>
    private void ProbeForProof(long nowMs)
    {
        if (_proofProbes < MostProofProbes && nowMs - _proofProbeMs >= ProofProbeMs)
        {
            _proofProbes++;
            _proofProbeMs = nowMs;
            _isProbing = true;
            long due = nowMs + SlotMs + _random.Next(FirstBeaconMs);
            _beaconDueMs = due < _beaconDueMs ? due : _beaconDueMs;
        }
    }

    /// <summary>True for a beacon that answers a probe which this node sent since its start: no recording of the time before can do that.</summary>
    private bool IsAnswerToUs(int length)
    {
        int at = BeaconHeaderSize + ((_payload[0] & LocalKind.RhythmFlag) != 0 ? RhythmSize : 0);
        return (_payload[0] & (LocalKind.Mask | LocalKind.AnswerFlag)) == (LocalKind.Beacon | LocalKind.AnswerFlag)
            && length >= at + AnswerSize
            && LittleEndian.Get16(_payload, at) == _options.Address
            && _echo.IsOurs(LittleEndian.Get32(_payload, at + 2));
    }

    /// <summary>A neighbour asks for a beacon: one with the list, which says whether the neighbour is heard.</summary>
    private void OnProbe(ushort from, uint counter, long nowMs)
    {
        if (nowMs - _answeredMs < AnswerPauseMs)
        {
            return;
        }

        _answeredMs = nowMs;
        _answerTo = from;
        _answerCounter = counter;
        _beaconsSinceList = byte.MaxValue;
        long due = nowMs + SlotMs + _random.Next((_neighbours.Count + 1) * 2 * BeaconAirtimeMs);
        _beaconDueMs = due < _beaconDueMs ? due : _beaconDueMs;
    }

    /// <summary>Neighbours heard lately.</summary>
    public int NeighbourCount
    {
        get { return _neighbours.Count; }
    }

    private int BeaconsPerList
    {
        get { return LeastBeaconsPerList + (_neighbours.Count / NeighboursPerMore); }
    }

    private bool IsListDue
    {
        get { return _neighbours.OwnHash != _announcedHash || _beaconsSinceList >= BeaconsPerList - 1; }
    }

    /// <summary>Builds a beacon in the transmit buffer. False without a counter or key.</summary>
    private bool BuildBeacon(long nowMs)
    {
        ChooseStanding();
        bool withList = IsListDue;
        int at = FrameHeader.Size;
        bool withRhythm = _rhythm.IsUsed(nowMs);
        int flags = _isProbing ? LocalKind.AskFlag : 0;
        if (_beaconsSent == 0 && _replay.HasNotedAhead)
        {
            ProbeForProof(nowMs);
            flags |= LocalKind.AskFlag;
        }

        flags |= _answerTo != FrameHeader.NoAddress ? LocalKind.AnswerFlag : 0;
        flags |= !withRhythm ? 0 : _rhythm.IsSaver ? LocalKind.RhythmFlag | LocalKind.SaverFlag : LocalKind.RhythmFlag;
        _isProbing = false;
        _frame[at++] = (byte)(LocalKind.Beacon | flags | (withList ? LocalKind.ListFlag : 0));
        byte standing = _neighbours.Standing[NeighbourTable.Self];
        bool news = _neighbours.MembersHash != _announcedMembers || ((standing ^ _announcedStanding) & RelayStanding.Backbone) != 0;
        ScheduleBeacon(news, nowMs);
        _announcedMembers = _neighbours.MembersHash;
        _announcedStanding = standing;
        _frame[at++] = (byte)(_neighbours.Count > 255 ? 255 : _neighbours.Count);
        _frame[at++] = (byte)_neighbours.OwnHash;
        _frame[at++] = (byte)(_neighbours.OwnHash >> 8);
        _frame[at++] = _neighbours.Standing[NeighbourTable.Self];
        at = WriteHeldHash(at, nowMs);
        at = withRhythm ? WriteRhythm(at, nowMs) : at;
        if (_answerTo != FrameHeader.NoAddress)
        {
            LittleEndian.Put16(_frame, at, _answerTo);
            LittleEndian.Put32(_frame, at + 2, _answerCounter);
            at += AnswerSize;
            _answerTo = FrameHeader.NoAddress;
        }

        if (withList)
        {
            // The packer writes at payload positions counted from the start of the array.
            int end = _list.Write(_neighbours, _frame, at);
            if (end > 0)
            {
                at = end;
            }
            else
            {
                _frame[FrameHeader.Size] = (byte)(LocalKind.Beacon | flags);
            }
        }

        if (!SealLocal(at))
        {
            return false;
        }

        _beaconsSent = _beaconsSent < byte.MaxValue ? _beaconsSent + 1 : _beaconsSent;
        _announcedHash = _neighbours.OwnHash;
        _beaconsSinceList = withList ? 0 : _beaconsSinceList + 1;
        _beaconAirtimeMs = _beaconAirtimeMs == 0
            ? AirtimeMs(_transmitLength)
            : _beaconAirtimeMs + ((AirtimeMs(_transmitLength) - _beaconAirtimeMs) / BeaconsPerList);
        return true;
    }

    /// <summary>
    /// Chooses the next interval, by Trickle (RFC 6206, 4.2): short while there is news to tell, then doubled until beacons take
    /// no more than their steady share.
    /// </summary>
    private void ScheduleBeacon(bool news, long nowMs)
    {
        int airtime = BeaconAirtimeMs;
        long steady = (long)(_neighbours.LargestDegree() + 1) * airtime * RelayTiming.SteadyBeaconDivisor;
        steady = steady < ShortestSteadyBeaconMs ? ShortestSteadyBeaconMs : steady;
        steady = steady > LongestBeaconMs ? LongestBeaconMs : steady;
        long fresh = (long)(_neighbours.Count + 1) * airtime * RelayTiming.NewBeaconDivisor;
        fresh = fresh < _firstIntervalMs ? _firstIntervalMs : fresh;
        _beaconIntervalMs = news ? _beaconIntervalMs / 4 : _beaconIntervalMs * 2;
        _beaconIntervalMs = _beaconIntervalMs < fresh ? fresh : _beaconIntervalMs;
        _beaconIntervalMs = _beaconIntervalMs > steady ? steady : _beaconIntervalMs;
        if (_firstIntervalMs < ShortestSteadyBeaconMs)
        {
            _firstIntervalMs *= 2;
        }

        int half = (int)(_beaconIntervalMs / 2);
        _beaconDueMs = nowMs + half + _random.Next(half);
    }

    private int BeaconAirtimeMs
    {
        get { return _beaconAirtimeMs == 0 ? AirtimeMs(64) : _beaconAirtimeMs; }
    }

    private void OnBeacon(int length, ushort transmitter, uint counter, int entry, long nowMs)
    {
        bool hasRhythm = (_payload[0] & LocalKind.RhythmFlag) != 0;
        int header = BeaconHeaderSize + (hasRhythm ? RhythmSize : 0) + ((_payload[0] & LocalKind.AnswerFlag) != 0 ? AnswerSize : 0);
        if (entry < 0 || length < header)
        {
            return;
        }

        if (hasRhythm)
        {
            OnRhythm(BeaconHeaderSize, length + FrameHeader.Overhead, nowMs);
        }

        _neighbours.Degree[entry] = _payload[1];
        ushort hash = (ushort)(_payload[2] | (_payload[3] << 8));
        _neighbours.SetStandingOf(entry, _payload[4] & 15);
        OnHeldHash(5, transmitter, nowMs);
        if ((_payload[0] & LocalKind.AskFlag) != 0)
        {
            OnProbe(transmitter, counter, nowMs);
        }

        if ((_payload[0] & LocalKind.ListFlag) != 0)
        {
            _neighbours.ListHash[entry] = _list.Read(_neighbours, entry, _payload, header, length) ? hash : (ushort)0;
        }
    }

    /// <summary>Seals a frame for the neighbours whose payload was written into the transmit buffer.</summary>
    private bool SealLocal(int end)
    {
        uint counter;
        return _counters.TryTake(FrameType.Beacon, out counter) && SealLocal(end, counter);
    }

    private bool SealLocal(int end, uint counter)
    {
        FrameHeader.Write(_frame, FrameType.Beacon, _options.Epoch, 0, _options.Address, _options.Address, counter);
        int length = _cipher.Seal(_frame, end - FrameHeader.Size);
        if (length < 0)
        {
            return false;
        }

        _transmitLength = length;
        _echo.OnSent(counter);
        return true;
    }

    /// <summary>Drops from every set what a sweep of the known nodes has freed.</summary>
    private void DropSwept()
    {
        if (!_neighbours.WasSwept)
        {
            return;
        }

        _neighbours.WasSwept = false;
        for (int slot = 0; slot < _store.Slots; slot++)
        {
            for (int i = 0; i < NodeSet.Words; i++)
            {
                _store.Covered[(slot * NodeSet.Words) + i] &= _neighbours.Used[i];
            }
        }
    }
}
