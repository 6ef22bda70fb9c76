namespace LoRaNode.Node.Storage;

/// <content>
/// Keeps some segments of the alerts free: what still lives in the oldest segment is added again at the end, one frame at a time, before the
/// segment goes. The largest frames of all places fill less than half of the segments, so this ends.
/// </content>
public sealed partial class FrameArchive
{
    /// <summary>One segment's live frames, packed anew, may need two; the third is for the frames that come meanwhile.</summary>
    private const int FreeAlertSegments = 3;

    /// <summary>With fewer free segments than this a frame has to wait for the room that it needs.</summary>
    private const int LeastFreeSegments = 2;

    /// <summary>Steps that making room in one go may take: every place moved once in each round.</summary>
    private const int MaxSteps = StorageNames.AlertSegments * (MaxKept + 1);

    /// <summary>True when <see cref="CompactStep"/> has something to do.</summary>
    public bool NeedsCompaction
    {
        get { return _alerts.FreeSegments < FreeAlertSegments; }
    }

    /// <summary>Moves one frame out of the oldest segment of the alerts, or gives the segment up when it is empty: one read and one write. False when the medium refuses.</summary>
    public bool CompactStep(uint nowS)
    {
        Expire(nowS);
        uint keepFrom = _alerts.SecondOldestSegmentFirst;
        for (int place = _kept.Count - 1; place >= 0; place--)
        {
            if (_kept.Number(place, _alerts.Next) >= keepFrom)
            {
                continue;
            }

            int length = _alerts.Read(_kept.Number(place, _alerts.Next), _record, 0);
            if (length == 0)
            {
                _kept.RemoveAt(place);
                return true;
            }

            uint number = _alerts.Next;
            if (!_alerts.Append(_record, 0, length))
            {
                return false;
            }

            _kept.SetNumber(place, number);
            return true;
        }

        return _alerts.Release();
    }

    private bool HasRoomFor(byte[] frame, uint nowS)
    {
        // Making room would write over a frame that lies in the buffer of this object.
        return frame == _record ? _alerts.FreeSegments >= LeastFreeSegments : TryMakeRoom(nowS);
    }

    /// <summary>Makes room for an alert at once when there was no time for it in between. False when the medium refuses.</summary>
    public bool TryMakeRoom(uint nowS)
    {
        for (int step = 0; step < MaxSteps && _alerts.FreeSegments < LeastFreeSegments; step++)
        {
            if (!CompactStep(nowS))
            {
                return false;
            }
        }

        return true;
    }
}
