namespace LoRaNode.Host.Boards;

/// <summary>The files that are made from the board files; a test compares them with what is checked in.</summary>
public static class BoardOutputs
{
    /// <summary>Where the board files are, from the root of the repository.</summary>
    public const string BoardsFolder = "hardware/boards";

    private const string CatalogPath = "firmware/LoRaNode.Node/Boards/BoardCatalog.cs";

    /// <summary>Makes all files: path from the root of the repository, and content.</summary>
    /// <param name="root">Root of the repository.</param>
    public static IReadOnlyList<(string Path, string Content)> Make(string root)
    {
        IReadOnlyList<BoardFile> boards = BoardShelf.ReadFolder(Path.Combine(root, BoardsFolder));
        string readMePath = $"{BoardsFolder}/README.md";
        string readMe = File.ReadAllText(Path.Combine(root, readMePath));
        return
        [
            (CatalogPath, BoardCatalogText.Of(boards)),
            ($"{BoardsFolder}/board.schema.json", BoardSchemaText.Create()),
            (readMePath, BoardWiringText.Insert(readMe, boards)),
        ];
    }
}
