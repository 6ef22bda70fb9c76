using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoRaNode.Host.Boards;

/// <summary>The boards that this tool knows: the files of <c>hardware/boards</c> as they were when it was built.</summary>
public static class BoardShelf
{
    private const string ResourcePrefix = "LoRaNode.Host.Boards.";

    /// <summary>How board files are read: an unknown or missing property is an error.</summary>
    internal static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNamingPolicy = new SchemaNaming(),
    };

    private static readonly Lazy<IReadOnlyList<BoardFile>> Shelf = new(() =>
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Embedded),
    ]);

    /// <summary>All boards, by id.</summary>
    public static IReadOnlyList<BoardFile> All => Shelf.Value;

    /// <summary>The board of that id, or null.</summary>
    public static BoardFile? Find(string id) => All.FirstOrDefault(board => board.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a board file.</summary>
    /// <exception cref="JsonException">It is not one.</exception>
    public static BoardFile Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<BoardFile>(json, Options) ?? throw new JsonException("A board cannot be null.");

    /// <summary>Reads all board files of a folder, by id.</summary>
    public static IReadOnlyList<BoardFile> ReadFolder(string path) =>
    [
        .. Directory.EnumerateFiles(path, "*.json")
            .Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => Parse(File.ReadAllBytes(file))),
    ];

    private static BoardFile Embedded(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Parse(bytes);
    }

    /// <summary>Camel case, and the dollar sign that editors want before "schema".</summary>
    private sealed class SchemaNaming : JsonNamingPolicy
    {
        public override string ConvertName(string name) => name == nameof(BoardFile.Schema) ? "$schema" : CamelCase.ConvertName(name);
    }
}
