using LoRaNode.Radio;
using LoRaNode.Sx127x.Tests.Chip;

namespace LoRaNode.Sx127x.Tests;

public class TrafficTests
{
    [Fact]
    public void Every_length_is_sent_as_it_is()
    {
        var run = new ChipRun().Start();
        for (int length = 1; length <= 255; length++)
        {
            byte[] frame = Frame(length);
            Assert.True(run.Radio.Transmit(frame, 0, length, run.Chip.NowMs));
            Array.Clear(frame); // the buffer is the caller's again
            Assert.Equal(RadioEvent.TransmitDone, run.RunUntilEvent(2000));
            Assert.Equal(Frame(length), run.Chip.Sent[^1]);
        }

        Assert.Equal(255, run.Chip.Sent.Count);
        Assert.Equal(0u, run.Radio.Counters.Recoveries);
        Assert.Equal(0, run.Chip.ModemChangesRefused);
        Assert.Equal(0, run.Chip.ReadOnlyWrites);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 256)]
    [InlineData(-1, 1)]
    [InlineData(250, 7)]
    [InlineData(int.MaxValue, 1)]
    public void Impossible_slices_are_refused(int offset, int length)
    {
        var run = new ChipRun().Start();
        Assert.False(run.Radio.Transmit(new byte[256], offset, length, run.Chip.NowMs));
    }

    [Fact]
    public void Frames_received_one_after_the_other_arrive_whole_around_the_end_of_the_fifo()
    {
        var run = new ChipRun().Start();
        run.Radio.Receive(run.Chip.NowMs);
        for (int length = 0; length <= 255; length++)
        {
            Assert.True(run.Chip.Deliver(Frame(length)));
            Assert.Equal(RadioEvent.FrameReceived, run.RunUntilEvent(1000));
            Assert.Equal(length, run.Radio.ReceivedFrame.Length);
            Assert.Equal(Frame(length), run.Radio.ReceivedFrame.Payload[..length]);
        }
    }

    [Fact]
    public void Damaged_frames_and_frames_without_crc_are_reported_and_reception_goes_on()
    {
        var run = new ChipRun().Start();
        run.Radio.Receive(run.Chip.NowMs);
        run.Chip.Deliver([1, 2, 3], isDamaged: true);
        Assert.Equal(RadioEvent.FrameDamaged, run.RunUntilEvent(100));
        run.Chip.Deliver([1, 2, 3], hasCrc: false);
        Assert.Equal(RadioEvent.FrameDamaged, run.RunUntilEvent(100));
        run.Chip.Deliver([4]);
        Assert.Equal(RadioEvent.FrameReceived, run.RunUntilEvent(100));
        Assert.Equal(2u, run.Radio.Counters.FramesDamaged);
    }

    [Fact]
    public void Frame_without_crc_is_welcome_when_the_network_uses_none()
    {
        var run = new ChipRun(settings: new LoRaSettings { PayloadCrc = false }).Start();
        run.Radio.Receive(run.Chip.NowMs);
        run.Chip.Deliver([1], hasCrc: false);
        Assert.Equal(RadioEvent.FrameReceived, run.RunUntilEvent(100));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Single_reception_ends_with_a_frame(bool hasTimeoutPin)
    {
        var run = new ChipRun(chip => chip.HasTimeoutInterrupt = hasTimeoutPin).Start();
        Assert.True(run.Radio.ReceiveSingle(100, run.Chip.NowMs));
        run.Chip.Deliver([5, 6]);
        Assert.Equal(RadioEvent.FrameReceived, run.RunUntilEvent(100));
        Assert.Equal(1, run.Chip.Mode);
        Assert.False(run.Chip.Deliver([5, 6]));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Single_reception_ends_without_a_preamble(bool hasTimeoutPin, bool hasInterrupt)
    {
        var run = new ChipRun(chip => (chip.HasTimeoutInterrupt, chip.HasInterrupt) = (hasTimeoutPin, hasInterrupt)).Start();
        long before = run.Chip.NowMs;
        Assert.True(run.Radio.ReceiveSingle(1023, before));
        Assert.Equal(RadioEvent.ReceiveTimeout, run.RunUntilEvent(10_000));

        // 1,023 symbols of SF9 at 250 kHz are 2,095.1 ms.
        Assert.InRange(run.Chip.NowMs - before, 2095, 2095 + 20);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1024)]
    public void Timeouts_that_the_chip_does_not_have_are_refused(int symbols)
    {
        Assert.False(new ChipRun().Start().Radio.ReceiveSingle(symbols, 0));
    }

    [Theory]
    [InlineData(true, true, RadioEvent.ChannelBusy)]
    [InlineData(false, true, RadioEvent.ChannelClear)]
    [InlineData(true, false, RadioEvent.ChannelBusy)]
    [InlineData(false, false, RadioEvent.ChannelClear)]
    public void Channel_activity_is_reported(bool isBusy, bool hasInterrupt, RadioEvent expected)
    {
        var run = new ChipRun(chip => (chip.IsChannelBusy, chip.HasInterrupt) = (isBusy, hasInterrupt)).Start();
        Assert.True(run.Radio.DetectActivity(run.Chip.NowMs));
        Assert.Equal(expected, run.RunUntilEvent(20));
    }

    [Fact]
    public void Without_interrupt_line_the_driver_polls()
    {
        var run = new ChipRun(chip => chip.HasInterrupt = false).Start();
        Assert.Equal(RadioStatus.Ok, run.Radio.Status);
        run.Radio.Receive(run.Chip.NowMs);
        run.Chip.Deliver([1, 2]);
        long before = run.Chip.NowMs;
        Assert.Equal(RadioEvent.FrameReceived, run.RunUntilEvent(100));
        Assert.InRange(run.Chip.NowMs - before, 0, Sx127xRadio.PollingMs + 1);
        run.Radio.Transmit([1], 0, 1, run.Chip.NowMs);
        Assert.Equal(RadioEvent.TransmitDone, run.RunUntilEvent(300));
    }

    [Fact]
    public void Sleep_is_left_by_the_next_operation()
    {
        var run = new ChipRun().Start();
        run.Radio.Receive(run.Chip.NowMs);
        run.Radio.Sleep(run.Chip.NowMs);
        Assert.Equal(0, run.Chip.Mode);
        Assert.Equal(long.MaxValue, run.Radio.NextPollMs);
        Assert.True(run.Radio.Transmit([1, 2, 3], 0, 3, run.Chip.NowMs));
        Assert.Equal(RadioEvent.TransmitDone, run.RunUntilEvent(300));
        Assert.Equal([1, 2, 3], run.Chip.Sent[^1]);
    }

    [Fact]
    public void Implicit_header_sends_only_its_own_length()
    {
        var settings = new LoRaSettings { ExplicitHeader = false, ImplicitLength = 4, SpreadingFactor = SpreadingFactor.Sf6 };
        var run = new ChipRun(settings: settings).Start();
        Assert.False(run.Radio.Transmit(new byte[9], 0, 5, run.Chip.NowMs));
        Assert.True(run.Radio.Transmit(new byte[9], 0, 4, run.Chip.NowMs));
    }

    [Fact]
    public void Twenty_dbm_is_used_one_hundredth_of_the_time_and_seventeen_otherwise()
    {
        var settings = new LoRaSettings { PowerDbm = 20 };
        var run = new ChipRun(settings: settings).Start();
        long airMs = TimeOnAir.Microseconds(settings, 50) / 1000;
        long highPowerMs = 0;
        long startMs = run.Chip.NowMs;
        for (int i = 0; i < 400; i++)
        {
            Assert.True(run.Radio.Transmit(new byte[50], 0, 50, run.Chip.NowMs));
            bool isHigh = run.Chip[Sx127xRegister.PaDac] == 0x87;
            Assert.Equal(0xFF, run.Chip[Sx127xRegister.PaConfig]); // the highest step either way: the DAC makes the 3 dB
            Assert.Equal(isHigh ? 0x31 : 0x2B, run.Chip[Sx127xRegister.OverCurrent]); // 140 mA or 100 mA
            highPowerMs += isHigh ? airMs : 0;
            Assert.Equal(RadioEvent.TransmitDone, run.RunUntilEvent(1000));
            run.Chip.PassTime(50_000);
        }

        long elapsedMs = run.Chip.NowMs - startMs;
        Assert.InRange(highPowerMs * 100, 1, elapsedMs + (100 * airMs));
        Assert.True(run.Radio.Counters.PowerReduced > 300);
    }

    [Fact]
    public void Narrow_bandwidths_are_received_beside_the_carrier_and_sent_on_it()
    {
        var settings = new LoRaSettings { BandwidthHz = 31_250 };
        var run = new ChipRun(settings: settings).Start();
        run.Radio.Receive(run.Chip.NowMs);
        Assert.Equal(FrequencyWord.FromHz(869_525_000 + 31_250), Carrier(run.Chip));
        run.Radio.Transmit([1], 0, 1, run.Chip.NowMs);
        Assert.Equal(FrequencyWord.FromHz(869_525_000), Carrier(run.Chip));
        Assert.Equal(RadioEvent.TransmitDone, run.RunUntilEvent(2000));
    }

    [Fact]
    public void Nothing_is_allocated_after_start()
    {
        var run = new ChipRun().Start();
        byte[] frame = Frame(200);
        Sx127xRadio radio = run.Radio;
        run.Chip.KeepsSentFrames = false;
        bool isAsExpected = true;
        long before = 0;
        for (int i = 0; i < 300; i++)
        {
            if (i == 10)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            isAsExpected &= radio.Transmit(frame, 0, frame.Length, run.Chip.NowMs);
            run.Chip.PassTime(1_000_000);
            isAsExpected &= radio.Poll(run.Chip.NowMs) == RadioEvent.TransmitDone;
            isAsExpected &= radio.Receive(run.Chip.NowMs);
            run.Chip.Deliver(frame);
            isAsExpected &= radio.Poll(run.Chip.NowMs) == RadioEvent.FrameReceived;
            isAsExpected &= radio.DetectActivity(run.Chip.NowMs);
            run.Chip.PassTime(10_000);
            isAsExpected &= radio.Poll(run.Chip.NowMs) == RadioEvent.ChannelClear;
            run.Chip.Reset();
            run.Chip.PassTime(1_000_000);
            isAsExpected &= radio.Poll(run.Chip.NowMs) == RadioEvent.Recovered;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(isAsExpected);
        Assert.Equal(300u, radio.Counters.FramesReceived);
    }

    private static uint Carrier(ScriptedChip chip)
    {
        return ((uint)chip[Sx127xRegister.FrequencyMsb] << 16)
            | ((uint)chip[Sx127xRegister.FrequencyMid] << 8)
            | chip[Sx127xRegister.FrequencyLsb];
    }

    private static byte[] Frame(int length)
    {
        byte[] frame = new byte[length];
        for (int i = 0; i < length; i++)
        {
            frame[i] = (byte)((i * 7) + length);
        }

        return frame;
    }
}
