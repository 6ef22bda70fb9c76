using System;
using System.Device.Gpio;
using System.Threading;
using LoRaNode.Radio;

namespace LoRaNode.Sx127x.Device;

/// <summary>Reset, DIO0 and DIO1 of a radio on nanoFramework.</summary>
public sealed class GpioRadioPins : IRadioPins, IRadioTimeoutPin, IDisposable
{
    /// <summary>Stands for a pin that is not wired.</summary>
    public const int NotWired = -1;

    private readonly GpioPin _reset;
    private readonly GpioPin _interrupt;
    private readonly GpioPin _timeout;
    private readonly AutoResetEvent _raised;

    /// <summary>Opens the pins by GPIO number; <see cref="NotWired"/> leaves one out.</summary>
    /// <param name="controller">Where the pins are.</param>
    /// <param name="resetPin">Wire to NRESET.</param>
    /// <param name="interruptPin">Wire to DIO0.</param>
    /// <param name="timeoutPin">Wire to DIO1.</param>
    /// <param name="raised">Set whenever DIO0 or DIO1 rises: the owner waits for it and then polls the radio.</param>
    public GpioRadioPins(GpioController controller, int resetPin, int interruptPin, int timeoutPin, AutoResetEvent raised)
    {
        _raised = raised;
        _interrupt = OpenInput(controller, interruptPin);
        _timeout = OpenInput(controller, timeoutPin);

        // An input lets go of the line: the chip pulls it up by itself (datasheet rev. 7, 7.2.2).
        _reset = resetPin == NotWired ? null : controller.OpenPin(resetPin, PinMode.Input);
    }

    /// <inheritdoc/>
    public bool HasReset
    {
        get { return _reset != null; }
    }

    /// <inheritdoc/>
    public bool HasInterrupt
    {
        get { return _interrupt != null; }
    }

    /// <inheritdoc/>
    public bool HasTimeoutInterrupt
    {
        get { return _timeout != null; }
    }

    /// <inheritdoc/>
    public void SetReset(bool asserted)
    {
        if (asserted)
        {
            _reset.SetPinMode(PinMode.Output);
            _reset.Write(PinValue.Low);
        }
        else
        {
            _reset.SetPinMode(PinMode.Input);
        }
    }

    /// <inheritdoc/>
    public bool ReadInterrupt()
    {
        return _interrupt.Read() == PinValue.High;
    }

    /// <inheritdoc/>
    public bool ReadTimeoutInterrupt()
    {
        return _timeout.Read() == PinValue.High;
    }

    /// <inheritdoc/>
    public void Wait(int microseconds)
    {
        // The runtime sleeps in whole milliseconds and may return up to one early.
        Thread.Sleep(((microseconds + 999) / 1000) + 1);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close(_interrupt);
        Close(_timeout);
        Close(_reset);
    }

    private static void Close(GpioPin pin)
    {
        if (pin != null)
        {
            pin.Dispose();
        }
    }

    private GpioPin OpenInput(GpioController controller, int number)
    {
        if (number == NotWired)
        {
            return null;
        }

        GpioPin pin = controller.OpenPin(number, PinMode.Input);
        pin.ValueChanged += OnChanged;
        return pin;
    }

    private void OnChanged(object sender, PinValueChangedEventArgs change)
    {
        if (change.ChangeType == PinEventTypes.Rising)
        {
            _raised.Set();
        }
    }
}
