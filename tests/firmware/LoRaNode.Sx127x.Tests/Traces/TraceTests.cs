using LoRaNode.Radio;
using LoRaNode.Sx127x.Tests.Chip;

namespace LoRaNode.Sx127x.Tests.Traces;

public class TraceTests
{
    [Fact]
    public void Driver_starts_the_chip_as_reviewed()
    {
        var run = new ChipRun();
        var trace = new TraceRecorder(run.Chip);
        run.Start();
        GoldenTrace.AssertSame("start.txt", trace.ToString());
    }

    [Fact]
    public void Driver_starts_a_433_megahertz_module_as_reviewed()
    {
        var settings = new LoRaSettings
        {
            FrequencyHz = 433_920_000,
            BandwidthHz = 62_500,
            SpreadingFactor = SpreadingFactor.Sf11,
            CodingRate = CodingRate.Cr48,
            PowerDbm = 10,
        };
        var run = new ChipRun(options: new Sx127xOptions { Variant = Sx127xVariant.Sx1278 }, settings: settings);
        var trace = new TraceRecorder(run.Chip);
        run.Start();
        GoldenTrace.AssertSame("start-433.txt", trace.ToString());
    }

    [Fact]
    public void Driver_sends_as_reviewed()
    {
        var run = new ChipRun().Start();
        var trace = new TraceRecorder(run.Chip);
        run.Radio.Transmit("salem"u8.ToArray(), 0, 5, run.Chip.NowMs);
        Assert.Equal(RadioEvent.TransmitDone, run.RunUntilEvent(500));
        GoldenTrace.AssertSame("send.txt", trace.ToString());
    }

    [Fact]
    public void Driver_receives_as_reviewed()
    {
        var run = new ChipRun().Start();
        var trace = new TraceRecorder(run.Chip);
        run.Radio.Receive(run.Chip.NowMs);
        run.Chip.Deliver("salem"u8.ToArray(), snrQuarterDb: -26, packetRssi: 42);
        Assert.Equal(RadioEvent.FrameReceived, run.RunUntilEvent(10));
        run.Chip.Deliver("alem"u8.ToArray());
        Assert.Equal(RadioEvent.FrameReceived, run.RunUntilEvent(10));
        GoldenTrace.AssertSame("receive.txt", trace.ToString());
    }

    [Fact]
    public void Driver_listens_before_it_talks_as_reviewed()
    {
        var run = new ChipRun(chip => chip.IsChannelBusy = true).Start();
        var trace = new TraceRecorder(run.Chip);
        run.Radio.DetectActivity(run.Chip.NowMs);
        Assert.Equal(RadioEvent.ChannelBusy, run.RunUntilEvent(50));
        GoldenTrace.AssertSame("cad.txt", trace.ToString());
    }

    [Fact]
    public void Driver_receives_one_frame_or_gives_up_as_reviewed()
    {
        var run = new ChipRun().Start();
        var trace = new TraceRecorder(run.Chip);
        run.Radio.ReceiveSingle(300, run.Chip.NowMs);
        Assert.Equal(RadioEvent.ReceiveTimeout, run.RunUntilEvent(2000));
        GoldenTrace.AssertSame("receive-single.txt", trace.ToString());
    }

    [Fact]
    public void Driver_sleeps_and_wakes_as_reviewed()
    {
        var run = new ChipRun().Start();
        run.Radio.Receive(run.Chip.NowMs);
        var trace = new TraceRecorder(run.Chip);
        run.Radio.Sleep(run.Chip.NowMs);
        run.Radio.Receive(run.Chip.NowMs);
        GoldenTrace.AssertSame("sleep.txt", trace.ToString());
    }
}
