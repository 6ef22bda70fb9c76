using System;
using nanoFramework.Hardware.Esp32;

namespace LoRaNode.Node.Power;

/// <summary>The processor's sleep. RTC pins (0, 2, 4, 12 to 15, 25 to 27, 32 to 39) can wake it.</summary>
public static class BoardSleep
{
    /// <summary>
    /// Light sleep until a pin is high or the time is over; memory and pins keep their state. Not while the link is in use: the serial port
    /// loses what arrives meanwhile. False when the runtime refuses.
    /// </summary>
    /// <param name="wakePin">Pin of the radio's DIO0.</param>
    /// <param name="maxMs">Longest sleep in milliseconds, above 0.</param>
    public static bool Light(int wakePin, int maxMs)
    {
        // Flags for pins above 31 need 64 bits.
        var pin = (Sleep.WakeupGpioPin)(1L << wakePin);
        return Sleep.EnableWakeupByPin(pin, 1) == EspNativeError.OK
            && Sleep.EnableWakeupByTimer(TimeSpan.FromMilliseconds(maxMs)) == EspNativeError.OK
            && Sleep.StartLightSleep() == EspNativeError.OK;
    }

    /// <summary>Deep sleep; the node starts anew after that time. Does not return.</summary>
    /// <param name="ms">Milliseconds, above 0.</param>
    public static void Deep(int ms)
    {
        Sleep.EnableWakeupByTimer(TimeSpan.FromMilliseconds(ms));
        Sleep.StartDeepSleep();
    }
}
