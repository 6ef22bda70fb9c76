using System.Threading;
using LoRaNode.Node.EventLoop;
using RebootOption = nanoFramework.Runtime.Native.RebootOption;
using RuntimePower = nanoFramework.Runtime.Native.Power;

namespace LoRaNode.Node.Device;

/// <summary>
/// Restarts a node whose event loop does not come round. A thread of higher priority than the loop's: the interpreter changes threads between
/// any two instructions, so an endless loop does not keep it away. A native call that never returns does; against that only the runtime's
/// own watchdog helps.
/// </summary>
public sealed class Supervisor
{
    private readonly Heartbeat _heartbeat;
    private readonly IRestartNote _note;

    /// <summary>Starts to look after a loop.</summary>
    public Supervisor(Heartbeat heartbeat, IRestartNote note)
    {
        _heartbeat = heartbeat;
        _note = note;
        Thread thread = new Thread(Watch);
        thread.Priority = ThreadPriority.AboveNormal;
        thread.Start();
    }

    private void Watch()
    {
        while (!_heartbeat.IsStuck())
        {
            Thread.Sleep(Heartbeat.LookEveryMs);
        }

        _note.Write(RestartReason.Stuck, _heartbeat.Stage);
        RuntimePower.RebootDevice(RebootOption.NormalReboot);
    }
}
