using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace LoRaNode.Host.Texts;

/// <summary>
/// Everything that the tools say to people, in three languages side by side. A key such as <c>demo.title</c> lives in
/// <c>Texts/demo.json</c>: the part before the first dot names the file, and a file is read when its first key is asked for.
/// </summary>
public static class UserText
{
    private static readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, Translation>> Areas = new(StringComparer.Ordinal);

    /// <summary>Names of all areas, which are the names of the embedded files.</summary>
    public static IReadOnlyList<string> AreaNames { get; } = [.. typeof(UserText).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(ResourcePrefix, StringComparison.Ordinal) && n.EndsWith(ResourceSuffix, StringComparison.Ordinal))
        .Select(n => n[ResourcePrefix.Length..^ResourceSuffix.Length])
        .Order(StringComparer.Ordinal)];

    private const string ResourcePrefix = "LoRaNode.Host.Texts.";

    private const string ResourceSuffix = ".json";

    /// <summary>The text of a key.</summary>
    /// <param name="language">Language to speak.</param>
    /// <param name="key">Key, such as <c>demo.title</c>.</param>
    /// <param name="arguments">Values of the placeholders <c>{0}</c>, <c>{1}</c>…, formatted without regard to culture.</param>
    /// <returns>The text; the key in angle quotes when there is none, because a missing text must never stop a command.</returns>
    public static string Get(Language language, string key, params ReadOnlySpan<object?> arguments)
    {
        ArgumentNullException.ThrowIfNull(key);
        int dot = key.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0 || !Area(key[..dot]).TryGetValue(key, out Translation? translation))
        {
            return $"‹{key}›";
        }

        string text = translation.In(language);
        return arguments.IsEmpty ? text : string.Format(CultureInfo.InvariantCulture, text, arguments);
    }

    /// <summary>All texts of an area by key; empty when there is no such area.</summary>
    public static IReadOnlyDictionary<string, Translation> Area(string name) => Areas.GetOrAdd(name, Read);

    private static Dictionary<string, Translation> Read(string name)
    {
        using Stream? stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(ResourcePrefix + name + ResourceSuffix);
        if (stream is null)
        {
            return [];
        }

        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Parse(bytes);
    }

    // A forward-only reader, because a document or serializer model costs tens of milliseconds at the start of every command.
    private static Dictionary<string, Translation> Parse(ReadOnlySpan<byte> json)
    {
        var texts = new Dictionary<string, Translation>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json);
        string key = string.Empty;
        string?[] languages = new string?[3];
        string language = string.Empty;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName when reader.CurrentDepth == 1:
                    key = reader.GetString()!;
                    Array.Clear(languages);
                    break;
                case JsonTokenType.PropertyName:
                    language = reader.GetString()!;
                    break;
                case JsonTokenType.String when LanguageCode.TryParse(language, out Language known):
                    languages[(int)known] = reader.GetString();
                    break;
                case JsonTokenType.EndObject when reader.CurrentDepth == 1:
                    texts.Add(key, new Translation(languages[0], languages[1], languages[2]));
                    break;
            }
        }

        return texts;
    }
}
