namespace LoRaNode.Node.Power;

/// <summary>
/// X-Powers AXP192, the power chip of T-Beam V1.0 and V1.1 (data sheet V1.13, chapter 10: registers; address 0x34). On those boards LDO2
/// supplies the radio, LDO3 the GPS receiver, DCDC1 the display, DCDC3 the processor.
/// </summary>
public sealed class Axp192 : IPowerChip
{
    /// <summary>Its address on the bus.</summary>
    public const int Address = 0x34;

    private const int InputStatus = 0x00;
    private const int ChipId = 0x03;
    private const int ExpectedChipId = 0x03;
    private const int OutputControl = 0x12;
    private const int Dcdc1Voltage = 0x26;
    private const int Ldo23Voltage = 0x28;
    private const int CutOffVoltage = 0x31;
    private const int InputVoltageResult = 0x5A;
    private const int BatteryVoltageResult = 0x78;
    private const int AdcEnable = 0x82;

    private const int Dcdc1Bit = 0x01;
    private const int Dcdc3Bit = 0x02;
    private const int Ldo2Bit = 0x04;
    private const int Ldo3Bit = 0x08;
    private const int BatteryPresentBit = 0x20;
    private const int ChargingBit = 0x40;
    private const int InputUsableBits = 0x50;

    /// <summary>3.3 V in steps of 25 mV from 0.7 V.</summary>
    private const int Dcdc1At3300 = 104;

    /// <summary>3.3 V in steps of 0.1 V from 1.8 V, for both regulators.</summary>
    private const int Ldo23At3300 = 0xFF;

    /// <summary>3.0 V in steps of 0.1 V from 2.6 V, bits 2 to 0: the last line of defence below <see cref="PowerPolicy"/>.</summary>
    private const int CutOffAt3000 = 4;

    /// <summary>Battery voltage, input voltage (VBUS) and charge current.</summary>
    private const int AdcBits = 0x80 | 0x40 | 0x08;

    private readonly IRegisterBus _bus;
    private readonly byte[] _buffer = new byte[2];

    /// <summary>Binds the chip to its bus.</summary>
    public Axp192(IRegisterBus bus)
    {
        _bus = bus;
    }

    /// <inheritdoc/>
    public bool Start()
    {
        return _bus.Read(ChipId, _buffer, 1)
            && _buffer[0] == ExpectedChipId
            && Change(CutOffVoltage, 0x07, CutOffAt3000)
            && _bus.Write(AdcEnable, AdcBits)
            && _bus.Write(Ldo23Voltage, Ldo23At3300)
            && Change(Dcdc1Voltage, 0x7F, Dcdc1At3300)
            && Change(OutputControl, Dcdc1Bit | Dcdc3Bit | Ldo2Bit | Ldo3Bit, Dcdc1Bit | Dcdc3Bit | Ldo2Bit);
    }

    /// <inheritdoc/>
    public bool SetRail(PowerRail rail, bool isOn)
    {
        int bit = rail == PowerRail.Radio ? Ldo2Bit : Ldo3Bit;

        // DCDC3 feeds the processor: a write that cleared it would be the last one.
        return Change(OutputControl, bit | Dcdc3Bit, (isOn ? bit : 0) | Dcdc3Bit);
    }

    /// <inheritdoc/>
    public bool Measure(PowerReading reading)
    {
        if (!_bus.Read(InputStatus, _buffer, 2))
        {
            return false;
        }

        bool hasInput = (_buffer[0] & InputUsableBits) != 0;
        bool hasBattery = (_buffer[1] & BatteryPresentBit) != 0;
        reading.IsCharging = (_buffer[1] & ChargingBit) != 0;
        reading.BatteryMillivolts = 0;
        reading.InputMillivolts = 0;
        if (hasBattery)
        {
            // Twelve bits of 1.1 mV: eight high ones, then four.
            if (!_bus.Read(BatteryVoltageResult, _buffer, 2))
            {
                return false;
            }

            reading.BatteryMillivolts = ((_buffer[0] << 4) | (_buffer[1] & 15)) * 11 / 10;
        }

        if (hasInput)
        {
            // Twelve bits of 1.7 mV.
            if (!_bus.Read(InputVoltageResult, _buffer, 2))
            {
                return false;
            }

            reading.InputMillivolts = ((_buffer[0] << 4) | (_buffer[1] & 15)) * 17 / 10;
        }

        return true;
    }

    private bool Change(int register, int mask, int value)
    {
        return _bus.Read(register, _buffer, 1) && _bus.Write(register, (_buffer[0] & ~mask) | value);
    }
}
