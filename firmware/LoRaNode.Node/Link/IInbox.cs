namespace LoRaNode.Node.Link;

/// <summary>The files in which the runtime leaves requests that came over the USB cable (see <see cref="InboxFile"/>).</summary>
public interface IInbox
{
    /// <summary>Length of the file at a place in bytes, or -1 when there is none.</summary>
    int Length(int place);

    /// <summary>Reads the file at a place into <paramref name="content"/>. Returns its length, or -1 when there is none or it does not fit.</summary>
    int Read(int place, byte[] content);

    /// <summary>Deletes the file at a place.</summary>
    void Delete(int place);
}
