using System;
using System.Device.Gpio;
using System.Diagnostics;
using System.Threading;
using LoRaNode.Radio;

namespace LoRaNode.Sx127x.Net;

/// <summary>Reset, DIO0 and DIO1 of a radio on Linux (Raspberry Pi) through the <c>System.Device.Gpio</c> package.</summary>
public sealed class GpioRadioPins : IRadioPins, IRadioTimeoutPin, IDisposable
{
    /// <summary>Stands for a pin that is not wired.</summary>
    public const int NotWired = -1;

    private readonly GpioController _controller;
    private readonly int _resetPin;
    private readonly int _interruptPin;
    private readonly int _timeoutPin;
    private readonly AutoResetEvent _raised = new AutoResetEvent(false);

    /// <summary>Opens the pins, in the numbers of the controller; <see cref="NotWired"/> leaves one out.</summary>
    public GpioRadioPins(GpioController controller, int resetPin, int interruptPin, int timeoutPin)
    {
        _controller = controller ?? throw new ArgumentNullException(nameof(controller));
        _resetPin = resetPin;
        _interruptPin = interruptPin;
        _timeoutPin = timeoutPin;
        OpenInput(interruptPin);
        OpenInput(timeoutPin);
        if (HasReset)
        {
            // An input lets go of the line: the chip pulls it up by itself (datasheet rev. 7, 7.2.2).
            _controller.OpenPin(_resetPin, PinMode.Input);
        }
    }

    /// <summary>Set whenever DIO0 or DIO1 rises: wait for it, at most until <see cref="ILoRaRadio.NextPollMs"/>, then poll the radio.</summary>
    public WaitHandle Raised
    {
        get { return _raised; }
    }

    /// <inheritdoc/>
    public bool HasReset
    {
        get { return _resetPin != NotWired; }
    }

    /// <inheritdoc/>
    public bool HasInterrupt
    {
        get { return _interruptPin != NotWired; }
    }

    /// <inheritdoc/>
    public bool HasTimeoutInterrupt
    {
        get { return _timeoutPin != NotWired; }
    }

    /// <inheritdoc/>
    public void SetReset(bool asserted)
    {
        if (asserted)
        {
            _controller.SetPinMode(_resetPin, PinMode.Output);
            _controller.Write(_resetPin, PinValue.Low);
        }
        else
        {
            _controller.SetPinMode(_resetPin, PinMode.Input);
        }
    }

    /// <inheritdoc/>
    public bool ReadInterrupt()
    {
        return _controller.Read(_interruptPin) == PinValue.High;
    }

    /// <inheritdoc/>
    public bool ReadTimeoutInterrupt()
    {
        return _controller.Read(_timeoutPin) == PinValue.High;
    }

    /// <inheritdoc/>
    public void Wait(int microseconds)
    {
        long end = Stopwatch.GetTimestamp() + (microseconds * Stopwatch.Frequency / 1_000_000) + 1;
        if (microseconds >= 2_000)
        {
            Thread.Sleep(microseconds / 1_000);
        }

        while (Stopwatch.GetTimestamp() < end)
        {
            Thread.SpinWait(10);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CloseInput(_interruptPin);
        CloseInput(_timeoutPin);
        if (HasReset)
        {
            _controller.ClosePin(_resetPin);
        }

        _raised.Dispose();
    }

    private void OpenInput(int pin)
    {
        if (pin != NotWired)
        {
            _controller.OpenPin(pin, PinMode.Input);
            _controller.RegisterCallbackForPinValueChangedEvent(pin, PinEventTypes.Rising, OnRaised);
        }
    }

    private void CloseInput(int pin)
    {
        if (pin != NotWired)
        {
            _controller.UnregisterCallbackForPinValueChangedEvent(pin, OnRaised);
            _controller.ClosePin(pin);
        }
    }

    private void OnRaised(object sender, PinValueChangedEventArgs change)
    {
        _raised.Set();
    }
}
