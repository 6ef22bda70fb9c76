using LoRaNode.Core.Frames;

namespace LoRaNode.Node.Storage;

/// <content>Which of the frames are shown to people.</content>
public sealed partial class FrameArchive
{
    /// <summary>Frames that are shown.</summary>
    public int ShownCount
    {
        get { return _kept.ShownCount + _recent.ShownCount; }
    }

    /// <summary>True when the frame with this identity is shown.</summary>
    public bool IsShown(FrameType type, ushort origin, uint counter)
    {
        FrameIndex index = IndexOf(type);
        int place = index.Find(type, origin, counter);
        return place >= 0 && index.IsShown(place);
    }

    /// <summary>Shows a frame, kept here or not.</summary>
    /// <param name="type">Type of the frame.</param>
    /// <param name="origin">Its origin.</param>
    /// <param name="counter">Its counter, of the first fragment.</param>
    /// <param name="thread">What it belongs to: see <see cref="TryFindShown"/>; only for alerts.</param>
    /// <param name="expiresS">Until when, if it is not kept here.</param>
    /// <param name="nowS">The owner's calendar.</param>
    public void Show(FrameType type, ushort origin, uint counter, uint thread, uint expiresS, uint nowS)
    {
        FrameIndex index = IndexOf(type);
        int place = index.Find(type, origin, counter);
        if (place < 0)
        {
            place = Place(index, type, origin, counter, expiresS, nowS, FrameIndex.NoNumber);
        }

        index.Show(place, thread);
    }

    /// <summary>Forgets a frame whose bytes are lost; without a write.</summary>
    public void Forget(FrameType type, ushort origin, uint counter)
    {
        FrameIndex index = IndexOf(type);
        int place = index.Find(type, origin, counter);
        if (place >= 0)
        {
            index.RemoveAt(place);
        }
    }

    /// <summary>A shown alert of a thread. False when there is none.</summary>
    public bool TryFindShown(uint thread, out ushort origin, out uint counter)
    {
        int place = _kept.FindShown(thread);
        origin = place < 0 ? FrameHeader.NoAddress : _kept.Origin(place);
        counter = place < 0 ? 0 : _kept.Counter(place);
        return place >= 0;
    }

    /// <summary>Identity and times of a shown frame, 0 the newest. False when there are not so many.</summary>
    public bool TryGetShown(int place, out FrameType type, out ushort origin, out uint counter, out uint arrivedS, out uint expiresS)
    {
        // Both indexes are in order of arrival: go back through them together.
        int kept = _kept.Count - 1;
        int recent = _recent.Count - 1;
        while (true)
        {
            while (kept >= 0 && !_kept.IsShown(kept))
            {
                kept--;
            }

            while (recent >= 0 && !_recent.IsShown(recent))
            {
                recent--;
            }

            bool takesKept = kept >= 0 && (recent < 0 || _kept.ArrivedS(kept) >= _recent.ArrivedS(recent));
            FrameIndex index = takesKept ? _kept : _recent;
            int at = takesKept ? kept-- : recent--;
            if (at < 0)
            {
                type = FrameType.Beacon;
                origin = FrameHeader.NoAddress;
                counter = 0;
                arrivedS = 0;
                expiresS = 0;
                return false;
            }

            if (place-- == 0)
            {
                type = index.Type(at);
                origin = index.Origin(at);
                counter = index.Counter(at);
                arrivedS = index.ArrivedS(at);
                expiresS = index.ExpiresS(at);
                return true;
            }
        }
    }
}
