using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Chip;

namespace LoRaNode.VirtualRadio.Tests;

public class ExchangeTests
{
    [Fact]
    public void A_frame_arrives_at_the_other_chip_with_its_flags_and_measurements()
    {
        var bench = new Bench(lossDb: 100);
        bench.A.StartLoRa();
        bench.B.StartLoRa().Listen();
        bench.RunMs(5);
        byte[] payload = [1, 2, 3, 250, 0, 7];

        bench.A.Send(payload);
        bench.RunMs(200);

        Assert.Equal(LoRaInterrupts.TxDone, bench.A.Flags);
        Assert.Equal(0x81, bench.A.Read(Register.OpMode));
        Assert.Equal(LoRaInterrupts.RxDone | LoRaInterrupts.ValidHeader, bench.B.Flags);
        Assert.Equal(payload, bench.B.ReceivedPayload());
        Assert.True(bench.B.Chip.ReadPin(0));
        Assert.Equal((0L, 1, AirOutcome.Received), Assert.Single(bench.Outcomes));

        // 13 dBm (reset power: RFO, MaxPower 4, OutputPower 15 → 13.2 dBm) less 100 dB.
        int rssi = -157 + (bench.B.Read(Register.PktRssi) * 16 / 15);
        Assert.InRange(rssi, -89, -85);
        Assert.InRange((sbyte)bench.B.Read(Register.PktSnr) / 4.0, 26, 28);
    }
}
