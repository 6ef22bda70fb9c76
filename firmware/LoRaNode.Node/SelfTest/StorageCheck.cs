using LoRaNode.Node.Storage;

namespace LoRaNode.Node.SelfTest;

/// <summary>The medium takes a file, gives it back, and lets it go.</summary>
public sealed class StorageCheck : SelfCheck
{
    private const int Size = 64;

    private readonly INodeStorage _storage;

    /// <summary>Creates the check of a medium.</summary>
    public StorageCheck(INodeStorage storage)
    {
        _storage = storage;
    }

    /// <inheritdoc/>
    public override string Name
    {
        get { return "storage keeps a file"; }
    }

    /// <inheritdoc/>
    public override bool Passes()
    {
        byte[] content = new byte[Size];
        for (int i = 0; i < Size; i++)
        {
            content[i] = (byte)(i * 37);
        }

        byte[] read = new byte[Size];
        bool same = _storage.Write(StorageNames.SelfTest, content, Size) && _storage.Read(StorageNames.SelfTest, read) == Size;
        for (int i = 0; i < Size; i++)
        {
            same &= read[i] == content[i];
        }

        _storage.Delete(StorageNames.SelfTest);
        return same && _storage.Length(StorageNames.SelfTest) < 0;
    }
}
