using System;
using System.IO;
using System.Reflection;

namespace LoRaNode.Core.Text;

/// <summary>The models that are built into this library on .NET.</summary>
public sealed class EmbeddedTextModelStore : ITextModelStore
{
    private static readonly string[] Names = { "kk.model", "ru.model", "en.model" };

    private readonly byte[][] _models = new byte[Names.Length][];

    /// <summary>Reads the models from the library's resources.</summary>
    public EmbeddedTextModelStore()
    {
        Assembly assembly = typeof(EmbeddedTextModelStore).Assembly;
        for (int i = 0; i < Names.Length; i++)
        {
            using Stream stream = assembly.GetManifestResourceStream(Names[i]);
            _models[i] = stream == null ? Array.Empty<byte>() : new byte[(int)stream.Length];
            stream?.ReadExactly(_models[i]);
        }
    }

    /// <inheritdoc/>
    public int Length(TextLanguage language)
    {
        return _models[(int)language].Length;
    }

    /// <inheritdoc/>
    public void Read(TextLanguage language, int offset, byte[] target, int targetOffset, int length)
    {
        Array.Copy(_models[(int)language], offset, target, targetOffset, length);
    }
}
