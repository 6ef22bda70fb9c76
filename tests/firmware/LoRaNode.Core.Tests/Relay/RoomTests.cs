using CsCheck;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Relay;

namespace LoRaNode.Core.Tests.Relay;

/// <summary>Who gives way when the store is full.</summary>
public sealed class RoomTests
{
    private const int Slots = 24;

    [Fact]
    public void A_new_message_takes_the_place_of_the_oldest_one_of_the_origin_that_has_most()
    {
        Gen.Select(Gen.Int[1, 6], Gen.Bool).Array[Slots, 3 * Slots].Sample(texts =>
        {
            var bench = new RelayBench(10, 1000, options => options.StoreFrames = Slots);
            var held = new List<(ushort Origin, uint Counter, FrameType Type)>();
            for (int i = 0; i < texts.Length; i++)
            {
                FrameType type = texts[i].Item2 && i % 4 == 0 ? FrameType.Alert : FrameType.Message;
                var item = ((ushort)(20 + texts[i].Item1), (uint)i, type);
                if (held.Count == Slots)
                {
                    held.Remove(Victim(held));
                }

                held.Add(item);
                bench.Hear(RelayBench.Flood(type, item.Item1, item.Item2, [1, 2], 90));
                bench.Run(1_500);
            }

            byte[] copy = new byte[FrameHeader.MaxFrame];
            Assert.Equal(Slots, bench.Engine.FramesHeld);
            Assert.All(held, item => Assert.True(bench.Engine.CopyFrame(item.Type, item.Origin, item.Counter, copy) > 0, $"{item} was dropped"));
        }, iter: 40);
    }

    private static (ushort Origin, uint Counter, FrameType Type) Victim(List<(ushort Origin, uint Counter, FrameType Type)> held)
    {
        FrameType least = held.Any(item => item.Type == FrameType.Message) ? FrameType.Message : FrameType.Alert;
        return held.Where(item => item.Type == least).GroupBy(item => item.Origin).OrderByDescending(g => g.Count()).ThenBy(g => g.Min(item => item.Counter)).First().MinBy(item => item.Counter);
    }
}
