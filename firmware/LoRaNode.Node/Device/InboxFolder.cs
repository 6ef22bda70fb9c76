using System.IO;
using LoRaNode.Node.Link;

namespace LoRaNode.Node.Device;

/// <summary>The inbox on the board: files in the root of <c>I:\</c>.</summary>
public sealed class InboxFolder : IInbox
{
    private readonly string[] _names = new string[InboxFile.Names];

    /// <summary>Creates the inbox and throws away what a tool left before the node started.</summary>
    public InboxFolder()
    {
        for (int i = 0; i < _names.Length; i++)
        {
            _names[i] = InboxFile.Name(i);
            Delete(i);
        }
    }

    /// <inheritdoc/>
    public int Length(int place)
    {
        if (!File.Exists(_names[place]))
        {
            return -1;
        }

        try
        {
            using (FileStream file = new FileStream(_names[place], FileMode.Open, FileAccess.Read))
            {
                return (int)file.Length;
            }
        }
        catch (IOException)
        {
            // The runtime is writing it: it will be there at the next look.
            return -1;
        }
    }

    /// <inheritdoc/>
    public int Read(int place, byte[] content)
    {
        try
        {
            using (FileStream file = new FileStream(_names[place], FileMode.Open, FileAccess.Read))
            {
                return file.Length > content.Length ? -1 : file.Read(content, 0, (int)file.Length);
            }
        }
        catch (IOException)
        {
            // The runtime is writing it: it will be there at the next look.
            return -1;
        }
    }

    /// <inheritdoc/>
    public void Delete(int place)
    {
        if (File.Exists(_names[place]))
        {
            File.Delete(_names[place]);
        }
    }
}
