namespace LoRaNode.Core.Journal;

/// <summary>What journals of one thread may share: a page to read through, and the bytes of the tail that was added to last. 1.2 KB.</summary>
public sealed class JournalBuffers
{
    /// <summary>Pages of segments are read through it.</summary>
    internal readonly JournalPage Page = new JournalPage(new byte[JournalPage.Capacity]);

    /// <summary>Bytes of the tail of <see cref="TailOwner"/>.</summary>
    internal readonly byte[] Tail = new byte[JournalPage.Capacity];

    /// <summary>
    /// Lends the page's bytes, <see cref="JournalPage.Capacity"/> of them, to an owner of the same thread until a journal is used next: journals
    /// look at nothing that was left in them.
    /// </summary>
    public byte[] Borrow()
    {
        Page.Owner = null;
        return Page.Bytes;
    }

    /// <summary>The journal whose tail is in; null when it is none's.</summary>
    internal RecordJournal TailOwner;
}
