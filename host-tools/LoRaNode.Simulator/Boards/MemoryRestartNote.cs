using LoRaNode.Node.EventLoop;

namespace LoRaNode.Simulator.Boards;

/// <summary>A note that outlives a virtual board's restart, as a file of its own does on a board.</summary>
internal sealed class MemoryRestartNote : IRestartNote
{
    private RestartReason _reason;
    private LoopStage _stage;

    public void Write(RestartReason reason, LoopStage stage) => (_reason, _stage) = (reason, stage);

    public RestartReason Take(out LoopStage stage)
    {
        stage = _stage;
        RestartReason reason = _reason;
        (_reason, _stage) = (RestartReason.None, LoopStage.Waiting);
        return reason;
    }
}
