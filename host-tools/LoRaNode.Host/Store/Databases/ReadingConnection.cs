using System.Data.Common;

namespace LoRaNode.Host.Store.Databases;

/// <summary>A connection that is read from, and closed afterwards unless the store goes on using it.</summary>
/// <param name="connection">The connection.</param>
/// <param name="isOwn">True when it is for this reading alone.</param>
internal readonly struct ReadingConnection(DbConnection connection, bool isOwn) : IDisposable
{
    internal DbConnection Connection => connection;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isOwn)
        {
            connection.Dispose();
        }
    }
}
