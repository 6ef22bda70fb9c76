namespace LoRaNode.Core.Journal;

/// <summary>What journals of one thread may share: a page to read through, and the bytes of the tail that was added to last. 1.2 KB.</summary>
public sealed class JournalBuffers
{
    /// <summary>Pages of segments are read through it.</summary>
    internal readonly JournalPage Page = new JournalPage(new byte[JournalPage.Capacity]);

    /// <summary>Bytes of the tail of <see cref="TailOwner"/>.</summary>
    internal readonly byte[] Tail = new byte[JournalPage.Capacity];

    /// <summary>The journal whose tail is in; null when it is none's.</summary>
    internal RecordJournal TailOwner;
}
