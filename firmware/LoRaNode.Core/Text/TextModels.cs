namespace LoRaNode.Core.Text;

/// <summary>
/// The models of all languages over one store and one cache: 5 KB of cache and 0.4 KB per language. One set serves an encoder and a
/// decoder.
/// </summary>
public sealed class TextModels
{
    internal readonly TextModel[] ByLanguage = new TextModel[TextLimits.Languages];

    internal readonly ModelCache Cache;

    /// <summary>Opens the models of a store; a language whose model is missing or of another version stays without.</summary>
    public TextModels(ITextModelStore store)
    {
        Cache = new ModelCache(store);
        for (int i = 0; i < TextLimits.Languages; i++)
        {
            ByLanguage[i] = TextModel.Open(Cache, (TextLanguage)i);
        }
    }

    /// <summary>
    /// Gives the bytes of the cache, more than four kilobytes, to an owner of the same thread for use between two texts: from now on each text
    /// begins with an empty cache.
    /// </summary>
    public byte[] Share()
    {
        Cache.IsShared = true;
        return Cache.Bytes;
    }

    /// <summary>Whether a language has a model.</summary>
    public bool Has(TextLanguage language)
    {
        return ByLanguage[(int)language] != null;
    }
}
