using LoRaNode.Radio;

namespace LoRaNode.Sx127x.Tests.Chip;

/// <summary>A driver on a scripted chip, and an owner that polls it as the contract says.</summary>
internal sealed class ChipRun
{
    public ChipRun(Action<ScriptedChip>? arrange = null, Sx127xOptions? options = null, LoRaSettings? settings = null)
    {
        arrange?.Invoke(Chip);
        Settings = settings ?? new LoRaSettings();
        Radio = new Sx127xRadio(Chip, Chip, options ?? new Sx127xOptions());
    }

    public ScriptedChip Chip { get; } = new();

    public LoRaSettings Settings { get; }

    public Sx127xRadio Radio { get; }

    public List<RadioEvent> Events { get; } = [];

    public ChipRun Start()
    {
        Radio.Start(Settings, Chip.NowMs);
        return this;
    }

    /// <summary>
    /// Lets time pass in steps of a millisecond and polls when the interrupt line is high or the driver wants it, until an event
    /// comes or the time is over.
    /// </summary>
    public RadioEvent RunUntilEvent(long milliseconds)
    {
        long endMs = Chip.NowMs + milliseconds;
        while (true)
        {
            if (Chip.NowMs >= Radio.NextPollMs || (Chip.HasInterrupt && Chip.ReadInterrupt()) || Chip.ReadTimeoutInterrupt())
            {
                RadioEvent happened = Radio.Poll(Chip.NowMs);
                if (happened != RadioEvent.None)
                {
                    Events.Add(happened);
                    return happened;
                }
            }

            if (Chip.NowMs >= endMs)
            {
                return RadioEvent.None;
            }

            Chip.PassTime(1000);
        }
    }
}
