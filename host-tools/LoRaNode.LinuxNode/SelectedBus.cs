using System.Device.Gpio;
using LoRaNode.Radio;

namespace LoRaNode.LinuxNode;

/// <summary>A bus whose module is selected by a GPIO: the hat does not use the line that the kernel drives.</summary>
internal sealed class SelectedBus : IRadioBus
{
    private readonly IRadioBus _bus;
    private readonly GpioController _pins;
    private readonly int _selectPin;

    internal SelectedBus(IRadioBus bus, GpioController pins, int selectPin)
    {
        _bus = bus;
        _pins = pins;
        _selectPin = selectPin;
        pins.OpenPin(selectPin, PinMode.Output, PinValue.High);
    }

    public void Transfer(byte[] write, byte[] read, int length)
    {
        _pins.Write(_selectPin, PinValue.Low);
        _bus.Transfer(write, read, length);
        _pins.Write(_selectPin, PinValue.High);
    }
}
