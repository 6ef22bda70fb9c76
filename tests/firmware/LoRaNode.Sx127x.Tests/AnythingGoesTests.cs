using CsCheck;
using LoRaNode.Radio;
using LoRaNode.Sx127x.Tests.Chip;

namespace LoRaNode.Sx127x.Tests;

/// <summary>
/// Whatever its owner calls and whatever happens to the chip, in any order: the driver neither throws nor hangs, and when the
/// faults are gone it sends and receives within two seconds.
/// </summary>
public class AnythingGoesTests
{
    private enum Step
    {
        Transmit,
        Receive,
        ReceiveSingle,
        Detect,
        Standby,
        Sleep,
        Configure,
        Calibrate,
        Temperature,
        Poll,
        PassShortTime,
        PassLongTime,
        Deliver,
        ResetChip,
        BusZeros,
        BusOnes,
        BusNoise,
        BusGood,
        LineLow,
        LineHigh,
        LineGood,
        ScrambleRegister,
        NoClock,
        ClockGood,
    }

    [Fact]
    public void Any_sequence_of_calls_and_faults_ends_in_a_working_radio()
    {
        Gen.Select(Gen.Enum<Step>(), Gen.Int[0, 255]).Array[1, 60].Sample(steps =>
        {
            var run = new ChipRun().Start();
            foreach ((Step step, int value) in steps)
            {
                Do(run, step, value);
            }

            foreach (Step repair in (Step[])[Step.BusGood, Step.LineGood, Step.ClockGood])
            {
                Do(run, repair, 0);
            }

            AssertTrafficFlows(run);
        }, iter: 3000);
    }

    private static void Do(ChipRun run, Step step, int value)
    {
        ScriptedChip chip = run.Chip;
        Sx127xRadio radio = run.Radio;
        switch (step)
        {
            case Step.Transmit: radio.Transmit(new byte[256], 0, value, chip.NowMs); break;
            case Step.Receive: radio.Receive(chip.NowMs); break;
            case Step.ReceiveSingle: radio.ReceiveSingle(value * 4, chip.NowMs); break;
            case Step.Detect: radio.DetectActivity(chip.NowMs); break;
            case Step.Standby: radio.Standby(chip.NowMs); break;
            case Step.Sleep: radio.Sleep(chip.NowMs); break;
            case Step.Configure:
                radio.Configure(new LoRaSettings { FrequencyHz = (uint)(430_000_000 + (value * 2_000_000)), PowerDbm = 14 }, chip.NowMs);
                break;
            case Step.Calibrate: radio.Calibrate(chip.NowMs); break;
            case Step.Temperature: radio.TryReadTemperature(chip.NowMs, out _); break;
            case Step.Poll: radio.Poll(chip.NowMs); break;
            case Step.PassShortTime: chip.PassTime(value * 50); break;
            case Step.PassLongTime: chip.PassTime(value * 10_000); break;
            case Step.Deliver: chip.Deliver(new byte[value]); break;
            case Step.ResetChip: chip.Reset(); break;
            case Step.BusZeros: chip.BusStuckAt = 0x00; break;
            case Step.BusOnes: chip.BusStuckAt = 0xFF; break;
            case Step.BusNoise: chip.BusNoise = new Random(value); break;
            case Step.BusGood: (chip.BusStuckAt, chip.BusNoise) = (null, null); break;
            case Step.LineLow: chip.InterruptStuckAt = false; break;
            case Step.LineHigh: chip.InterruptStuckAt = true; break;
            case Step.LineGood: chip.InterruptStuckAt = null; break;
            case Step.ScrambleRegister: chip[(Sx127xRegister)(0x06 + (value % 0x38))] ^= 0x5A; break;
            case Step.NoClock: chip.HasNoClock = true; break;
            case Step.ClockGood: chip.HasNoClock = false; break;
        }
    }

    private static void AssertTrafficFlows(ChipRun run)
    {
        // The settings of the test's start: a step may have moved the frequency.
        run.Radio.Configure(run.Settings, run.Chip.NowMs);
        long endMs = run.Chip.NowMs + 2000;
        run.Radio.Receive(run.Chip.NowMs);
        bool hasReceived = false;
        while (run.Chip.NowMs < endMs)
        {
            if (!hasReceived)
            {
                run.Chip.Deliver([0xAB]);
            }

            RadioEvent happened = run.RunUntilEvent(20);
            if (happened == RadioEvent.FrameReceived)
            {
                hasReceived = true;
            }
            else if (happened == RadioEvent.TransmitDone && hasReceived)
            {
                Assert.Equal([0x77], run.Chip.Sent[^1]);
                return;
            }

            if (happened != RadioEvent.None)
            {
                _ = hasReceived ? run.Radio.Transmit([0x77], 0, 1, run.Chip.NowMs) : run.Radio.Receive(run.Chip.NowMs);
            }
        }

        Assert.Fail($"No traffic within 2 s (received: {hasReceived}, status {run.Radio.Status}, events: {string.Join(' ', run.Events)}).");
    }
}
