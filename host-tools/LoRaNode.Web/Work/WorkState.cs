namespace LoRaNode.Web.Work;

/// <summary>Where a piece of work stands.</summary>
internal enum WorkState
{
    /// <summary>It goes on.</summary>
    Running,

    /// <summary>It reached its goal.</summary>
    Done,

    /// <summary>It did not; its last line says why and what to do.</summary>
    Failed,
}
