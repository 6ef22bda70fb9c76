using LoRaNode.Radio.Regions;

namespace LoRaNode.Sx127x.Tests;

public class RegionTests
{
    [Fact]
    public void Every_band_is_described_with_its_source_and_found_by_its_code()
    {
        Assert.Equal(RegionTable.Count, Enum.GetValues<RadioBandId>().Length);
        var codes = new HashSet<string>();
        foreach (RadioBandId id in Enum.GetValues<RadioBandId>())
        {
            RadioBand band = RegionTable.Describe(id);
            Assert.Equal(id, band.Id);
            Assert.True(codes.Add(band.Code));
            Assert.Equal(id, RegionTable.Find(band.Code).Id);
            Assert.StartsWith(band.Country + "-", band.Code.ToUpperInvariant(), StringComparison.Ordinal);
            Assert.True(band.LowHz < band.HighHz);
            Assert.InRange(band.DutyCycleBasisPoints, 1, RadioBand.NoDutyLimit);
            Assert.NotEmpty(RegionSource.Of(id));
        }

        Assert.Null(RegionTable.Find("mars"));
        Assert.Null(RegionTable.Describe((RadioBandId)RegionTable.Count));
    }

    [Fact]
    public void Pause_after_a_frame_keeps_the_duty_cycle_exactly()
    {
        foreach (RadioBandId id in Enum.GetValues<RadioBandId>())
        {
            RadioBand band = RegionTable.Describe(id);
            for (long airUs = 1; airUs < 20_000_000; airUs = (airUs * 3) + 1)
            {
                long cycleUs = airUs + band.PauseMicroseconds(airUs);
                Assert.True(airUs * RadioBand.NoDutyLimit <= cycleUs * band.DutyCycleBasisPoints, "The pause is too short.");
                Assert.True(airUs * RadioBand.NoDutyLimit > (cycleUs - 1) * band.DutyCycleBasisPoints, "The pause is too long.");
            }
        }
    }

    [Theory]
    [InlineData(RadioBandId.Europe8694, 869_525_000u, 250_000u, true)]
    [InlineData(RadioBandId.Europe8694, 869_525_000u, 500_000u, false)]
    [InlineData(RadioBandId.Europe8694, 869_524_999u, 250_000u, false)]
    [InlineData(RadioBandId.Europe8694, 869_450_000u, 125_000u, false)]
    [InlineData(RadioBandId.Kazakhstan863, 869_525_000u, 250_000u, false)]
    [InlineData(RadioBandId.Kazakhstan863, 867_750_000u, 500_000u, true)]
    [InlineData(RadioBandId.UnitedStates915, 915_000_000u, 250_000u, false)]
    [InlineData(RadioBandId.UnitedStates915, 915_000_000u, 500_000u, true)]
    public void Signal_must_lie_inside_the_band_with_its_whole_width(RadioBandId id, uint frequencyHz, uint bandwidthHz, bool isAllowed)
    {
        Assert.Equal(isAllowed, RegionTable.Describe(id).Allows(frequencyHz, bandwidthHz));
    }

    [Theory]
    [InlineData(RadioBandId.Europe868, 21, 14)] // a dipole: ERP is what the chip puts out
    [InlineData(RadioBandId.Europe868, 50, 11)]
    [InlineData(RadioBandId.Europe868, 0, 16)]
    [InlineData(RadioBandId.Kazakhstan863, 22, 11)]
    [InlineData(RadioBandId.Kazakhstan433, 0, 10)]
    [InlineData(RadioBandId.Kazakhstan433, 120, -2)]
    [InlineData(RadioBandId.UnitedStates915, 60, 30)]
    [InlineData(RadioBandId.UnitedStates915, 91, 26)]
    public void Antenna_gain_comes_off_the_power(RadioBandId id, int gainTenthsDbi, int expectedDbm)
    {
        Assert.Equal(expectedDbm, RegionTable.Describe(id).MaxConductedDbm(gainTenthsDbi));
    }
}
