namespace LoRaNode.Core.Relay;

// How much is lost here, and so how often summaries are told.
public sealed partial class RelayEngine
{
    // The need falls by this part with each new item: a mean of about sixteen.
    private const int NeedShare = 16;

    private int _need;

    /// <summary>True where so much is lost that summaries and hints go to everybody.</summary>
    private bool IsMuchLost
    {
        get { return CalmLimit < RelayTiming.MostCalm; }
    }

    /// <summary>Doublings of the summary interval when all is well: the more is lost here, the fewer.</summary>
    private int CalmLimit
    {
        get
        {
            int loss = _neighbours.Loss.PerMille;
            if (_need > 2 * RelayTiming.MuchNeed || loss > RelayTiming.MostLoss)
            {
                return RelayTiming.CalmInNeed - 2;
            }

            return _need > RelayTiming.MuchNeed || loss > RelayTiming.MuchLoss ? RelayTiming.CalmInNeed : RelayTiming.MostCalm;
        }
    }

    /// <summary>An item was lacking here or at a neighbour long after its wave.</summary>
    private void NoteNeed()
    {
        _need += 1_000 / (_neighbours.Count + 1);
    }
}
