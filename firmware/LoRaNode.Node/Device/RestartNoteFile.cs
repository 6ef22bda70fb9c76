using System;
using System.IO;
using LoRaNode.Node.EventLoop;

namespace LoRaNode.Node.Device;

/// <summary>The note in a file beside the node's storage, so that the supervisor can write it while the loop is inside that.</summary>
public sealed class RestartNoteFile : IRestartNote
{
    private const string Path = "I:\\restart";
    private const int Size = 2;

    /// <inheritdoc/>
    public void Write(RestartReason reason, LoopStage stage)
    {
        try
        {
            using (FileStream file = new FileStream(Path, FileMode.Create, FileAccess.Write))
            {
                file.Write(new byte[] { (byte)reason, (byte)stage }, 0, Size);
            }
        }
        catch (Exception)
        {
            // A full or worn medium must not keep the node from restarting.
        }
    }

    /// <inheritdoc/>
    public RestartReason Take(out LoopStage stage)
    {
        stage = LoopStage.Waiting;
        try
        {
            if (!File.Exists(Path))
            {
                return RestartReason.None;
            }

            byte[] note = new byte[Size];
            bool isWhole;
            using (FileStream file = new FileStream(Path, FileMode.Open, FileAccess.Read))
            {
                isWhole = file.Length == Size && file.Read(note, 0, Size) == Size;
            }

            File.Delete(Path);
            stage = (LoopStage)note[1];
            return isWhole ? (RestartReason)note[0] : RestartReason.None;
        }
        catch (Exception)
        {
            return RestartReason.None;
        }
    }
}
