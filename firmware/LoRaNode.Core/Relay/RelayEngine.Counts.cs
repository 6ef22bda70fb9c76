namespace LoRaNode.Core.Relay;

// What a technician wants to know.
public sealed partial class RelayEngine
{
    /// <summary>Frames held for repair and late joiners.</summary>
    public int FramesHeld
    {
        get { return Count(FrameStore.Never); }
    }

    /// <summary>Frames of those that wait to be sent.</summary>
    public int FramesQueued
    {
        get { return Count(FrameStore.Never - 1); }
    }

    /// <summary>True when this node belongs to the backbone: others rely on it to relay.</summary>
    public bool IsBackbone
    {
        get { return (_neighbours.Standing[NeighbourTable.Self] & RelayStanding.Backbone) != 0; }
    }

    /// <summary>Frames received with a good check sum.</summary>
    public uint FramesReceived { get; private set; }

    /// <summary>Frames sent.</summary>
    public uint FramesSent { get; private set; }

    /// <summary>Tells of a neighbour. False when the place is free.</summary>
    /// <param name="place">Place in the table, from 0.</param>
    /// <param name="nowMs">Monotonic milliseconds.</param>
    /// <param name="address">Its address.</param>
    /// <param name="snrQuarterDb">Mean SNR in quarters of a decibel.</param>
    /// <param name="quality">Quality of the link, 0 to 3 (see <see cref="LinkQuality"/>).</param>
    /// <param name="hearsUs">True when it says that it hears this node well.</param>
    /// <param name="silentMs">Milliseconds since it was heard last.</param>
    public bool TryGetNeighbour(int place, long nowMs, out ushort address, out int snrQuarterDb, out int quality, out bool hearsUs, out long silentMs)
    {
        address = 0;
        snrQuarterDb = 0;
        quality = 0;
        hearsUs = false;
        silentMs = 0;
        if (_neighbours.Node[place] < 0)
        {
            return false;
        }

        address = _neighbours.Known.AddressOf(_neighbours.Node[place]);
        snrQuarterDb = _neighbours.SnrOf(place);
        quality = _neighbours.QualityOf(place);
        hearsUs = NodeSet.Has(_neighbours.HearsWell, place * NodeSet.Words, NeighbourTable.Self);
        silentMs = nowMs - _neighbours.HeardMs(place);
        return true;
    }

    /// <summary>Places of the table of neighbours.</summary>
    public int NeighbourPlaces
    {
        get { return _neighbours.Capacity; }
    }

    private int Count(long latestDueMs)
    {
        int count = 0;
        for (int i = 0; i < _store.Slots; i++)
        {
            count += _store.State[i] == ItemState.Held && _store.DueMs[i] <= latestDueMs ? 1 : 0;
        }

        return count;
    }
}
