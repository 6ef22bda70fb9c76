using LoRaNode.Radio;
using LoRaNode.Sx127x;
using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Chip;

namespace LoRaNode.VirtualRadio.Tests;

/// <summary>A virtual chip with the real driver on it, polled as the driver's contract says.</summary>
internal sealed class DrivenChip
{
    private readonly SimulatedTime _time;

    public DrivenChip(Air air, LoRaSettings settings)
    {
        _time = air.Time;
        Chip = new VirtualSx127x(air);
        Bus = new VirtualRadioBus(Chip);
        Pins = new VirtualRadioPins(Chip, air.Time);
        Radio = new Sx127xRadio(Bus, Pins, new Sx127xOptions());
        Settings = settings;
        Status = Radio.Start(settings, air.Time.NowMs);
    }

    public VirtualSx127x Chip { get; }

    public VirtualRadioBus Bus { get; }

    public VirtualRadioPins Pins { get; }

    public Sx127xRadio Radio { get; }

    public LoRaSettings Settings { get; }

    public RadioStatus Status { get; }

    public List<RadioEvent> Events { get; } = [];

    public List<byte[]> Received { get; } = [];

    public void Poll()
    {
        if (_time.NowMs < Radio.NextPollMs && !Pins.ReadInterrupt() && !Pins.ReadTimeoutInterrupt())
        {
            return;
        }

        for (RadioEvent happened = Radio.Poll(_time.NowMs); happened != RadioEvent.None; happened = Radio.Poll(_time.NowMs))
        {
            Events.Add(happened);
            if (happened == RadioEvent.FrameReceived)
            {
                Received.Add(Radio.ReceivedFrame.Payload[..Radio.ReceivedFrame.Length]);
            }
        }
    }

    /// <summary>Lets time pass in milliseconds and polls all chips in each.</summary>
    public static void RunMs(SimulatedTime time, int milliseconds, params ReadOnlySpan<DrivenChip> chips)
    {
        for (int i = 0; i < milliseconds; i++)
        {
            time.RunUntil(time.NowUs + 1_000);
            foreach (var chip in chips)
            {
                chip.Poll();
            }
        }
    }
}
