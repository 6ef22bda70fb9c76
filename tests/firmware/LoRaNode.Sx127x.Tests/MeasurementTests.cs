using LoRaNode.Radio;
using LoRaNode.Sx127x.Tests.Chip;

namespace LoRaNode.Sx127x.Tests;

public class MeasurementTests
{
    [Theory]
    [InlineData(60, 20, false, -93)] // -157 + 16/15 * 60
    [InlineData(60, 20, true, -100)] // -164 + 16/15 * 60
    [InlineData(42, -26, false, -122)] // -157 + 42 - 6.5, away from zero
    [InlineData(0, 0, false, -157)]
    [InlineData(255, 0, false, 115)]
    [InlineData(0, -128, true, -196)]
    public void Packet_strength_is_corrected_for_the_slope_and_for_negative_snr(byte rssi, sbyte snr, bool isLowPort, short expectedDbm)
    {
        Assert.Equal(expectedDbm, SignalMeasurement.PacketRssiDbm(rssi, snr, isLowPort));
    }

    [Fact]
    public void Every_packet_strength_is_within_half_a_decibel_of_the_formula()
    {
        for (int rssi = 0; rssi <= 255; rssi++)
        {
            for (int snr = -128; snr <= 127; snr++)
            {
                double exact = snr < 0 ? -157 + rssi + (snr * 0.25) : -157 + (16.0 / 15 * rssi);
                short measured = SignalMeasurement.PacketRssiDbm((byte)rssi, (sbyte)snr, isLowPort: false);
                Assert.InRange(measured - exact, -0.5, 0.5);
            }
        }
    }

    [Fact]
    public void Every_frequency_error_is_within_a_hertz_of_the_formula()
    {
        double[] exactBandwidthHz = [7_812.5, 500_000.0 / 48, 15_625, 500_000.0 / 24, 31_250, 500_000.0 / 12, 62_500, 125_000, 250_000, 500_000];
        for (int code = 0; code < LoRaBandwidth.Count; code++)
        {
            for (int error = -0x80000; error < 0x80000; error += 251)
            {
                double exact = error * (double)(1 << 24) / 32e6 * (exactBandwidthHz[code] / 500_000);
                int measured = SignalMeasurement.FrequencyErrorHz((byte)((error >> 16) & 0x0F), (byte)(error >> 8), (byte)error, code);
                Assert.InRange(measured - exact, -1, 1);
            }
        }
    }

    [Fact]
    public void Received_frame_carries_the_chips_measurements()
    {
        var run = new ChipRun(settings: new LoRaSettings { FrequencyHz = 433_920_000, PowerDbm = 10 }).Start();
        run.Radio.Receive(run.Chip.NowMs);
        run.Chip[Sx127xRegister.FrequencyErrorMsb] = 0x0F;
        run.Chip[Sx127xRegister.FrequencyErrorMid] = 0xF0;
        run.Chip[Sx127xRegister.FrequencyErrorLsb] = 0x00;
        run.Chip.Deliver([1], snrQuarterDb: -40, packetRssi: 50);
        Assert.Equal(RadioEvent.FrameReceived, run.RunUntilEvent(10));
        Assert.Equal(-40, run.Radio.ReceivedFrame.SnrQuarterDb);
        Assert.Equal(-164 + 50 - 10, run.Radio.ReceivedFrame.RssiDbm);
        Assert.Equal(-1073, run.Radio.ReceivedFrame.FrequencyErrorHz); // -4,096 * 0.524288 / 2
    }

    [Theory]
    [InlineData(0xE7, 0, 25)]
    [InlineData(0x0A, 0, -10)]
    [InlineData(0x00, 3, 3)]
    public void Temperature_register_falls_as_it_gets_warmer(byte register, int offset, int expected)
    {
        Assert.Equal(expected, SignalMeasurement.TemperatureCelsius(register, offset));
    }
}
