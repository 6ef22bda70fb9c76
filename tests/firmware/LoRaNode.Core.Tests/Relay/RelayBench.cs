using LoRaNode.Core.Frames;
using LoRaNode.Core.Primitives;
using LoRaNode.Core.Relay;
using LoRaNode.Core.Security;

namespace LoRaNode.Core.Tests.Relay;

/// <summary>A relay engine with a host that writes down what it is told; keyless cipher with a checksum for a tag.</summary>
internal sealed class RelayBench : IRelayHost, ICounterSource, IReplayGuard
{
    private readonly HashSet<(FrameType, ushort, uint)> _accepted = [];
    private uint _counter;

    public RelayBench(ushort address = 10, int dutyPerMille = 100, Action<RelayOptions>? adjust = null)
    {
        var options = new RelayOptions { Address = address, DutyCyclePerMille = dutyPerMille, MaxNeighbours = 64 };
        adjust?.Invoke(options);
        Engine = new RelayEngine(options, Cipher, this, this, this, new RandomSource(address));
    }

    public static SumCipher Cipher { get; } = new();

    public RelayEngine Engine { get; }

    public long NowMs { get; private set; } = 1_000;

    public FrameVerdict Verdict { get; set; } = FrameVerdict.Accept;

    public List<(FrameType Type, ushort Origin, uint Counter, byte[] Payload, int Handle)> Judged { get; } = [];

    public List<(int Handle, bool Delivered)> UnicastEnds { get; } = [];

    public List<byte[]> Sent { get; } = [];

    public List<(byte[] Frame, TransmitPurpose Purpose, long AtMs)> Log { get; } = [];

    /// <summary>Most successive times that the engine did nothing and yet wanted to be asked again at once: on a board a loop that spins.</summary>
    public int MostIdleAsks { get; private set; }

    /// <summary>Lets time pass; the channel is always free, transmissions take as long as they do.</summary>
    public void Run(long milliseconds, Action<byte[]>? sent = null)
    {
        long until = NowMs + milliseconds;
        int idle = 0;
        while (NowMs <= until)
        {
            switch (Engine.Next(NowMs))
            {
                case RelayAction.DetectActivity:
                    idle = 0;
                    NowMs += 5;
                    Engine.OnChannelClear(NowMs);
                    continue;
                case RelayAction.Transmit:
                    idle = 0;
                    byte[] frame = Engine.TransmitBuffer[..Engine.TransmitLength];
                    Sent.Add(frame);
                    Log.Add((frame, Engine.TransmitPurpose, NowMs));
                    NowMs += 300;
                    Engine.OnTransmitDone(NowMs);
                    sent?.Invoke(frame);
                    continue;
                default:
                    long due = Engine.NextDueMs;
                    idle = due <= NowMs ? idle + 1 : 0;
                    MostIdleAsks = Math.Max(MostIdleAsks, idle);
                    if (due > until)
                    {
                        NowMs = until + 1;
                        return;
                    }

                    NowMs = Math.Max(NowMs + 1, due);
                    continue;
            }
        }
    }

    public static byte[] Flood(FrameType type, ushort origin, uint counter, byte[] text, ushort transmitter, int hops = 31)
    {
        byte[] frame = new byte[FrameHeader.MaxFrame];
        FrameHeader.Write(frame, type, 0, hops, transmitter, origin, counter);
        text.CopyTo(frame, FrameHeader.Size + 1);
        int length = Cipher.Seal(frame, text.Length + 1);
        return frame[..length];
    }

    public void Hear(byte[] frame, int snrQuarterDb = 0) => Engine.OnFrame(frame, frame.Length, snrQuarterDb, -100, NowMs);

    public FrameVerdict Judge(int handle, FrameType type, ushort origin, uint counter, byte[] payload, int length, long nowMs, out long expiresAtMs)
    {
        expiresAtMs = nowMs + 3_600_000;
        Judged.Add((type, origin, counter, payload[..length], handle));
        return Verdict;
    }

    public void OnUnicastEnded(int handle, bool delivered, long nowMs) => UnicastEnds.Add((handle, delivered));

    public void OnReached(int handle, uint counter, int nodes, long nowMs)
    {
    }

    public bool TryTake(FrameType type, out uint counter)
    {
        counter = _counter++;
        return true;
    }

    public bool IsFresh(FrameType type, ushort origin, uint counter) => !_accepted.Contains((type, origin, counter));

    public void Accept(FrameType type, ushort origin, uint counter, long nowMs) => _accepted.Add((type, origin, counter));

    public bool IsNotedAhead(FrameType type, ushort origin, uint counter) => false;

    public void AcceptProved(FrameType type, ushort origin, uint counter, long nowMs) => Accept(type, origin, counter, nowMs);

    public bool HasNotedAhead => false;

    internal sealed class SumCipher : IFrameCipher
    {
        public int Seal(byte[] frame, int payloadLength)
        {
            BitConverter.TryWriteBytes(frame.AsSpan(FrameHeader.Size + payloadLength), Tag(frame, payloadLength));
            return FrameHeader.Overhead + payloadLength;
        }

        public int Open(byte[] frame, int length, byte[] payload)
        {
            int payloadLength = length - FrameHeader.Overhead;
            if (payloadLength < 0 || Tag(frame, payloadLength) != BitConverter.ToUInt64(frame, FrameHeader.Size + payloadLength))
            {
                return -1;
            }

            Array.Copy(frame, FrameHeader.Size, payload, 0, payloadLength);
            return payloadLength;
        }

        private static ulong Tag(byte[] frame, int payloadLength)
        {
            ulong sum = 17UL + frame[0];
            for (int i = 4; i < FrameHeader.Size + payloadLength; i++)
            {
                sum = (sum * 31) + frame[i];
            }

            return sum;
        }
    }
}
