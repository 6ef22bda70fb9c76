using System;
using System.Device.Gpio;
using System.Device.I2c;
using System.Threading;
using LoRaNode.Node.Boards;
using LoRaNode.Node.Power;
using LoRaNode.Sx127x.Device;
using nanoFramework.Hardware.Esp32;

namespace LoRaNode.Node.Device;

/// <summary>Assigns the pins of a board to the processor's buses, switches its supplies on, and asks what answers there.</summary>
public sealed class BoardBuses : IBoardProbe, IBoardOutputs
{
    /// <summary>Number of the SPI bus.</summary>
    public const int SpiBus = 1;

    /// <summary>Number of the I2C bus.</summary>
    public const int I2cBus = 1;

    // The radio's version register and what the family answers (SX1276 datasheet rev. 7, RegVersion).
    private const byte RadioVersionRegister = 0x42;
    private const byte RadioVersion = 0x12;

    private readonly GpioController _pins;
    private readonly BoardSupplies _supplies;

    /// <summary>Creates the buses.</summary>
    public BoardBuses(GpioController pins)
    {
        _pins = pins;
        _supplies = new BoardSupplies(this);
    }

    /// <summary>Assigns the pins and switches the supplies on, before anything that hangs on them is asked. Returns the power chip, or null.</summary>
    public IPowerChip Open(BoardDefinition board)
    {
        Configuration.SetPinFunction(board.RadioClockPin, DeviceFunction.SPI1_CLOCK);
        Configuration.SetPinFunction(board.RadioMisoPin, DeviceFunction.SPI1_MISO);
        Configuration.SetPinFunction(board.RadioMosiPin, DeviceFunction.SPI1_MOSI);
        if (board.I2cDataPin != BoardDefinition.NotWired)
        {
            Configuration.SetPinFunction(board.I2cDataPin, DeviceFunction.I2C1_DATA);
            Configuration.SetPinFunction(board.I2cClockPin, DeviceFunction.I2C1_CLOCK);
        }

        return _supplies.SwitchOn(board);
    }

    /// <inheritdoc/>
    public bool AnswersOnI2c(BoardDefinition board, int address)
    {
        try
        {
            Open(board);
            using (I2cDevice device = I2cDevice.Create(new I2cConnectionSettings(I2cBus, address, I2cBusSpeed.FastMode)))
            {
                return device.WriteByte(0).Status == I2cTransferStatus.FullTransfer;
            }
        }
        catch (Exception)
        {
            // A pin that this board does not let be assigned: it is another board.
            return false;
        }
    }

    /// <inheritdoc/>
    public bool HasRadio(BoardDefinition board)
    {
        try
        {
            Open(board);
            using (SpiRadioBus bus = SpiRadioBus.Open(SpiBus, board.RadioSelectPin))
            {
                byte[] write = new byte[] { RadioVersionRegister, 0 };
                byte[] read = new byte[2];
                bus.Transfer(write, read, 2);
                return read[1] == RadioVersion;
            }
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public IRegisterBus OpenPowerChip(BoardDefinition board)
    {
        return new I2cRegisterBus(I2cBus, board.PowerChipAddress);
    }

    /// <inheritdoc/>
    public void Wait(int ms)
    {
        Thread.Sleep(ms);
    }

    /// <inheritdoc/>
    public void SetOutput(int pin, bool isHigh)
    {
        if (!_pins.IsPinOpen(pin))
        {
            _pins.OpenPin(pin, PinMode.Output);
        }

        _pins.Write(pin, isHigh ? PinValue.High : PinValue.Low);
    }
}
