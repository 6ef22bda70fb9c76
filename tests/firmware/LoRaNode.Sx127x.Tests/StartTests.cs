using LoRaNode.Radio;
using LoRaNode.Sx127x.Tests.Chip;

namespace LoRaNode.Sx127x.Tests;

public class StartTests
{
    [Fact]
    public void Healthy_chip_starts_in_standby()
    {
        var run = new ChipRun();
        Assert.Equal(RadioStatus.Ok, run.Radio.Start(run.Settings, 0));
        Assert.Equal(0x81, run.Chip[Sx127xRegister.OperatingMode]);
        Assert.Empty(run.Chip.Sent);
    }

    [Theory]
    [InlineData((byte)0x00)]
    [InlineData((byte)0xFF)]
    public void Silent_bus_is_called_no_chip(byte answer)
    {
        var run = new ChipRun(chip => chip.BusStuckAt = answer);
        Assert.Equal(RadioStatus.NoChip, run.Radio.Start(run.Settings, 0));
        Assert.False(run.Radio.Transmit([1], 0, 1, 0));
        Assert.False(run.Radio.Receive(0));
    }

    [Fact]
    public void Other_version_is_called_wrong_chip()
    {
        var run = new ChipRun(chip => chip.Version = 0x22); // SX1272
        Assert.Equal(RadioStatus.WrongChip, run.Radio.Start(run.Settings, 0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Interrupt_line_that_never_moves_is_told_apart(bool level)
    {
        var run = new ChipRun(chip => chip.InterruptStuckAt = level);
        Assert.Equal(RadioStatus.InterruptNotConnected, run.Radio.Start(run.Settings, 0));
    }

    [Fact]
    public void Chip_without_clock_is_called_a_malfunction()
    {
        var run = new ChipRun(chip => chip.HasNoClock = true);
        Assert.Equal(RadioStatus.Malfunction, run.Radio.Start(run.Settings, 0));
    }

    [Fact]
    public void Compatible_chip_with_other_reserved_bits_works_and_what_it_holds_is_still_watched()
    {
        var run = new ChipRun(chip =>
        {
            chip.StuckBits[Sx127xRegister.ModemConfig3] = 0x02;
            chip.StuckBits[Sx127xRegister.OverCurrent] = 0xC0;
        }).Start();
        Assert.Equal(RadioStatus.Ok, run.Radio.Status);
        Assert.Equal(2u, run.Radio.Counters.RegistersIgnored);
        run.Radio.Receive(run.Chip.NowMs);
        Assert.Equal(RadioEvent.None, run.RunUntilEvent(5000));
        run.Chip[Sx127xRegister.PreambleLsb] = 99;
        Assert.Equal(RadioEvent.Recovered, run.RunUntilEvent(1000));
    }

    [Theory]
    [InlineData(Sx127xRegister.ModemConfig1)]
    [InlineData(Sx127xRegister.ModemConfig2)]
    [InlineData(Sx127xRegister.FrequencyMid)]
    [InlineData(Sx127xRegister.SyncWord)]
    public void Chip_that_does_not_hold_a_vital_register_is_called_a_malfunction(Sx127xRegister register)
    {
        var run = new ChipRun(chip => chip.StuckBits[register] = 0x08, settings: new LoRaSettings { SyncWord = 0x12 });
        Assert.Equal(RadioStatus.Malfunction, run.Radio.Start(run.Settings, 0));
    }

    [Fact]
    public void Chip_that_is_connected_later_is_set_up_and_listens()
    {
        var run = new ChipRun(chip => chip.BusStuckAt = 0xFF).Start();
        Assert.False(run.Radio.Receive(run.Chip.NowMs));
        Assert.Equal(RadioEvent.None, run.RunUntilEvent(3000));
        run.Chip.BusStuckAt = null;
        Assert.Equal(RadioEvent.Recovered, run.RunUntilEvent(2000));
        Assert.Equal(RadioStatus.Ok, run.Radio.Status);
        Assert.True(run.Chip.Deliver([1, 2, 3]));
        Assert.Equal(RadioEvent.FrameReceived, run.RunUntilEvent(100));
    }

    [Fact]
    public void Chip_left_in_any_mode_by_an_earlier_run_starts_without_a_reset_line()
    {
        for (int modem = 0; modem <= 0x80; modem += 0x80)
        {
            for (int mode = 0; mode < 8; mode++)
            {
                var run = new ChipRun(chip => chip.HasReset = false);
                run.Chip[Sx127xRegister.OperatingMode] = (byte)(modem | mode);
                Assert.Equal(RadioStatus.Ok, run.Radio.Start(run.Settings, 0));
            }
        }
    }

    [Fact]
    public void Tcxo_is_chosen_before_the_oscillator_starts()
    {
        var run = new ChipRun(options: new Sx127xOptions { HasTcxo = true }).Start();
        Assert.Equal(0x19, run.Chip[Sx127xRegister.Tcxo]);
    }

    [Fact]
    public void Temperature_is_read_and_reception_can_go_on()
    {
        var run = new ChipRun(options: new Sx127xOptions { TemperatureOffsetCelsius = -2 }).Start();
        Assert.True(run.Radio.TryReadTemperature(run.Chip.NowMs, out int celsius));
        Assert.Equal(23, celsius);
        Assert.True(run.Radio.Receive(run.Chip.NowMs));
        Assert.True(run.Chip.Deliver([7]));
        Assert.Equal(RadioEvent.FrameReceived, run.RunUntilEvent(100));
    }

    [Theory]
    [InlineData(100_000_000u, 250_000u, SpreadingFactor.Sf9, true, 14, LoRaSettingsFault.Frequency)]
    [InlineData(868_000_000u, 123_456u, SpreadingFactor.Sf9, true, 14, LoRaSettingsFault.Bandwidth)]
    [InlineData(169_000_000u, 250_000u, SpreadingFactor.Sf9, true, 14, LoRaSettingsFault.Bandwidth)]
    [InlineData(868_000_000u, 250_000u, SpreadingFactor.Sf6, true, 14, LoRaSettingsFault.Header)]
    [InlineData(868_000_000u, 250_000u, (SpreadingFactor)13, true, 14, LoRaSettingsFault.SpreadingFactor)]
    [InlineData(868_000_000u, 250_000u, SpreadingFactor.Sf9, true, 1, LoRaSettingsFault.Power)]
    public void Impossible_settings_are_refused_and_named(
        uint frequencyHz, uint bandwidthHz, SpreadingFactor sf, bool explicitHeader, int powerDbm, LoRaSettingsFault fault)
    {
        var settings = new LoRaSettings
        {
            FrequencyHz = frequencyHz,
            BandwidthHz = bandwidthHz,
            SpreadingFactor = sf,
            ExplicitHeader = explicitHeader,
            PowerDbm = (sbyte)powerDbm,
        };
        var run = new ChipRun(settings: settings);
        Assert.Equal(RadioStatus.UnsupportedSettings, run.Radio.Start(settings, 0));
        Assert.Equal(fault, run.Radio.SettingsFault);
        Assert.Equal(0, run.Chip.TransferCount);
    }

    [Fact]
    public void Impossible_new_settings_leave_the_radio_working_with_the_old_ones()
    {
        var run = new ChipRun().Start();
        Assert.True(run.Radio.Receive(run.Chip.NowMs));
        Assert.Equal(RadioStatus.UnsupportedSettings, run.Radio.Configure(new LoRaSettings { BandwidthHz = 1 }, run.Chip.NowMs));
        Assert.Equal(RadioStatus.Ok, run.Radio.Status);
        Assert.True(run.Chip.Deliver([9]));
        Assert.Equal(RadioEvent.FrameReceived, run.RunUntilEvent(100));
    }
}
