using System;
using System.Resources;

namespace LoRaNode.Core.Text;

/// <summary>
/// The models as resources of this library (<c>TextModelResources.resx</c>), which the device reads in slices out of its flash. The tools
/// number a resource by a hash of its name; a test computes the same numbers and compares the sizes with the model files.
/// </summary>
public static class TextModelResources
{
    private const string BaseName = "LoRaNode.Core.Text.Device.TextModelResources";

    /// <summary>Numbers of the resources.</summary>
    internal enum Id : short
    {
        /// <summary>Kazakh.</summary>
        Kazakh = -28851,

        /// <summary>Russian.</summary>
        Russian = -7955,

        /// <summary>English.</summary>
        English = 2712,
    }

    /// <summary>Opens the store; nothing is read yet.</summary>
    public static ITextModelStore Open()
    {
        return new ResourceTextModelStore(
            new ResourceManager(BaseName, typeof(TextModelResources).Assembly),
            new Enum[] { Id.Kazakh, Id.Russian, Id.English },
            new int[] { KazakhBytes, RussianBytes, EnglishBytes });
    }

    /// <summary>Size of the Kazakh model.</summary>
    internal const int KazakhBytes = 82772;

    /// <summary>Size of the Russian model.</summary>
    internal const int RussianBytes = 98186;

    /// <summary>Size of the English model.</summary>
    internal const int EnglishBytes = 81082;
}
