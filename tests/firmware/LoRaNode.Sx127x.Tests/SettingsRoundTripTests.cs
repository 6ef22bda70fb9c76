using CsCheck;
using LoRaNode.Radio;
using LoRaNode.Sx127x.Tests.Chip;

namespace LoRaNode.Sx127x.Tests;

/// <summary>Any configuration, written to the chip and read back from its registers, is the same configuration.</summary>
public class SettingsRoundTripTests
{
    private static readonly uint[] Bandwidths =
        [7_800, 10_400, 15_600, 20_800, 31_250, 41_700, 62_500, 125_000, 250_000, 500_000];

    private static readonly Gen<(LoRaSettings Settings, Sx127xOptions Options)> Configurations =
        from frequency in Gen.UInt[176_000_000, 1_020_000_000]
        from bandwidth in Gen.Int[0, 9].Select(code => Bandwidths[code])
        from sf in Gen.Int[6, 12]
        from rate in Gen.Int[5, 8]
        from preamble in Gen.UShort[6, ushort.MaxValue]
        from sync in Gen.Byte
        from isExplicit in Gen.Bool
        from implicitLength in Gen.Byte[1, 255]
        from hasCrc in Gen.Bool
        from isInverted in Gen.Bool
        from isRfo in Gen.Bool
        from power in Gen.Int[-4, 20]
        from hasTcxo in Gen.Bool
        from gain in Gen.Int[0, 6]
        select (
            new LoRaSettings
            {
                FrequencyHz = frequency,
                BandwidthHz = bandwidth,
                SpreadingFactor = (SpreadingFactor)sf,
                CodingRate = (CodingRate)rate,
                PreambleSymbols = preamble,
                SyncWord = sync,
                ExplicitHeader = isExplicit && sf != 6,
                ImplicitLength = implicitLength,
                PayloadCrc = hasCrc,
                InvertIq = isInverted,
                PowerDbm = (sbyte)(isRfo ? Math.Min(power, 14) : Math.Max(power, 2)),
            },
            new Sx127xOptions
            {
                Output = isRfo ? PowerOutput.Rfo : PowerOutput.PaBoost,
                HasTcxo = hasTcxo,
                LnaGain = gain,
            });

    [Fact]
    public void Any_configuration_written_to_the_chip_reads_back_the_same()
    {
        Configurations.Sample(c =>
        {
            var run = new ChipRun(options: c.Options, settings: c.Settings);
            Assert.Equal(RadioStatus.Ok, run.Radio.Start(c.Settings, 0));
            AssertChipHolds(run.Chip, c.Settings);
        }, iter: 2000);
    }

    [Fact]
    public void Any_second_configuration_leaves_nothing_of_the_first()
    {
        Gen.Select(Configurations, Configurations).Sample((first, second) =>
        {
            var fresh = new ChipRun(options: first.Options, settings: second.Settings);
            second.Settings.PowerDbm = (sbyte)(first.Options.Output == PowerOutput.Rfo
                ? Math.Min((int)second.Settings.PowerDbm, 14)
                : Math.Max((int)second.Settings.PowerDbm, 2));
            fresh.Start();
            var run = new ChipRun(options: first.Options, settings: first.Settings).Start();
            Assert.Equal(RadioStatus.Ok, run.Radio.Configure(second.Settings, run.Chip.NowMs));
            for (int register = 0x01; register < 0x70; register++)
            {
                // The pointers of the FIFO are not settings.
                if (register is not (0x0D or 0x10 or 0x25))
                {
                    Assert.Equal(fresh.Chip[(Sx127xRegister)register], run.Chip[(Sx127xRegister)register]);
                }
            }
        }, iter: 1000);
    }

    [Fact]
    public void Frequency_is_rounded_to_the_nearest_step_exactly()
    {
        Gen.UInt[137_000_000, 1_020_000_000].Sample(hz =>
        {
            // Nearest integer to hz * 2^19 / 32e6 in exact arithmetic.
            var doubled = ((System.Numerics.BigInteger)hz << 20) / 32_000_000;
            var nearest = (doubled + 1) >> 1;
            Assert.Equal(nearest, FrequencyWord.FromHz(hz));
        }, iter: 100_000);
        Assert.Equal(0xD9_619Au, FrequencyWord.FromHz(869_525_000));
        Assert.Equal(0x6C_8000u, FrequencyWord.FromHz(434_000_000)); // the chip's reset value
    }

    [Theory]
    [InlineData(PowerOutput.PaBoost, 2, 20)]
    [InlineData(PowerOutput.Rfo, -4, 14)]
    public void Every_power_of_a_pin_reads_back_the_same(PowerOutput output, int lowest, int highest)
    {
        for (int power = lowest; power <= highest; power++)
        {
            byte paConfig = OutputPower.PaConfig(output, power);
            Assert.Equal(power, OutputPower.FromRegisters(paConfig, OutputPower.Dac(output, power)));
            Assert.Equal(output == PowerOutput.PaBoost, (paConfig & 0x80) != 0);
        }
    }

    [Theory]
    [InlineData(1, 0x20)]
    [InlineData(45, 0x20)]
    [InlineData(100, 0x2B)]
    [InlineData(120, 0x2F)]
    [InlineData(129, 0x2F)]
    [InlineData(130, 0x30)]
    [InlineData(140, 0x31)]
    [InlineData(240, 0x3B)]
    [InlineData(999, 0x3B)]
    public void Current_limit_follows_the_two_slopes_of_the_datasheet(int milliamperes, byte register)
    {
        Assert.Equal(register, OutputPower.OverCurrent(milliamperes, 14));
    }

    [Fact]
    public void Bandwidth_errata_are_applied_where_they_belong()
    {
        AssertErrata(868_000_000, 500_000, 0x02, 0x64, 0x80, 0x20);
        AssertErrata(433_000_000, 500_000, 0x02, 0x7F, 0x80, 0x20);
        AssertErrata(600_000_000, 500_000, 0x03, 0x20, 0x80, 0x20);
        AssertErrata(868_000_000, 250_000, 0x03, 0x20, 0x00, 0x40);
        AssertErrata(868_000_000, 62_500, 0x03, 0x20, 0x00, 0x40);
        AssertErrata(868_000_000, 41_700, 0x03, 0x20, 0x00, 0x44);
        AssertErrata(868_000_000, 7_800, 0x03, 0x20, 0x00, 0x48);
    }

    private static void AssertErrata(uint frequencyHz, uint bandwidthHz, byte optimize1, byte optimize2, byte automaticIf, byte ifFrequency)
    {
        var settings = new LoRaSettings { FrequencyHz = frequencyHz, BandwidthHz = bandwidthHz };
        ScriptedChip chip = new ChipRun(settings: settings).Start().Chip;
        Assert.Equal(optimize1, chip[Sx127xRegister.HighBandwidthOptimize1]);
        Assert.Equal(optimize2, chip[Sx127xRegister.HighBandwidthOptimize2]);
        Assert.Equal(automaticIf, chip[Sx127xRegister.DetectOptimize] & 0x80);
        Assert.Equal(ifFrequency, chip[Sx127xRegister.IfFrequency1]);
        Assert.Equal(0, chip[Sx127xRegister.IfFrequency2]);
    }

    private static void AssertChipHolds(ScriptedChip chip, LoRaSettings settings)
    {
        byte[] registers = new byte[0x70];
        for (int register = 1; register < registers.Length; register++)
        {
            registers[register] = chip[(Sx127xRegister)register];
        }

        var read = new LoRaSettings();
        RegisterImage.ToSettings(registers, read);
        Assert.InRange((long)read.FrequencyHz - settings.FrequencyHz, -31, 31);
        Assert.Equal(FrequencyWord.FromHz(settings.FrequencyHz), FrequencyWord.FromHz(read.FrequencyHz));
        Assert.Equal(settings.BandwidthHz, read.BandwidthHz);
        Assert.Equal(settings.SpreadingFactor, read.SpreadingFactor);
        Assert.Equal(settings.CodingRate, read.CodingRate);
        Assert.Equal(settings.PreambleSymbols, read.PreambleSymbols);
        Assert.Equal(settings.SyncWord, read.SyncWord);
        Assert.Equal(settings.ExplicitHeader, read.ExplicitHeader);
        Assert.Equal(settings.ImplicitLength, read.ImplicitLength);
        Assert.Equal(settings.PayloadCrc, read.PayloadCrc);
        Assert.Equal(settings.InvertIq, read.InvertIq);
        Assert.Equal(settings.PowerDbm, read.PowerDbm);

        // The rule of the datasheet, 4.1.1.6, in words of its own: 2^SF / BW > 16 ms.
        bool isSlow = Math.Pow(2, (int)settings.SpreadingFactor) * 1000 > 16.0 * settings.BandwidthHz;
        Assert.Equal(isSlow, (registers[(int)Sx127xRegister.ModemConfig3] & Sx127xBits.LowDataRateOptimize) != 0);

        // Datasheet 4.1.1.2: SF6 has detection settings of its own.
        bool isSf6 = settings.SpreadingFactor == SpreadingFactor.Sf6;
        Assert.Equal(isSf6 ? 0x05 : 0x03, registers[(int)Sx127xRegister.DetectOptimize] & 0x07);
        Assert.Equal(isSf6 ? 0x0C : 0x0A, registers[(int)Sx127xRegister.DetectionThreshold]);
        Assert.Equal(settings.FrequencyHz < 525_000_000, (registers[1] & 0x08) != 0);
    }
}
