namespace LoRaNode.Core.Text;

/// <summary>
/// Where the parts of the models are read into while a symbol is looked up: one root and one block. Nothing stays from one symbol to
/// the next. 5 KB.
/// </summary>
internal sealed class ModelSlices
{
    /// <summary>Keeps an offset inside a block.</summary>
    internal const int BlockMask = ModelFormat.MaxBlockSize - 1;

    // More than an item with all that belongs to it: so that even a damaged block makes nobody read outside.
    private const int Margin = 640;

    /// <summary>The root of the latest symbol.</summary>
    internal readonly byte[] Root = new byte[ModelFormat.MaxRootSize];

    /// <summary>The block of the latest two symbols; or the tree of symbols without context, once no context is needed any more.</summary>
    internal readonly byte[] Block = new byte[ModelFormat.MaxBlockSize + Margin];
}
