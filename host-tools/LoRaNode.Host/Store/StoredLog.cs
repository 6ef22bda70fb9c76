using LoRaNode.Node.Log;

namespace LoRaNode.Host.Store;

/// <summary>A log record in the database.</summary>
/// <param name="Board">The board that wrote it, 16 hexadecimal digits.</param>
/// <param name="Life">How often the board's log had begun anew (after an erase) when it was written; 0 for its first.</param>
/// <param name="Address">Address of the node at that time; 0 when the board had no keys.</param>
/// <param name="Name">Name of the node of that address, when there is one.</param>
/// <param name="Number">Number of the record in the log.</param>
/// <param name="At">When it was written by the clock of the computer that read it; null for boots of which that is not known.</param>
/// <param name="Record">What it says; null when the community's keys do not open it.</param>
public sealed record StoredLog(string Board, int Life, ushort Address, string? Name, uint Number, DateTimeOffset? At, LogRecord? Record);

/// <summary>Which log records are wanted. What is null does not restrict.</summary>
public sealed record LogFilter
{
    /// <summary>Address of the node.</summary>
    public ushort? Address { get; init; }

    /// <summary>Identity of the board.</summary>
    public string? Board { get; init; }

    /// <summary>What happened.</summary>
    public IReadOnlyList<LogCode> Codes { get; init; } = [];

    /// <summary>From then on. Records whose time is not known are left out.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Until then. Records whose time is not known are left out.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Number of the boot.</summary>
    public int? Boot { get; init; }

    /// <summary>From this number on.</summary>
    public uint? From { get; init; }

    /// <summary>The newest so many; null for all.</summary>
    public int? Limit { get; init; }
}

/// <summary>The log of a board as far as the database has it.</summary>
/// <param name="BoardId">Number of the board in the database.</param>
/// <param name="Life">The life that new records belong to.</param>
/// <param name="Next">Number of the first record that is not there yet.</param>
public readonly record struct LogPosition(long BoardId, int Life, uint Next);
