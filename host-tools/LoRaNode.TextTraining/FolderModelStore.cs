using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining;

/// <summary>Models in a folder: <c>kk.model</c>, <c>ru.model</c>, <c>en.model</c>.</summary>
public sealed class FolderModelStore : ITextModelStore
{
    private readonly byte[][] _models;

    /// <summary>Reads the models of a folder; those that are not there stay missing.</summary>
    public FolderModelStore(string folder)
    {
        _models = [.. LanguageCodes.All.Select(language => Path.Combine(folder, FileName(language)))
            .Select(path => File.Exists(path) ? File.ReadAllBytes(path) : [])];
    }

    /// <summary>Serves models from memory, in the order of the languages.</summary>
    public FolderModelStore(params byte[][] models)
    {
        _models = models;
    }

    /// <summary>The file name of a language's model.</summary>
    public static string FileName(TextLanguage language) => LanguageCodes.Of(language) + ".model";

    /// <inheritdoc/>
    public int Length(TextLanguage language) => (int)language < _models.Length ? _models[(int)language].Length : 0;

    /// <inheritdoc/>
    public void Read(TextLanguage language, int offset, byte[] target, int targetOffset, int length)
    {
        Array.Copy(_models[(int)language], offset, target, targetOffset, length);
    }
}
