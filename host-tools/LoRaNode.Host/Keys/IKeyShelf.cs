namespace LoRaNode.Host.Keys;

/// <summary>Where a community's key file is when others change it too: in a folder, or beside a shared database.</summary>
public interface IKeyShelf
{
    /// <summary>Waits for its turn to change the file. Nobody else changes it until the turn is disposed of.</summary>
    /// <exception cref="Texts.UserError">The turn does not come, or the file was changed in two places apart.</exception>
    IKeyTurn Begin();
}

/// <summary>A turn at a key file.</summary>
public interface IKeyTurn : IDisposable
{
    /// <summary>The file as it is now; null when it is nowhere but here yet.</summary>
    byte[]? Content { get; }

    /// <summary>Puts a changed file in its place. Others see it when the turn ends.</summary>
    void Put(byte[] content);
}
