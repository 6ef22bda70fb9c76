namespace LoRaNode.Simulator.World;

/// <content>What the world remembers of each frame on the air and of each receiver.</content>
public sealed partial class SimulatedWorld
{
    private const double BaselineCapture = 3.981071705534972; // 6 dB

    /// <summary>What will become of a frame at a receiver under the baseline's rules.</summary>
    private enum Fate : byte
    {
        Unheard,
        Heard,
        Damaged,
        Lost,
    }

    private enum RadioMode : byte
    {
        Off,
        Listening,
        Detecting,
        Transmitting,
        Deaf,
    }

    private struct Flight
    {
        public byte[] Bytes;

        // The row of links at the start: the sender may move before the end.
        public int[] Reached;
        public int Length;
        public int From;
        public FrameKind Kind;
        public long StartUs;
        public long EndUs;
        public long Number;
        public bool IsActive;
        public bool IsBroken;
    }

    private sealed class ReceiverState
    {
        public RadioMode Mode;
        public int Locked = None;
        public bool HasHeader;
        public long ListeningSinceUs;
        public double SignalMw;
        public double WorstMw;
        public double TotalMw;
        public double JamMw;
        public int TimerVersion;
        public long TimerAtUs = long.MaxValue;
        public int Count;
        public int[] Flights = new int[4];
        public double[] PowersMw = new double[4];
        public Fate[] Fates = new Fate[4];

        public void Add(int flight, double milliwatts)
        {
            if (Count == Flights.Length)
            {
                Array.Resize(ref Flights, Count * 2);
                Array.Resize(ref PowersMw, Count * 2);
                Array.Resize(ref Fates, Count * 2);
            }

            Flights[Count] = flight;
            PowersMw[Count++] = milliwatts;
            TotalMw += milliwatts;
        }

        public void Unlock()
        {
            Locked = None;
            HasHeader = false;
        }

        public Fate FateOf(int flight)
        {
            int at = Array.IndexOf(Flights, flight, 0, Count);
            return at < 0 ? Fate.Unheard : Fates[at];
        }

        public double PowerOf(int flight)
        {
            int at = Array.IndexOf(Flights, flight, 0, Count);
            return at < 0 ? 0 : PowersMw[at];
        }

        public void Remove(int flight)
        {
            int at = Array.IndexOf(Flights, flight, 0, Count);
            if (at < 0)
            {
                return;
            }

            Count--;
            TotalMw = Count == 0 ? 0 : Math.Max(0, TotalMw - PowersMw[at]);
            Flights[at] = Flights[Count];
            Fates[at] = Fates[Count];
            PowersMw[at] = PowersMw[Count];
        }
    }
}
