using LoRaNode.Radio;
using LoRaNode.Sx127x.Tests.Chip;

namespace LoRaNode.Sx127x.Tests;

/// <summary>After any single fault traffic flows again within two seconds, and the owner is told.</summary>
public class FaultTests
{
    private const int TransfersOfASend = 12;
    private const int TransfersOfAReceive = 14;

    [Fact]
    public void Chip_reset_at_every_point_of_a_send_is_survived()
    {
        for (int point = 0; point < TransfersOfASend; point++)
        {
            var run = new ChipRun().Start();
            ResetAt(run.Chip, run.Chip.TransferCount + point);
            run.Radio.Transmit([1, 2, 3, 4], 0, 4, run.Chip.NowMs);
            AssertTrafficFlows(run, $"reset before transfer {point} of a send");
        }
    }

    [Fact]
    public void Chip_reset_while_the_frame_is_in_the_air_is_reported()
    {
        for (int afterMs = 0; afterMs < 100; afterMs += 7)
        {
            var run = new ChipRun().Start();
            run.Radio.Transmit(new byte[20], 0, 20, run.Chip.NowMs);
            run.Chip.PassTime(afterMs * 1000);
            run.Chip.Reset();
            Assert.Equal(RadioEvent.Recovered, run.RunUntilEvent(1000));
            AssertTrafficFlows(run, $"reset {afterMs} ms into a send");
        }
    }

    [Fact]
    public void Chip_reset_at_every_point_of_a_receive_is_survived()
    {
        for (int point = 0; point < TransfersOfAReceive; point++)
        {
            var run = new ChipRun().Start();
            ResetAt(run.Chip, run.Chip.TransferCount + point);
            run.Radio.Receive(run.Chip.NowMs);
            run.Chip.Deliver([1, 2, 3, 4]);
            run.RunUntilEvent(10);
            AssertTrafficFlows(run, $"reset before transfer {point} of a receive");
        }
    }

    [Fact]
    public void Chip_that_resets_while_listening_listens_again_within_a_second_by_itself()
    {
        var run = new ChipRun().Start();
        run.Radio.Receive(run.Chip.NowMs);
        run.Chip.Reset();
        Assert.Equal(RadioEvent.Recovered, run.RunUntilEvent(1000));
        Assert.True(run.Chip.Deliver([1]));
        Assert.Equal(RadioEvent.FrameReceived, run.RunUntilEvent(100));
        Assert.Equal(1u, run.Radio.Counters.RegistersLost);
    }

    [Theory]
    [InlineData((byte)0x00, 5)]
    [InlineData((byte)0xFF, 5)]
    [InlineData((byte)0x00, 5000)]
    [InlineData((byte)0xFF, 5000)]
    public void Bus_that_answers_nonsense_while_listening_is_noticed_and_survived(byte answer, int durationMs)
    {
        var run = new ChipRun().Start();
        run.Radio.Receive(run.Chip.NowMs);
        run.Chip.BusStuckAt = answer;
        if (durationMs > 1000)
        {
            Assert.Equal(RadioEvent.Failed, run.RunUntilEvent(2000));
            Assert.Equal(RadioStatus.NoChip, run.Radio.Status);
        }

        run.RunUntilEvent(durationMs);
        run.Chip.BusStuckAt = null;
        AssertTrafficFlows(run, "bus stuck");
    }

    [Theory]
    [InlineData((byte)0x00)]
    [InlineData((byte)0xFF)]
    public void Bus_that_answers_nonsense_at_every_point_of_a_send_is_survived(byte answer)
    {
        for (int point = 0; point < TransfersOfASend; point++)
        {
            var run = new ChipRun().Start();
            int first = run.Chip.TransferCount + point;
            run.Chip.BeforeTransfer = n => run.Chip.BusStuckAt = n >= first && n < first + 200 ? answer : null;
            run.Radio.Transmit([1, 2, 3, 4], 0, 4, run.Chip.NowMs);
            run.RunUntilEvent(500);
            run.Chip.BeforeTransfer = null;
            run.Chip.BusStuckAt = null;
            AssertTrafficFlows(run, $"bus stuck from transfer {point} of a send");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Interrupt_line_that_breaks_later_costs_no_traffic(bool level)
    {
        var run = new ChipRun().Start();
        run.Chip.InterruptStuckAt = level;
        for (int i = 0; i < 6; i++)
        {
            run.Radio.Receive(run.Chip.NowMs);
            run.Chip.Deliver([1, (byte)i]);
            RadioEvent happened = RunPastRecoveries(run, 2000);
            Assert.Equal(RadioEvent.FrameReceived, happened);
            run.Radio.Transmit([2, (byte)i], 0, 2, run.Chip.NowMs);
            Assert.Equal(RadioEvent.TransmitDone, RunPastRecoveries(run, 2000));
            Assert.Equal(RadioEvent.None, RunPastRecoveries(run, 5));
        }

        Assert.Equal(RadioStatus.InterruptNotConnected, run.Radio.Status);
        Assert.True(run.Radio.Counters.MissedInterrupts + run.Radio.Counters.FalseInterrupts > 0);
    }

    [Fact]
    public void Forgotten_interrupt_mapping_is_written_again()
    {
        var run = new ChipRun().Start();
        run.Radio.Receive(run.Chip.NowMs);
        run.Chip[Sx127xRegister.DioMapping1] = 0xC0;
        run.Chip.Deliver([1]);
        Assert.Equal(RadioEvent.FrameReceived, run.RunUntilEvent(1000));
        Assert.Equal(1u, run.Radio.Counters.MissedInterrupts);
        run.Chip.Deliver([2]);
        long before = run.Chip.NowMs;
        Assert.Equal(RadioEvent.FrameReceived, run.RunUntilEvent(1000));
        Assert.InRange(run.Chip.NowMs - before, 0, 1);
    }

    [Fact]
    public void Chip_that_never_ends_a_send_is_set_up_anew()
    {
        var run = new ChipRun().Start();
        run.Chip.TransmitUs = long.MaxValue / 4;
        run.Radio.Transmit([1], 0, 1, run.Chip.NowMs);
        Assert.Equal(RadioEvent.Recovered, run.RunUntilEvent(1000));
        Assert.Equal(1u, run.Radio.Counters.OperationsOverdue);
        run.Chip.TransmitUs = null;
        AssertTrafficFlows(run, "endless send");
    }

    [Fact]
    public void Registers_changed_behind_the_drivers_back_are_put_right()
    {
        foreach (Sx127xRegister register in new[]
        {
            Sx127xRegister.FrequencyMid, Sx127xRegister.PaConfig, Sx127xRegister.ModemConfig1, Sx127xRegister.ModemConfig2,
            Sx127xRegister.ModemConfig3, Sx127xRegister.InterruptMask, Sx127xRegister.PreambleLsb,
        })
        {
            var run = new ChipRun().Start();
            run.Radio.Receive(run.Chip.NowMs);
            byte right = run.Chip[register];
            run.Chip[register] ^= 0x10;
            Assert.Equal(RadioEvent.Recovered, run.RunUntilEvent(1000));
            Assert.Equal(right, run.Chip[register]);
            Assert.Equal((byte)register, run.Radio.Counters.LostRegister);
            Assert.Equal((byte)(right ^ 0x10), run.Radio.Counters.LostRegisterValue);
        }
    }

    [Fact]
    public void Frame_whose_bytes_seem_lost_is_written_twice_and_sent_all_the_same()
    {
        var run = new ChipRun(chip => chip.HidesFifoAddress = true).Start();
        Assert.True(run.Radio.Transmit([1, 2, 3], 0, 3, run.Chip.NowMs));
        Assert.Equal(RadioEvent.TransmitDone, run.RunUntilEvent(500));
        Assert.Equal([1, 2, 3], run.Chip.Sent[^1]);
        Assert.Equal(1u, run.Radio.Counters.FramesRewritten);
        Assert.Equal(0u, run.Radio.Counters.Recoveries);
    }

    [Fact]
    public void Failure_is_reported_once_and_recovery_once()
    {
        var run = new ChipRun().Start();
        run.Radio.Receive(run.Chip.NowMs);
        run.Chip.BusStuckAt = 0xFF;
        Assert.Equal(RadioEvent.Failed, run.RunUntilEvent(1000));
        Assert.Equal(RadioEvent.None, run.RunUntilEvent(20_000));
        run.Chip.BusStuckAt = null;
        Assert.Equal(RadioEvent.Recovered, run.RunUntilEvent(1000));
        Assert.Equal(RadioEvent.None, run.RunUntilEvent(20_000));
    }

    private static void ResetAt(ScriptedChip chip, int transfer)
    {
        chip.BeforeTransfer = n =>
        {
            if (n == transfer)
            {
                chip.Reset();
            }
        };
    }

    private static RadioEvent RunPastRecoveries(ChipRun run, int milliseconds)
    {
        RadioEvent happened = run.RunUntilEvent(milliseconds);
        while (happened == RadioEvent.Recovered)
        {
            happened = run.RunUntilEvent(milliseconds);
        }

        return happened;
    }

    /// <summary>Within two seconds the driver sends and receives, its owner doing no more than the contract says.</summary>
    private static void AssertTrafficFlows(ChipRun run, string after)
    {
        long endMs = run.Chip.NowMs + 2000;
        bool hasReceived = false;
        bool hasSent = false;
        int sent = run.Chip.Sent.Count;
        run.Radio.Receive(run.Chip.NowMs);
        while (!hasSent && run.Chip.NowMs < endMs)
        {
            if (!hasReceived)
            {
                run.Chip.Deliver([0xAB, 0xCD]);
            }

            switch (run.RunUntilEvent(20))
            {
                case RadioEvent.FrameReceived when run.Radio.ReceivedFrame.Payload[0] == 0xAB && run.Radio.ReceivedFrame.Payload[1] == 0xCD:
                    hasReceived = true;
                    run.Radio.Transmit([0x77], 0, 1, run.Chip.NowMs);
                    break;
                case RadioEvent.TransmitDone when hasReceived && run.Chip.Sent.Count > sent && run.Chip.Sent[^1] is [0x77]:
                    hasSent = true;
                    break;
                case RadioEvent.TransmitDone or RadioEvent.Recovered:
                    if (hasReceived)
                    {
                        run.Radio.Transmit([0x77], 0, 1, run.Chip.NowMs);
                    }
                    else
                    {
                        run.Radio.Receive(run.Chip.NowMs);
                    }

                    break;
            }
        }

        Assert.True(hasSent, $"No traffic within 2 s after: {after} (received: {hasReceived}, events: {string.Join(' ', run.Events)}).");
    }
}
