namespace LoRaNode.Node.Storage;

/// <summary>What a journal gives up when room is short.</summary>
public enum JournalRole
{
    /// <summary>Drops its oldest records, also when anything else needs their room: the log.</summary>
    Reserve = 0,

    /// <summary>Drops its oldest records when its own segments are full: messages.</summary>
    Rolling = 1,

    /// <summary>Never drops a record by itself: alerts and trust.</summary>
    Kept = 2,
}
