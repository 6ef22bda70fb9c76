using LoRaNode.Core.Frames;
using LoRaNode.Node.Storage;

namespace LoRaNode.Node.Texts;

/// <summary>
/// The texts that the node shows, newest first: verified alerts until they expire, members' messages for some hours. It is a view of the
/// frame archive, so all that is kept there can be read; a text is fetched from the medium when somebody looks.
/// </summary>
public sealed class TextBoard
{
    private readonly FrameArchive _archive;

    /// <summary>Shows the texts of an archive.</summary>
    public TextBoard(FrameArchive archive)
    {
        _archive = archive;
    }

    /// <summary>Texts shown.</summary>
    public int Count
    {
        get { return _archive.ShownCount; }
    }

    /// <summary>Texts put up so far, those that are gone included.</summary>
    public uint Added { get; private set; }

    /// <summary>True when a text with this identity is shown.</summary>
    public bool Holds(FrameType type, ushort origin, uint counter)
    {
        return _archive.IsShown(type, origin, counter);
    }

    /// <summary>Identity and times (in calendar seconds) of the text at a place, 0 the newest. False when there is none.</summary>
    public bool TryGet(int place, out FrameType type, out ushort origin, out uint counter, out uint arrivedS, out uint expiresS)
    {
        return _archive.TryGetShown(place, out type, out origin, out counter, out arrivedS, out expiresS);
    }

    /// <summary>Puts a text up.</summary>
    /// <param name="type">Type of its frames.</param>
    /// <param name="origin">Node that made it.</param>
    /// <param name="counter">Counter of its first frame.</param>
    /// <param name="thread">For an alert what <see cref="ThreadOf"/> says, else 0.</param>
    /// <param name="expiresS">Until when, in calendar seconds.</param>
    /// <param name="nowS">The calendar.</param>
    public void Add(FrameType type, ushort origin, uint counter, uint thread, uint expiresS, uint nowS)
    {
        Added++;
        _archive.Show(type, origin, counter, thread, expiresS, nowS);
    }

    /// <summary>A shown alert of a thread. False when there is none.</summary>
    public bool TryFindThread(uint thread, out ushort origin, out uint counter)
    {
        return _archive.TryFindShown(thread, out origin, out counter);
    }

    /// <summary>Takes down one text that cannot be read any more.</summary>
    public void Remove(FrameType type, ushort origin, uint counter)
    {
        _archive.Forget(type, origin, counter);
    }

    /// <summary>Takes down everything.</summary>
    public void Wipe()
    {
        _archive.Clear();
    }

    /// <summary>Names an issuer's thread: above 0.</summary>
    /// <param name="issuer">The issuer's slot.</param>
    /// <param name="sequence">Sequence of the alert that began it.</param>
    public static uint ThreadOf(byte issuer, int sequence)
    {
        return 1 + (((uint)issuer << 16) | (uint)sequence);
    }
}
