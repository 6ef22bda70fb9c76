namespace LoRaNode.Node.EventLoop;

/// <summary>
/// Says after a restart why it happened. It is written by whoever restarts the node, also the supervisor while the loop may be inside
/// the node's storage: so it lies outside of that.
/// </summary>
public interface IRestartNote
{
    /// <summary>Notes the reason and what the loop was doing. Errors of the medium are ignored: the restart is more important.</summary>
    void Write(RestartReason reason, LoopStage stage);

    /// <summary>Takes the note of the last restart away. <see cref="RestartReason.None"/> when there is none.</summary>
    RestartReason Take(out LoopStage stage);
}
