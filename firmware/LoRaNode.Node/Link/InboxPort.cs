namespace LoRaNode.Node.Link;

/// <summary>Takes requests out of the inbox. Call it every few tens of milliseconds.</summary>
public sealed class InboxPort
{
    // A file that stays incomplete for so many looks will never be complete: its write was cut off.
    private const int LooksBeforeGivingUp = 50;

    private readonly IInbox _inbox;
    private readonly LinkPort _port;
    private readonly int[] _looks = new int[InboxFile.Names];

    /// <summary>Joins the inbox and a way into the node.</summary>
    public InboxPort(IInbox inbox, LinkPort port)
    {
        _inbox = inbox;
        _port = port;
    }

    /// <summary>Answers every complete request and deletes it. True when there was one.</summary>
    public bool Look(long nowMs)
    {
        bool any = false;
        for (int place = 0; place < InboxFile.Names; place++)
        {
            int size = _inbox.Length(place);
            if (size < 0)
            {
                _looks[place] = 0;
                continue;
            }

            // Taken while somebody works at the cable, rather than a kilobyte for good. A file that is too long waits to be given up.
            byte[] content = new byte[size > InboxFile.MaxLength ? 0 : size];
            int length = _inbox.Read(place, content);
            int request = length < 0 ? -1 : InboxFile.RequestLength(content, length);
            if (request < 0 && ++_looks[place] < LooksBeforeGivingUp)
            {
                continue;
            }

            // Deleted first: a request that makes the node restart must not be found again.
            _inbox.Delete(place);
            _looks[place] = 0;
            if (request > 0)
            {
                _port.Request(content, request, nowMs);
                any = true;
            }
        }

        return any;
    }
}
