using System.Data.Common;

namespace LoRaNode.Host.Store.Databases;

/// <summary>
/// What differs between the places where a community's database can be. Statements are written once, with parameters as <c>$name</c>, in the
/// SQL that both understand.
/// </summary>
internal abstract class StoreDatabase : IDisposable
{
    /// <summary>The connection that changes go through.</summary>
    internal abstract DbConnection Connection { get; }

    /// <summary>What to append to a SELECT whose rows are about to be changed, so that two programs take turns; empty where a transaction does that.</summary>
    internal abstract string RowLock { get; }

    /// <summary>True when several statements may go to the server at once.</summary>
    internal abstract bool HasBatches { get; }

    /// <summary>A statement as this database reads it.</summary>
    internal abstract string Sql(string sql);

    /// <summary>The name of a parameter as this database reads it.</summary>
    internal abstract string Parameter(string name);

    /// <summary>A connection for reading many rows while others of this store's statements run.</summary>
    internal abstract ReadingConnection OpenReading();

    /// <inheritdoc/>
    public abstract void Dispose();
}
