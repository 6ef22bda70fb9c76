using System.Numerics;
using LoRaNode.Radio;

namespace LoRaNode.Sx127x.Tests;

public class TimeOnAirTests
{
    // Datasheet 4.1.1.4 names; exact values are 500 kHz over these divisors.
    private static readonly (uint NominalHz, int Divisor)[] Bandwidths =
    [
        (7_800, 64), (10_400, 48), (15_600, 32), (20_800, 24), (31_250, 16), (41_700, 12), (62_500, 8), (125_000, 4), (250_000, 2), (500_000, 1),
    ];

    [Fact]
    public void Hundred_and_twenty_bytes_at_sf9_and_250_kilohertz_take_334_milliseconds()
    {
        // (16 + 4.25 + 8 + 27 blocks of 5 symbols) of 2,048 us. Calculators that take the 5 of "4/5" for the CR of the formula
        // multiply the 27 blocks by 9 and give 555.52 ms.
        var settings = new LoRaSettings { PreambleSymbols = 16 };
        Assert.Equal(334_336, TimeOnAir.Microseconds(settings, 120));
        settings.PreambleSymbols = 8;
        Assert.Equal(334_336 - (8 * 2048), TimeOnAir.Microseconds(settings, 120));
    }

    [Theory]
    [InlineData(7, 125_000u, 5, 8, 51, 102_656)] // what Semtech's LoRa calculator shows for LoRaWAN's DR5: 102.7 ms
    [InlineData(12, 125_000u, 5, 8, 51, 2_465_792)] // and for DR0 with 51 bytes: 2,465.8 ms
    [InlineData(10, 125_000u, 5, 8, 13, 288_768)]
    public void Known_frames_take_the_known_time(int sf, uint bandwidthHz, int codingRate, int preamble, int length, long microseconds)
    {
        var settings = new LoRaSettings
        {
            SpreadingFactor = (SpreadingFactor)sf,
            BandwidthHz = bandwidthHz,
            CodingRate = (CodingRate)codingRate,
            PreambleSymbols = (ushort)preamble,
        };
        Assert.Equal(microseconds, TimeOnAir.Microseconds(settings, length));
    }

    [Fact]
    public void Every_combination_matches_the_datasheet_formula_in_exact_fractions()
    {
        long checkedCount = 0;
        foreach ((uint nominalHz, int divisor) in Bandwidths)
        {
            for (int sf = 6; sf <= 12; sf++)
            {
                for (int rate = 1; rate <= 4; rate++)
                {
                    foreach (int preamble in (int[])[6, 8, 16, 65_535])
                    {
                        for (int flags = 0; flags < 4; flags++)
                        {
                            var settings = new LoRaSettings
                            {
                                BandwidthHz = nominalHz,
                                SpreadingFactor = (SpreadingFactor)sf,
                                CodingRate = (CodingRate)(4 + rate),
                                PreambleSymbols = (ushort)preamble,
                                ExplicitHeader = (flags & 1) != 0,
                                PayloadCrc = (flags & 2) != 0,
                            };
                            for (int length = 0; length <= 255; length++)
                            {
                                (BigInteger numerator, BigInteger denominator) = Formula(settings, divisor, length);
                                BigInteger microseconds = BigInteger.DivRem(numerator, denominator, out BigInteger remainder);
                                Assert.True(remainder.IsZero, "The exact time is a whole number of microseconds.");
                                Assert.Equal(microseconds, TimeOnAir.Microseconds(settings, length));
                                checkedCount++;
                            }
                        }
                    }
                }
            }
        }

        Assert.Equal(10L * 7 * 4 * 4 * 4 * 256, checkedCount);
    }

    [Fact]
    public void A_longer_frame_never_takes_less_time()
    {
        var settings = new LoRaSettings();
        for (int length = 1; length <= 255; length++)
        {
            Assert.True(TimeOnAir.Microseconds(settings, length) >= TimeOnAir.Microseconds(settings, length - 1));
        }
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(7_812u)]
    [InlineData(1_000_000u)]
    public void Bandwidths_that_the_modem_does_not_have_are_refused(uint bandwidthHz)
    {
        Assert.Throws<ArgumentException>(() => TimeOnAir.Microseconds(new LoRaSettings { BandwidthHz = bandwidthHz }, 1));
    }

    /// <summary>Datasheet rev. 7, 4.1.1.7, as a fraction of microseconds, with BW = 500 kHz / divisor and Ts = 2^SF / BW.</summary>
    private static (BigInteger Numerator, BigInteger Denominator) Formula(LoRaSettings settings, int divisor, int length)
    {
        int sf = (int)settings.SpreadingFactor;

        // Ts in microseconds = 2^SF * divisor * 10^6 / 500000
        BigInteger symbolNumerator = (BigInteger.One << sf) * divisor * 1_000_000;
        BigInteger symbolDenominator = 500_000;
        int de = symbolNumerator > 16_000 * symbolDenominator ? 1 : 0;
        int ih = settings.ExplicitHeader ? 0 : 1;
        int crc = settings.PayloadCrc ? 1 : 0;
        int cr = (int)settings.CodingRate - 4;

        BigInteger dividend = (8 * length) - (4 * sf) + 28 + (16 * crc) - (20 * ih);
        BigInteger blocks = Ceiling(dividend, 4 * (sf - (2 * de)));
        BigInteger payload = 8 + BigInteger.Max(blocks * (cr + 4), 0);

        // (preamble + 4.25 + payload) * Ts
        BigInteger quarters = (4 * (settings.PreambleSymbols + payload)) + 17;
        return (quarters * symbolNumerator, 4 * symbolDenominator);
    }

    private static BigInteger Ceiling(BigInteger dividend, BigInteger divisor)
    {
        BigInteger quotient = BigInteger.DivRem(dividend, divisor, out BigInteger remainder);
        return remainder.Sign > 0 ? quotient + 1 : quotient;
    }
}
