using LoRaNode.Radio;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Chip;

namespace LoRaNode.Sx127x.Tests.Air;

/// <summary>Two drivers, each on a register-level chip, and the air between them.</summary>
internal sealed class RadioPair
{
    private readonly RadioEnd[] _ends;

    public RadioPair(LoRaSettings settings, double lossDb = 80, uint seed = 1, double crystalPpm = 0)
    {
        Waves = new VirtualRadio.Airwaves.Air(Time, new UniformLoss(lossDb), seed: seed);
        Waves.FrameConcluded += (_, station, outcome) => Outcomes.Add((station, outcome));
        _ends = [new RadioEnd(this, settings, -crystalPpm), new RadioEnd(this, settings, crystalPpm)];
    }

    public SimulatedTime Time { get; } = new();

    public VirtualRadio.Airwaves.Air Waves { get; }

    public List<(int Station, AirOutcome Outcome)> Outcomes { get; } = [];

    public RadioEnd A => _ends[0];

    public RadioEnd B => _ends[1];

    /// <summary>Lets time pass; each owner polls when its interrupt line is high or its driver wants it.</summary>
    public void RunMs(long milliseconds)
    {
        long endUs = Time.NowUs + (milliseconds * 1000);
        while (Time.NowUs < endUs)
        {
            long nextUs = Math.Min(endUs, Time.NextUs ?? long.MaxValue);
            foreach (RadioEnd end in _ends)
            {
                nextUs = Math.Min(nextUs, end.NextPollUs);
            }

            Time.RunUntil(Math.Max(nextUs, Time.NowUs));
            bool isQuiet = true;
            foreach (RadioEnd end in _ends)
            {
                isQuiet &= !end.Poll();
            }

            // Never stand still: an event at this very microsecond may have nothing to say to either owner.
            if (isQuiet && nextUs <= Time.NowUs && (Time.NextUs ?? long.MaxValue) > Time.NowUs)
            {
                Time.RunUntil(Math.Min(endUs, Time.NowUs + 100));
            }
        }
    }

    internal sealed class RadioEnd
    {
        private readonly RadioPair _pair;

        public RadioEnd(RadioPair pair, LoRaSettings settings, double crystalPpm)
        {
            _pair = pair;
            Chip = new VirtualSx127x(pair.Waves) { CrystalPpm = crystalPpm };
            Chip.Remark += Remarks.Add;
            Bus = new VirtualRadioBus(Chip);
            Pins = new VirtualRadioPins(Chip, pair.Time);
            Radio = new Sx127xRadio(Bus, Pins, new Sx127xOptions());
            Status = Radio.Start(settings, pair.Time.NowMs);
        }

        public VirtualSx127x Chip { get; }

        public VirtualRadioBus Bus { get; }

        public VirtualRadioPins Pins { get; }

        public Sx127xRadio Radio { get; }

        public RadioStatus Status { get; }

        public List<ChipRemark> Remarks { get; } = [];

        public List<RadioEvent> Events { get; } = [];

        public List<byte[]> Received { get; } = [];

        public long NextPollUs => Radio.NextPollMs >= long.MaxValue / 1000 ? long.MaxValue : Radio.NextPollMs * 1000;

        public bool Send(byte[] frame) => Radio.Transmit(frame, 0, frame.Length, _pair.Time.NowMs);

        public bool Listen() => Radio.Receive(_pair.Time.NowMs);

        /// <summary>Polls if there is a reason to. True when something happened.</summary>
        public bool Poll()
        {
            if (!(Pins.HasInterrupt && Pins.ReadInterrupt()) && _pair.Time.NowMs < Radio.NextPollMs)
            {
                return false;
            }

            bool isAnything = false;
            RadioEvent happened;
            while ((happened = Radio.Poll(_pair.Time.NowMs)) != RadioEvent.None)
            {
                isAnything = true;
                Events.Add(happened);
                if (happened == RadioEvent.FrameReceived)
                {
                    Received.Add(Radio.ReceivedFrame.Payload[..Radio.ReceivedFrame.Length]);
                }
            }

            return isAnything;
        }
    }
}
