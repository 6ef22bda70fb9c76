namespace LoRaNode.Core.Text;

/// <summary>
/// The models of all languages over one store: 5 KB for what is being read and 0.4 KB per language. One set serves an encoder and a
/// decoder.
/// </summary>
public sealed class TextModels
{
    internal readonly TextModel[] ByLanguage = new TextModel[TextLimits.Languages];

    private readonly ModelSlices _slices = new ModelSlices();

    /// <summary>Opens the models of a store; a language whose model is missing or of another version stays without.</summary>
    public TextModels(ITextModelStore store)
    {
        for (int i = 0; i < TextLimits.Languages; i++)
        {
            ByLanguage[i] = TextModel.Open(store, _slices, (TextLanguage)i);
        }
    }

    /// <summary>
    /// More than four kilobytes for an owner of the same thread to use between two texts: what is read from the models during a text
    /// goes there, and none of it stays.
    /// </summary>
    public byte[] Scratch
    {
        get { return _slices.Block; }
    }

    /// <summary>Whether a language has a model.</summary>
    public bool Has(TextLanguage language)
    {
        return ByLanguage[(int)language] != null;
    }
}
