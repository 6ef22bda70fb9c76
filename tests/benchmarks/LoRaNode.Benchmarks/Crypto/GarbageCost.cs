using LoRaNode.Core.Frames;
using LoRaNode.Core.Net;
using LoRaNode.Core.Primitives;
using LoRaNode.Core.Relay;
using LoRaNode.Core.Security;
using LoRaNode.InstructionCount;

namespace LoRaNode.Benchmarks.Crypto;

/// <summary>What it costs a node to find that a frame is no frame of its network: header, replay window, a full store, and the tag.</summary>
internal static class GarbageCost
{
    private const int StoreFrames = 48;

    /// <summary>IL instructions for one frame of garbage whose header is plausible, besides two native AES calls.</summary>
    internal static long Instructions(int length)
    {
        using var aes = new DotnetAes();
        var cipher = new FrameCipher(aes);
        cipher.SetKey(0, new byte[16]);
        var surroundings = new Surroundings();
        var options = new RelayOptions { Address = 1, StoreFrames = StoreFrames, MaxNeighbours = 64 };
        var engine = new RelayEngine(options, cipher, surroundings, surroundings, surroundings, new RandomSource(1));
        byte[] frame = new byte[FrameHeader.MaxFrame];
        for (uint i = 1; i <= StoreFrames; i++)
        {
            FrameHeader.Write(frame, FrameType.Message, 0, 7, 2, 2, i);
            engine.OnFrame(frame, cipher.Seal(frame, 30), 0, -100, 1_000);
        }

        byte[] garbage = new byte[length];
        FrameHeader.Write(garbage, FrameType.Message, 0, 7, 3, 3, 1);
        return InstructionMeter.Count(() => engine.OnFrame(garbage, length, 0, -100, 2_000));
    }

    private sealed class Surroundings : IRelayHost, IReplayGuard, ICounterSource
    {
        public FrameVerdict Judge(int handle, FrameType type, ushort origin, uint counter, byte[] payload, int length, long nowMs, out long expiresAtMs)
        {
            expiresAtMs = nowMs + 3_600_000;
            return FrameVerdict.Accept;
        }

        public void OnUnicastEnded(int handle, bool delivered, long nowMs)
        {
        }

        public void OnReached(int handle, uint counter, int nodes, long nowMs)
        {
        }

        public bool IsFresh(FrameType type, ushort origin, uint counter) => true;

        public void Accept(FrameType type, ushort origin, uint counter, long nowMs)
        {
        }

        public bool IsNotedAhead(FrameType type, ushort origin, uint counter) => false;

        public void AcceptProved(FrameType type, ushort origin, uint counter, long nowMs)
        {
        }

        public bool HasNotedAhead => false;

        public bool TryTake(FrameType type, out uint counter)
        {
            counter = 1;
            return true;
        }
    }
}
