using System.Device.Gpio;
using LoRaNode.Radio;
using LoRaNode.Sx127x.Net;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Chip;

namespace LoRaNode.Sx127x.Tests.Linux;

/// <summary>The adapters for Linux, between the unchanged package System.Device.Gpio and a virtual chip.</summary>
public class LinuxAdapterTests
{
    [Fact]
    public void Radio_starts_sends_and_closes_through_the_packages_classes()
    {
        var time = new SimulatedTime();
        var chip = new VirtualSx127x(new VirtualRadio.Airwaves.Air(time, new UniformLoss(80)));
        var spi = new VirtualSpiDevice(chip);
        var driver = new VirtualGpioDriver(chip);
        using var controller = new GpioController(driver);
        var pins = new GpioRadioPins(controller, VirtualGpioDriver.Reset, VirtualGpioDriver.Dio0, VirtualGpioDriver.Dio1);
        Assert.True(pins.HasReset && pins.HasInterrupt && pins.HasTimeoutInterrupt);
        var radio = new Sx127xRadio(new SpiRadioBus(spi), new LetTimePass(pins, time), new Sx127xOptions());

        Assert.Equal(RadioStatus.Ok, radio.Start(new LoRaSettings(), time.NowMs));
        Assert.True(radio.Transmit([1, 2, 3], 0, 3, time.NowMs));
        Assert.False(pins.Raised.WaitOne(0));
        time.RunUntil(time.NowUs + 200_000);
        Assert.True(pins.ReadInterrupt());
        driver.Rise(VirtualGpioDriver.Dio0);
        Assert.True(pins.Raised.WaitOne(0));
        Assert.Equal(RadioEvent.TransmitDone, radio.Poll(time.NowMs));
        Assert.False(pins.ReadInterrupt());
        Assert.False(pins.ReadTimeoutInterrupt());

        radio.Dispose();
        pins.Dispose();
        Assert.True(spi.IsDisposed);
        Assert.Empty(driver.OpenPins);
    }

    [Fact]
    public void Error_of_the_kernel_is_a_chip_that_does_not_answer()
    {
        var time = new SimulatedTime();
        var chip = new VirtualSx127x(new VirtualRadio.Airwaves.Air(time, new UniformLoss(80)));
        using var spi = new VirtualSpiDevice(chip) { IsBroken = true };
        var radio = new Sx127xRadio(new SpiRadioBus(spi), new VirtualRadioPins(chip, time), new Sx127xOptions());
        Assert.Equal(RadioStatus.NoChip, radio.Start(new LoRaSettings(), time.NowMs));
        spi.IsBroken = false;
        Assert.Equal(RadioEvent.Recovered, radio.Poll(time.NowMs + Sx127xRadio.RetryMs));
        Assert.Equal(RadioStatus.Ok, radio.Status);
    }

    [Fact]
    public void Unwired_pins_are_left_alone()
    {
        var time = new SimulatedTime();
        var chip = new VirtualSx127x(new VirtualRadio.Airwaves.Air(time, new UniformLoss(80)));
        var driver = new VirtualGpioDriver(chip);
        using var controller = new GpioController(driver);
        using var pins = new GpioRadioPins(controller, GpioRadioPins.NotWired, GpioRadioPins.NotWired, GpioRadioPins.NotWired);
        Assert.False(pins.HasReset || pins.HasInterrupt || pins.HasTimeoutInterrupt);
        Assert.Empty(driver.OpenPins);
    }

    [Fact]
    public void Waits_are_at_least_as_long_as_asked()
    {
        using var controller = new GpioController(new VirtualGpioDriver(new VirtualSx127x(new VirtualRadio.Airwaves.Air(new SimulatedTime(), new UniformLoss(80)))));
        using var pins = new GpioRadioPins(controller, GpioRadioPins.NotWired, GpioRadioPins.NotWired, GpioRadioPins.NotWired);
        foreach (int microseconds in (int[])[1, 200, 1_000, 6_000])
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            pins.Wait(microseconds);
            Assert.True(watch.Elapsed.TotalMicroseconds >= microseconds);
        }
    }

    /// <summary>The adapter's pins, but a wait lets simulated time pass.</summary>
    private sealed class LetTimePass(GpioRadioPins pins, SimulatedTime time) : IRadioPins, IRadioTimeoutPin
    {
        public bool HasReset => pins.HasReset;

        public bool HasInterrupt => pins.HasInterrupt;

        public bool HasTimeoutInterrupt => pins.HasTimeoutInterrupt;

        public void SetReset(bool asserted) => pins.SetReset(asserted);

        public bool ReadInterrupt() => pins.ReadInterrupt();

        public bool ReadTimeoutInterrupt() => pins.ReadTimeoutInterrupt();

        public void Wait(int microseconds) => time.RunUntil(time.NowUs + microseconds);
    }
}
