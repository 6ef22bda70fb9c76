namespace LoRaNode.Simulator.Cities;

/// <summary>What is wrong with a city or a scenario.</summary>
public enum CityFault : byte
{
    /// <summary>The folder is not there.</summary>
    FolderMissing,

    /// <summary>The folder holds no city.</summary>
    FolderEmpty,

    /// <summary>The file cannot be read.</summary>
    Unreadable,

    /// <summary>The settings are no JSON.</summary>
    Json,

    /// <summary>A setting is none that a radio can have; the detail is its name.</summary>
    Setting,

    /// <summary>The settings announce another number of nodes than the list has; the detail is what they announce.</summary>
    NodeCount,

    /// <summary>A line of the nodes is wrong; the detail is the number of the node that should stand there.</summary>
    Node,

    /// <summary>A line of the losses is wrong; the detail is the number of the last node.</summary>
    Loss,

    /// <summary>The first line of the events is not the heading.</summary>
    EventHeading,

    /// <summary>The time of an event is wrong.</summary>
    EventTime,

    /// <summary>There is no such event; the detail is what was written.</summary>
    EventName,

    /// <summary>The node of an event is wrong; the detail is the number of the last node.</summary>
    EventNode,

    /// <summary>Arguments of an event are missing or wrong; the detail is what it needs.</summary>
    EventArguments,
}

/// <summary>A city or scenario cannot be read.</summary>
/// <param name="path">The file or folder.</param>
/// <param name="line">Line of the file from 1, or 0 when it is not about a line.</param>
/// <param name="fault">What is wrong.</param>
/// <param name="detail">What the fault says of it.</param>
public sealed class CityFileException(string path, int line, CityFault fault, string detail = "") : Exception($"{path}:{line}: {fault} {detail}")
{
    /// <summary>The file or folder.</summary>
    public string FilePath { get; } = path;

    /// <summary>Line of the file from 1, or 0.</summary>
    public int Line { get; } = line;

    /// <summary>What is wrong.</summary>
    public CityFault Fault { get; } = fault;

    /// <summary>What the fault says of it.</summary>
    public string Detail { get; } = detail;
}
