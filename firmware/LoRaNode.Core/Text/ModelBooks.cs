using LoRaNode.Core.Primitives;

namespace LoRaNode.Core.Text;

/// <summary>
/// The books of one model at a time (see <see cref="ModelFormat"/>): a decoder reads them again when a text changes its language, for those
/// of every language would take three kilobytes. 1.2 KB.
/// </summary>
internal sealed class ModelBooks
{
    /// <summary>The probabilities.</summary>
    internal readonly ushort[] Values = new ushort[ModelFormat.Books * ModelFormat.BookSize];

    private const int PieceBytes = 64;
    private const int None = -1;

    private readonly byte[] _piece = new byte[PieceBytes];
    private int _language = None;

    /// <summary>Takes in the books of a model, sixteen reads of the store, unless it holds them already.</summary>
    internal void Use(TextModel model)
    {
        if (model.Language == _language)
        {
            return;
        }

        ITextModelStore store = model.Cache.Store;
        for (int i = 0; i < Values.Length; i += PieceBytes / 2)
        {
            store.Read((TextLanguage)model.Language, ModelFormat.BooksAt + (2 * i), _piece, 0, PieceBytes);
            for (int k = 0; k < PieceBytes / 2; k++)
            {
                Values[i + k] = (ushort)LittleEndian.Get16(_piece, 2 * k);
            }
        }

        _language = model.Language;
    }
}
