using LoRaNode.Node.EventLoop;

namespace LoRaNode.LinuxNode;

/// <summary>The note of a restart as a file in the node's folder.</summary>
internal sealed class FileRestartNote(string folder) : IRestartNote
{
    private readonly string _path = Path.Combine(folder, "restart");

    public void Write(RestartReason reason, LoopStage stage) => File.WriteAllBytes(_path, [(byte)reason, (byte)stage]);

    public RestartReason Take(out LoopStage stage)
    {
        stage = LoopStage.Waiting;
        if (!File.Exists(_path) || File.ReadAllBytes(_path) is not { Length: 2 } note)
        {
            return RestartReason.None;
        }

        File.Delete(_path);
        stage = (LoopStage)note[1];
        return (RestartReason)note[0];
    }
}
