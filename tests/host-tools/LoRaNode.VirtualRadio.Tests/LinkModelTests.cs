using CsCheck;
using LoRaNode.Radio;
using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.VirtualRadio.Tests;

public class LinkModelTests
{
    private static readonly LinkModel Model = new();

    private static LoRaWaveform Wave(int sf, int bandwidth = 7, int bytes = 20, int codingRate = 5, double hertz = 868e6, bool inverted = false)
    {
        return new LoRaWaveform(hertz, bandwidth, sf, codingRate, 8, 0x12, true, true, inverted, sf >= 11 && bandwidth == 7, bytes);
    }

    // SX1276 datasheet rev. 7, table 10: sensitivity of the long-range mode, high band, LnaBoost, within 2 dB.
    [Theory]
    [InlineData(7, 7, -123)]
    [InlineData(8, 7, -126)]
    [InlineData(9, 7, -129)]
    [InlineData(10, 7, -132)]
    [InlineData(11, 7, -133)]
    [InlineData(12, 7, -136)]
    [InlineData(7, 8, -120)]
    [InlineData(9, 8, -125)]
    [InlineData(12, 9, -130)]
    public void The_sensitivity_is_that_of_the_datasheet(int sf, int bandwidth, double dbm)
    {
        Assert.InRange(Model.SensitivityDbm(sf, LoRaWaveform.HertzOf(bandwidth)), dbm - 2, dbm + 2);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    public void The_reference_frame_fails_once_in_a_hundred_at_the_demodulator_limit(int sf)
    {
        var wave = new LoRaWaveform(868e6, 7, sf, 6, 8, 0x12, sf > 6, true, false, sf >= 11, 64);
        double success = Model.PayloadProbability(Model.DemodulatorLimitDb(sf), wave);
        Assert.InRange(success, 0.987, 0.993);
    }

    [Fact]
    public void More_signal_never_hurts_and_two_decibels_decide()
    {
        Gen.Select(Gen.Int[6, 12], Gen.Double[-30, 5], Gen.Double[0, 5], Gen.Int[0, 255], Gen.Int[5, 8]).Sample((sf, snr, more, bytes, rate) =>
        {
            var wave = Wave(sf, bytes: bytes, codingRate: rate);
            Assert.True(Model.FrameProbability(snr + more, wave) >= Model.FrameProbability(snr, wave) - 1e-12);
        });
        for (int sf = 6; sf <= 12; sf++)
        {
            var wave = Wave(sf, bytes: 100);
            double limit = Model.DemodulatorLimitDb(sf);
            Assert.True(Model.FrameProbability(limit + 2, wave) > 0.999);
            Assert.True(Model.FrameProbability(limit - 3, wave) < 0.01);
        }
    }

    [Fact]
    public void A_stronger_code_survives_more()
    {
        double snr = Model.DemodulatorLimitDb(9) - 1.5;
        double weak = Model.PayloadProbability(snr, Wave(9, bytes: 100, codingRate: 5));
        double strong = Model.PayloadProbability(snr, Wave(9, bytes: 100, codingRate: 8));
        Assert.InRange(weak, 0.1, 0.95);
        Assert.True(strong > weak + 0.05, $"{weak} and {strong}");
    }

    // Croce et al. 2018, table of measured thresholds: wanted SF, interfering SF, SIR in dB.
    [Theory]
    [InlineData(7, 8, -8)]
    [InlineData(7, 12, -9)]
    [InlineData(9, 7, -15)]
    [InlineData(9, 10, -13)]
    [InlineData(12, 7, -25)]
    [InlineData(12, 11, -23)]
    [InlineData(9, 9, 6)]
    public void At_the_published_threshold_interference_counts_like_noise_at_the_limit(int wanted, int interferer, double thresholdDb)
    {
        double signal = LinkModel.FromDb(-60);
        double disturbance = signal / LinkModel.FromDb(thresholdDb) * Model.NoiseFactor(wanted, interferer);
        Assert.Equal(Model.DemodulatorLimitDb(wanted), LinkModel.ToDb(signal / disturbance), 6);
    }

    [Fact]
    public void Chirps_of_equal_slope_disturb_each_other_like_one_spreading_factor_whatever_their_bandwidth()
    {
        double same = Model.NoiseFactor(Wave(7, 7), Wave(7, 7));
        double slope = Model.NoiseFactor(Wave(7, 7), Wave(9, 8));
        double other = Model.NoiseFactor(Wave(7, 7), Wave(8, 8));
        Assert.Equal(same / 2, slope, same * 1e-9);
        Assert.True(other < same / 10);
        Assert.True(Model.NoiseFactor(Wave(7, 7), Wave(7, 7, inverted: true)) < same / 10);
        Assert.Equal(0, Model.NoiseFactor(Wave(7, 7), Wave(7, 7, hertz: 868.2e6)));
        Assert.Equal(same / 2, Model.NoiseFactor(Wave(7, 7), Wave(7, 7, hertz: 868e6 + 62_500)), same * 1e-9);
    }

    [Fact]
    public void Time_on_air_agrees_with_the_radio_library()
    {
        Gen.Select(Gen.Int[6, 12], Gen.Int[0, 9], Gen.Int[5, 8], Gen.Int[0, 255], Gen.Int[6, 100], Gen.Bool, Gen.Bool)
            .Sample((sf, bandwidth, rate, bytes, preamble, header, crc) =>
            {
                bool slow = (LoRaBandwidth.ChipNanoseconds(bandwidth) << sf) > 16_000_000;
                var wave = new LoRaWaveform(868e6, bandwidth, sf, rate, preamble, 0, header, crc, false, slow, bytes);
                var settings = new LoRaSettings
                {
                    BandwidthHz = LoRaBandwidth.NominalHertz(bandwidth),
                    SpreadingFactor = (SpreadingFactor)sf,
                    CodingRate = (CodingRate)rate,
                    PreambleSymbols = (ushort)preamble,
                    ExplicitHeader = header,
                    PayloadCrc = crc,
                };
                Assert.Equal(TimeOnAir.Microseconds(settings, bytes), wave.TimeOnAirUs);
            });
    }

    [Fact]
    public void Draws_are_even_repeat_and_do_not_depend_on_each_other()
    {
        double[] draws = [.. Enumerable.Range(0, 10_000).Select(i => LinkDraw.Uniform(7, i, 3, 1))];
        Assert.InRange(draws.Average(), 0.49, 0.51);
        Assert.Equal(draws[77], LinkDraw.Uniform(7, 77, 3, 1));
        Assert.NotEqual(draws[77], LinkDraw.Uniform(8, 77, 3, 1));
        Assert.NotEqual(draws[77], LinkDraw.Uniform(7, 77, 4, 1));
        double[] normal = [.. Enumerable.Range(0, 10_000).Select(i => LinkDraw.Normal(7, i, 3, 1))];
        Assert.InRange(normal.Average(), -0.03, 0.03);
        Assert.InRange(normal.Average(v => v * v), 0.95, 1.05);
    }
}
