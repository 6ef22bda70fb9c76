namespace LoRaNode.Node.Power;

/// <summary>
/// X-Powers AXP2101, the power chip of T-Beam V1.2 (data sheet V1.0, chapter 6: registers; address 0x34, as the AXP192). On that board
/// ALDO2 supplies the radio, ALDO3 the GPS receiver, DCDC1 the processor and the display.
/// </summary>
public sealed class Axp2101 : IPowerChip
{
    /// <summary>Its address on the bus.</summary>
    public const int Address = 0x34;

    private const int Status1 = 0x00;
    private const int ChipId = 0x03;
    private const int CutOffVoltage = 0x24;
    private const int AdcEnable = 0x30;
    private const int BatteryVoltageResult = 0x34;
    private const int InputVoltageResult = 0x38;
    private const int LdoEnable = 0x90;
    private const int Aldo2Voltage = 0x93;

    private const int InputGoodBit = 0x20;
    private const int BatteryPresentBit = 0x08;
    private const int DirectionBits = 0x60;
    private const int Charging = 0x20;
    private const int Aldo2Bit = 0x02;
    private const int Aldo3Bit = 0x04;

    /// <summary>Two versions of the chip identify themselves differently.</summary>
    private const int ExpectedChipId = 0x47;
    private const int ExpectedChipIdLater = 0x4A;

    /// <summary>3.3 V in steps of 0.1 V from 0.5 V.</summary>
    private const int AldoAt3300 = 28;

    /// <summary>3.0 V in steps of 0.1 V from 2.6 V, bits 2 to 0.</summary>
    private const int CutOffAt3000 = 4;

    /// <summary>Battery and input (VBUS) voltage.</summary>
    private const int AdcBits = 0x01 | 0x04;

    /// <summary>The battery's result has 13 bits, five high ones, then eight; that of the input 14.</summary>
    private const int BatteryHighBits = 0x1F;
    private const int InputHighBits = 0x3F;

    private readonly IRegisterBus _bus;
    private readonly byte[] _buffer = new byte[2];

    /// <summary>Binds the chip to its bus.</summary>
    public Axp2101(IRegisterBus bus)
    {
        _bus = bus;
    }

    /// <inheritdoc/>
    public bool Start()
    {
        return _bus.Read(ChipId, _buffer, 1)
            && (_buffer[0] == ExpectedChipId || _buffer[0] == ExpectedChipIdLater)
            && Change(CutOffVoltage, 0x07, CutOffAt3000)
            && Change(AdcEnable, AdcBits, AdcBits)
            && Change(Aldo2Voltage, 0x1F, AldoAt3300)
            && Change(LdoEnable, Aldo2Bit | Aldo3Bit, Aldo2Bit);
    }

    /// <inheritdoc/>
    public bool SetRail(PowerRail rail, bool isOn)
    {
        int bit = rail == PowerRail.Radio ? Aldo2Bit : Aldo3Bit;
        return Change(LdoEnable, bit, isOn ? bit : 0);
    }

    /// <inheritdoc/>
    public bool Measure(PowerReading reading)
    {
        if (!_bus.Read(Status1, _buffer, 2))
        {
            return false;
        }

        bool hasInput = (_buffer[0] & InputGoodBit) != 0;
        bool hasBattery = (_buffer[0] & BatteryPresentBit) != 0;
        reading.IsCharging = (_buffer[1] & DirectionBits) == Charging;
        reading.BatteryMillivolts = 0;
        reading.InputMillivolts = 0;

        // One millivolt a step, both.
        if (hasBattery)
        {
            if (!_bus.Read(BatteryVoltageResult, _buffer, 2))
            {
                return false;
            }

            reading.BatteryMillivolts = ((_buffer[0] & BatteryHighBits) << 8) | _buffer[1];
        }

        if (hasInput)
        {
            if (!_bus.Read(InputVoltageResult, _buffer, 2))
            {
                return false;
            }

            reading.InputMillivolts = ((_buffer[0] & InputHighBits) << 8) | _buffer[1];
        }

        return true;
    }

    private bool Change(int register, int mask, int value)
    {
        return _bus.Read(register, _buffer, 1) && _bus.Write(register, (_buffer[0] & ~mask) | value);
    }
}
