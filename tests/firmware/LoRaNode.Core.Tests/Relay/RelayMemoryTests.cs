using System.Reflection;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Relay;

namespace LoRaNode.Core.Tests.Relay;

public class RelayMemoryTests
{
    private const int PromisedBytes = 30 * 1024;

    [Fact]
    public void An_engine_for_64_neighbours_fits_30_kilobytes()
    {
        var bench = new RelayBench();
        int bytes = Bytes(bench.Engine);
        Assert.InRange(bytes, 10_000, PromisedBytes);
    }

    [Fact]
    public void Nothing_is_allocated_while_frames_come_and_go()
    {
        var bench = new RelayBench(10, 1000);
        byte[][] frames = [.. Enumerable.Range(0, 200).Select(i => RelayBench.Flood(FrameType.Message, (ushort)(1 + (i % 9)), (uint)i, [1, 2, 3], (ushort)(60 + (i % 70))))];
        int before = Bytes(bench.Engine);
        foreach (byte[] frame in frames)
        {
            bench.Hear(frame);
            bench.Run(500);
        }

        Assert.Equal(before, Bytes(bench.Engine));
    }

    /// <summary>Content of all arrays that an engine owns, and 12 bytes for each field, which is what a field costs on the device.</summary>
    private static int Bytes(object root)
    {
        int sum = 0;
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var queue = new Queue<object>();
        queue.Enqueue(root);
        while (queue.TryDequeue(out object? item))
        {
            if (!seen.Add(item))
            {
                continue;
            }

            if (item is Array array)
            {
                var element = array.GetType().GetElementType()!;
                sum += 12 + (array.Length * SizeOf(element));
                continue;
            }

            foreach (var field in item.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            {
                sum += 12;
                object? value = field.GetValue(item);
                if (value is Array || (value is not null && field.FieldType.IsClass && field.FieldType.Namespace == typeof(RelayEngine).Namespace && value is not RelayOptions))
                {
                    queue.Enqueue(value);
                }
            }
        }

        return sum;
    }

    private static int SizeOf(Type type) => type.IsEnum ? 1 : System.Runtime.InteropServices.Marshal.SizeOf(type == typeof(bool) ? typeof(byte) : type);
}
