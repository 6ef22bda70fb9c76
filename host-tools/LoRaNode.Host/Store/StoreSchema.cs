namespace LoRaNode.Host.Store;

/// <summary>
/// The tables of a community's database, as SQLite reads them; <c>PostgresDatabase</c> tells a server the same in its words. Each step below brings
/// a database from one version to the next, all of them in one transaction. Steps that were released are never changed.
/// </summary>
internal static class StoreSchema
{
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE node (
            address INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            board TEXT,
            state TEXT NOT NULL CHECK (state IN ('assigned', 'sent', 'verified')),
            credentials_check TEXT,
            changed_at INTEGER NOT NULL);
        CREATE UNIQUE INDEX node_by_board ON node (board);
        CREATE TABLE site (
            address INTEGER PRIMARY KEY REFERENCES node (address) ON DELETE CASCADE,
            place TEXT, latitude REAL, longitude REAL, height_m REAL, antenna TEXT, photo TEXT,
            noted_at INTEGER NOT NULL);
        CREATE TABLE board (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE);
        CREATE TABLE log_life (
            board_id INTEGER NOT NULL REFERENCES board (id), life INTEGER NOT NULL,
            address INTEGER NOT NULL, provisioned INTEGER NOT NULL,
            PRIMARY KEY (board_id, life)) WITHOUT ROWID;
        CREATE TABLE log (
            board_id INTEGER NOT NULL, life INTEGER NOT NULL, number INTEGER NOT NULL,
            at INTEGER, boot INTEGER, uptime_ms INTEGER, code INTEGER, a INTEGER, b INTEGER,
            PRIMARY KEY (board_id, life, number)) WITHOUT ROWID;
        CREATE INDEX log_by_time ON log (at);
        CREATE INDEX log_by_code ON log (code, at);
        CREATE TABLE alert (
            id INTEGER PRIMARY KEY,
            issuer INTEGER NOT NULL, sequence INTEGER NOT NULL, kind TEXT NOT NULL, replaces INTEGER,
            event INTEGER NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL, payload BLOB NOT NULL,
            signed_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('unsent', 'sent', 'refused')),
            sent_at INTEGER, node INTEGER, counter INTEGER, reached INTEGER);
        CREATE INDEX alert_by_sequence ON alert (issuer, sequence);
        """,
        "CREATE TABLE key_file (name TEXT PRIMARY KEY, content BLOB NOT NULL);",
    ];

    /// <summary>Version that this code works with.</summary>
    internal static int Version => Steps.Length;

    /// <summary>The statements that bring a database from a version to <see cref="Version"/>.</summary>
    internal static string StepsFrom(int version) => string.Join('\n', Steps[version..]);
}
