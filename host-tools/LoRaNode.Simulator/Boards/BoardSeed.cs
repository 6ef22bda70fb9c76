using System.Text;
using LoRaNode.Core.Primitives;

namespace LoRaNode.Simulator.Boards;

/// <summary>Gives a virtual board the same number each time it is plugged in: it comes from where its flash lies.</summary>
internal static class BoardSeed
{
    internal static int Of(string folder)
    {
        byte[] path = Encoding.UTF8.GetBytes(Path.GetFullPath(folder));
        return (int)Crc32.Of(path, 0, path.Length);
    }
}
