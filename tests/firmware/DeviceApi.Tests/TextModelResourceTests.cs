using System.Globalization;
using System.Text.RegularExpressions;

namespace DeviceApi.Tests;

/// <summary>The device finds its text models by numbers that its tools compute from names: the numbers written down must be those.</summary>
public sealed class TextModelResourceTests
{
    private static readonly string Sample = Path.Combine(RepositoryPaths.Firmware, "LoRaNode.Core", "Text");
    private static readonly string Source = File.ReadAllText(Path.Combine(Sample, "Device", "TextModelResources.cs"));

    [Theory]
    [InlineData("Kazakh", "kk")]
    [InlineData("Russian", "ru")]
    [InlineData("English", "en")]
    public void A_models_number_and_size_are_those_of_its_file(string language, string name)
    {
        Assert.Equal(NumberOf(name), Number($@"{language} = (-?\d+)"));
        Assert.Equal(new FileInfo(Path.Combine(Sample, "Models", $"{name}.model")).Length, Number($@"{language}Bytes = (\d+)"));
        Assert.Contains($"""<data name="{name}" """, File.ReadAllText(Path.Combine(Sample, "Device", "TextModelResources.resx")), StringComparison.Ordinal);
    }

    private static long Number(string pattern) => long.Parse(Regex.Match(Source, pattern).Groups[1].Value, CultureInfo.InvariantCulture);

    /// <summary>nanoFramework's number of a resource: two interleaved hashes (h = 33 h xor c from 5381), mixed and folded to 16 bits.</summary>
    private static short NumberOf(string name)
    {
        int[] hashes = [352_654_597, 352_654_597];
        for (int i = 0; i < name.Length; i++)
        {
            hashes[i % 2] = unchecked((hashes[i % 2] * 33) ^ name[i]);
        }

        int mixed = unchecked(hashes[0] + (hashes[1] * 1_566_083_941));
        return unchecked((short)((short)(mixed >> 16) ^ (short)mixed));
    }
}
