namespace LoRaNode.Core.Text;

/// <summary>
/// Where the parts of the models are read into while a symbol is looked up: one root and one block. Nothing stays from one symbol to
/// the next. 4.5 KB.
/// </summary>
internal sealed class ModelSlices
{
    /// <summary>Keeps an offset inside a block.</summary>
    internal const int BlockMask = ModelFormat.MaxBlockSize - 1;

    // More than a block and a node with all that belongs to it, 530 bytes, so that even a damaged block makes nobody read outside;
    // and what an owner of the scratch needs.
    private const int BlockBytes = 4128;

    /// <summary>The root of the latest symbol.</summary>
    internal readonly byte[] Root = new byte[ModelFormat.MaxRootSize];

    /// <summary>The block of the latest two symbols; or the tree of the root, once no longer context is needed any more.</summary>
    internal readonly byte[] Block = new byte[BlockBytes];
}
