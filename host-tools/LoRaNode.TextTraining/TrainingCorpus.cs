using System.Reflection;
using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining;

/// <summary>
/// The texts that the models learn from: in a folder for each language (<c>kk</c>, <c>ru</c>, <c>en</c>) the files
/// <c>train.*.txt</c>, one message or sentence a line, and the sentences written for this project, which are part of this library
/// (<c>Corpus/LANGUAGE.KIND.txt</c>).
/// </summary>
public static class TrainingCorpus
{
    private const string Prefix = "train.";

    // Texts that are little like messages count a quarter or not at all; those like what people write here, but few, more than once. Chosen
    // on parts of the training files that were left out for that.
    private static readonly Dictionary<string, int> Weights = new(StringComparer.Ordinal)
    {
        ["laws_kk"] = 1,
        ["mozilla_www_kk"] = 1,
        ["mozilla_www_en"] = 1,
        ["laws_ru"] = 1,
        ["mozilla_www_ru"] = 1,
        ["kazqad_wiki"] = 2,
        ["cv_kk"] = 2 * TrainingLine.Once,
        ["tatoeba_kk"] = 2 * TrainingLine.Once,
        ["kaznerd_valid"] = 6,
        ["factrueval"] = 6,
        ["gsd_dev"] = 7 * TrainingLine.Once,
        ["taiga_dev"] = 7 * TrainingLine.Once,
        ["ewt_dev"] = 2 * TrainingLine.Once,

        // The project's own. Few, and they are what nodes send:
        ["alerts"] = 3 * TrainingLine.Once,
    };

    /// <summary>The largest model of each language in bytes; together 256 KB, the most for those that gain the most.</summary>
    public static int MaxModelBytes(TextLanguage language) => language switch
    {
        TextLanguage.Kazakh => 82800,
        TextLanguage.Russian => 98200,
        _ => 81100,
    };

    /// <summary>The texts of a language, or none when the folder has no training files for it.</summary>
    public static IReadOnlyList<TrainingLine> Load(string folder, TextLanguage language)
    {
        string code = LanguageCodes.Of(language);
        string inside = Path.Combine(folder, code);
        string[] files = Directory.Exists(inside) ? Directory.GetFiles(inside, Prefix + "*.txt") : [];
        if (files.Length == 0)
        {
            return [];
        }

        Array.Sort(files, StringComparer.Ordinal);
        List<TrainingLine> lines = [];
        foreach (string file in files)
        {
            string source = Path.GetFileNameWithoutExtension(file)[Prefix.Length..];
            Add(lines, File.ReadLines(file), WeightOf(source, code));
        }

        foreach ((string kind, IEnumerable<string> texts) in OwnTexts(code))
        {
            Add(lines, texts, WeightOf(kind, code));
        }

        return lines;
    }

    /// <summary>The weight of a source: one of its name and the language, or of its name alone.</summary>
    private static int WeightOf(string source, string code)
    {
        return Weights.TryGetValue(source + '_' + code, out int weight) ? weight : Weights.GetValueOrDefault(source, TrainingLine.Once);
    }

    private static void Add(List<TrainingLine> lines, IEnumerable<string> texts, int weight)
    {
        lines.AddRange(texts.Where(text => text.Length > 0 && weight > 0).Select(text => new TrainingLine(text, weight)));
    }

    private static IEnumerable<(string Kind, IEnumerable<string> Texts)> OwnTexts(string code)
    {
        Assembly assembly = Assembly.GetExecutingAssembly();
        foreach (string name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (name.StartsWith(code + '.', StringComparison.Ordinal))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                yield return (name.Split('.')[1], reader.ReadToEnd().Split('\n'));
            }
        }
    }
}
