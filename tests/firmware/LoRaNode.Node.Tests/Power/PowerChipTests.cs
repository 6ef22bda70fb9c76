using LoRaNode.Node.Power;

namespace LoRaNode.Node.Tests.Power;

/// <summary>The power chips by their registers.</summary>
public class PowerChipTests
{
    [Fact]
    public void The_axp192_reports_battery_and_input_in_millivolts()
    {
        var bus = new RegisterChip { [0x03] = 0x03, [0x00] = 0x30, [0x01] = 0x60 };

        // 3,872 mV is 3520 steps of 1.1 mV, 5,000 mV some 2941 steps of 1.7 mV.
        bus[0x78] = 3520 >> 4;
        bus[0x79] = 3520 & 15;
        bus[0x5A] = 2941 >> 4;
        bus[0x5B] = 2941 & 15;
        var reading = new PowerReading();
        Assert.True(new Axp192(bus).Measure(reading));
        Assert.Equal(3872, reading.BatteryMillivolts);
        Assert.Equal(4999, reading.InputMillivolts);
        Assert.True(reading.IsCharging);
    }

    [Fact]
    public void The_axp192_starts_with_radio_and_processor_supplied_and_gps_off()
    {
        // As after power-on: everything on, cut-off at 2.9 V, other bits set.
        var bus = new RegisterChip { [0x03] = 0x03, [0x12] = 0x5F, [0x31] = 0xF3 };
        Assert.True(new Axp192(bus).Start());
        Assert.Equal(0x04 | 0x02 | 0x01, bus[0x12] & 0x0F);
        Assert.Equal(0x50, bus[0x12] & 0xF0);
        Assert.Equal(0xF4, bus[0x31]);
        Assert.Equal(0xFF, bus[0x28]);
        Assert.Equal(104, bus[0x26] & 0x7F);
        Assert.Equal(0x80, bus[0x82] & 0x80);
    }

    [Fact]
    public void The_axp192_never_switches_off_the_processor()
    {
        var bus = new RegisterChip { [0x03] = 0x03 };
        var chip = new Axp192(bus);
        Assert.True(chip.Start());
        Assert.True(chip.SetRail(PowerRail.Radio, false));
        Assert.Equal(0, bus[0x12] & 0x04);
        Assert.True(chip.SetRail(PowerRail.Gps, true));
        Assert.True(chip.SetRail(PowerRail.Radio, true));
        Assert.Equal(0x0C, bus[0x12] & 0x0C);
        Assert.All(bus.Written.Where(w => w.Register == 0x12), w => Assert.Equal(0x02, w.Value & 0x02));
    }

    [Fact]
    public void The_axp2101_reports_battery_and_input_in_millivolts()
    {
        var bus = new RegisterChip { [0x03] = 0x4A, [0x00] = 0x28, [0x01] = 0x20 };
        bus[0x34] = 0xC0 | (4012 >> 8);
        bus[0x35] = 4012 & 0xFF;
        bus[0x38] = 5100 >> 8;
        bus[0x39] = 5100 & 0xFF;
        var reading = new PowerReading();
        Assert.True(new Axp2101(bus).Measure(reading));
        Assert.Equal(4012, reading.BatteryMillivolts);
        Assert.Equal(5100, reading.InputMillivolts);
        Assert.True(reading.IsCharging);
        bus[0x01] = 0x40;
        Assert.True(new Axp2101(bus).Measure(reading));
        Assert.False(reading.IsCharging);
    }

    [Fact]
    public void The_axp2101_starts_with_the_radio_supplied_and_gps_off()
    {
        var bus = new RegisterChip { [0x03] = 0x4A, [0x90] = 0xFD };
        var chip = new Axp2101(bus);
        Assert.True(chip.Start());
        Assert.Equal(0xFB, bus[0x90]);
        Assert.Equal(28, bus[0x93] & 0x1F);
        Assert.Equal(4, bus[0x24] & 7);
        Assert.Equal(5, bus[0x30] & 5);
    }

    [Fact]
    public void A_chip_takes_no_other_for_its_own_and_reports_no_battery_as_none()
    {
        var other = new RegisterChip { [0x03] = 0x4A };
        Assert.False(new Axp192(other).Start());
        Assert.Empty(other.Written);
        Assert.False(new Axp2101(new RegisterChip { [0x03] = 0x03 }).Start());

        var reading = new PowerReading { BatteryMillivolts = 1, InputMillivolts = 1, IsCharging = true };
        Assert.True(new Axp192(new RegisterChip()).Measure(reading));
        Assert.Equal((0, 0, false), (reading.BatteryMillivolts, reading.InputMillivolts, reading.IsCharging));
    }

    [Fact]
    public void A_bus_that_fails_at_any_transfer_is_told_and_never_measured_as_a_value()
    {
        for (var works = 0; works < 20; works++)
        {
            var bus = new RegisterChip { [0x03] = 0x03, [0x00] = 0x30, [0x01] = 0x60, FailsAfter = works };
            var chip = new Axp192(bus);
            var started = chip.Start();
            Assert.Equal(works >= bus.Transfers, started);
            bus.FailsAfter = bus.Transfers + works;
            var before = bus.Transfers;
            Assert.Equal(works >= 3, chip.Measure(new PowerReading()));
            Assert.True(bus.Transfers - before <= 3 + 1);
        }
    }

    [Fact]
    public void A_divider_gives_the_median_of_its_samples()
    {
        var samples = new Queue<int>([1900, 1901, 0, 1899, 3300, 1902, 1898]);
        var meter = new DividerMeter(new Pin(samples.Dequeue), 100, 100);
        var reading = new PowerReading();
        Assert.True(meter.Measure(reading));
        Assert.Equal(3800, reading.BatteryMillivolts);
        Assert.Equal(-1, reading.InputMillivolts);
    }

    [Fact]
    public void A_floating_pin_is_no_battery_and_a_failing_pin_no_measurement()
    {
        var reading = new PowerReading();
        Assert.True(new DividerMeter(new Pin(() => 120), 220, 100).Measure(reading));
        Assert.Equal(0, reading.BatteryMillivolts);
        Assert.False(new DividerMeter(new Pin(() => -1), 220, 100).Measure(reading));
    }

    private sealed class Pin(Func<int> read) : IAnalogInput
    {
        public int ReadMillivolts() => read();
    }

    private sealed class RegisterChip : IRegisterBus
    {
        private readonly byte[] _registers = new byte[256];

        public List<(int Register, int Value)> Written { get; } = [];

        public int FailsAfter { get; set; } = int.MaxValue;

        public int Transfers { get; private set; }

        public int this[int register]
        {
            get => _registers[register];
            set => _registers[register] = (byte)value;
        }

        public bool Read(int number, byte[] buffer, int count)
        {
            if (Transfers++ >= FailsAfter)
            {
                return false;
            }

            Array.Copy(_registers, number, buffer, 0, count);
            return true;
        }

        public bool Write(int number, int value)
        {
            if (Transfers++ >= FailsAfter)
            {
                return false;
            }

            Written.Add((number, value));
            _registers[number] = (byte)value;
            return true;
        }
    }
}
