using System.Device.Gpio;
using LoRaNode.VirtualRadio.Chip;

namespace LoRaNode.Sx127x.Tests.Linux;

/// <summary>Three pins of a Raspberry Pi: 22 is the radio's reset, 4 its DIO0 and 17 its DIO1.</summary>
internal sealed class VirtualGpioDriver(VirtualSx127x chip) : GpioDriver
{
    public const int Reset = 22;
    public const int Dio0 = 4;
    public const int Dio1 = 17;

    private readonly Dictionary<int, PinMode> _modes = [];
    private readonly Dictionary<int, PinChangeEventHandler> _rising = [];

    public IReadOnlyCollection<int> OpenPins => _modes.Keys;

    protected override int PinCount => 28;

    /// <summary>What the kernel does when a line rises.</summary>
    public void Rise(int pin) => _rising[pin](this, new PinValueChangedEventArgs(PinEventTypes.Rising, pin));

    protected override void OpenPin(int pinNumber) => _modes.Add(pinNumber, PinMode.Input);

    protected override void ClosePin(int pinNumber) => _modes.Remove(pinNumber);

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => mode is PinMode.Input or PinMode.Output;

    protected override PinMode GetPinMode(int pinNumber) => _modes[pinNumber];

    protected override void SetPinMode(int pinNumber, PinMode mode)
    {
        _modes[pinNumber] = mode;
        if (pinNumber == Reset && mode == PinMode.Input)
        {
            chip.SetReset(false);
        }
    }

    protected override PinValue Read(int pinNumber) => chip.ReadPin(pinNumber == Dio0 ? 0 : 1);

    protected override void Write(int pinNumber, PinValue value)
    {
        Assert.Equal(Reset, pinNumber);
        Assert.Equal(PinMode.Output, _modes[pinNumber]);
        chip.SetReset(value == PinValue.Low);
    }

    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) =>
        _rising[pinNumber] = callback;

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) => _rising.Remove(pinNumber);
}
