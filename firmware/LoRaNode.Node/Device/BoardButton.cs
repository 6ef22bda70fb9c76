using System.Device.Gpio;
using LoRaNode.Node.Boards;
using LoRaNode.Node.EventLoop;

namespace LoRaNode.Node.Device;

/// <summary>The button of a board.</summary>
public sealed class BoardButton : IButton
{
    private readonly GpioPin _pin;
    private readonly bool _isActiveLow;

    /// <summary>Opens the button's pin. Pins 34 to 39 have no pull-up of their own; boards that use them bring one.</summary>
    public BoardButton(GpioController pins, BoardDefinition board)
    {
        _isActiveLow = board.ButtonIsActiveLow;
        _pin = pins.OpenPin(board.ButtonPin, _isActiveLow && board.ButtonPin < 34 ? PinMode.InputPullUp : PinMode.Input);
    }

    /// <inheritdoc/>
    public bool IsPressed
    {
        get { return (_pin.Read() == PinValue.High) != _isActiveLow; }
    }
}
