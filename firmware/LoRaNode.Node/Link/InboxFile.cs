using LoRaNode.Core.Primitives;

namespace LoRaNode.Node.Link;

/// <summary>
/// A request as a file, the way it comes over the USB cable: the runtime writes files on <c>I:\</c> while the application runs. The
/// file is the request followed by its CRC-32, so that one which is still being written is told from one that is complete.
/// </summary>
public static class InboxFile
{
    /// <summary>What the names of request files begin with; a digit follows.</summary>
    public const string Prefix = "I:\\inbox";

    /// <summary>Number of names, used in turn, so that a request never overwrites the one before it.</summary>
    public const int Names = 4;

    /// <summary>Bytes after the request.</summary>
    public const int CheckSize = 4;

    /// <summary>Largest file in bytes.</summary>
    public const int MaxLength = LinkMessage.MaxLength + CheckSize;

    /// <summary>Name of the file at a place, 0 to <see cref="Names"/> - 1.</summary>
    public static string Name(int place)
    {
        return Prefix + (char)('0' + place);
    }

    /// <summary>Length of the request in a file's content, or -1 while it is not complete.</summary>
    public static int RequestLength(byte[] content, int length)
    {
        int request = length - CheckSize;
        return request > 0 && length <= MaxLength && Crc32.Of(content, 0, request) == LittleEndian.Get32(content, request) ? request : -1;
    }

    /// <summary>Adds the CRC after a request. Returns the length of the file; the buffer has room for it.</summary>
    public static int Complete(byte[] content, int requestLength)
    {
        LittleEndian.Put32(content, requestLength, Crc32.Of(content, 0, requestLength));
        return requestLength + CheckSize;
    }
}
