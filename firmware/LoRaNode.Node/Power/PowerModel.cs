namespace LoRaNode.Node.Power;

/// <summary>
/// Average current of a node from the data sheets, in whole microamperes. A model, not a measurement: it leaves out the losses of regulators (linear
/// ones pass the current through, so the battery's current is that of the 3.3 V side) and the spread of parts.
/// <list type="bullet">
/// <item>ESP32 data sheet v4.x, table "Power consumption by power modes": modem-sleep at 240 MHz 30 to 68 mA (50 is used for one busy core),
/// light sleep 0.8 mA, deep sleep with timer and RTC memory 10 µA.</item>
/// <item>SX1276 data sheet rev. 7, table 6 and 10: sleep 0.2 µA, receive 12.0 mA (LnaBoost, 433 MHz band; 11.5 at 868), transmit on
/// PA_BOOST 120 mA at +20 dBm, 87 mA at +17 dBm; 29 mA at +13 dBm (RFO).</item>
/// <item>SSD1306 module of 0.96": 7 mA with a page of text (measured by the Meshtastic project, power sheet); asleep 10 µA (SSD1306 data
/// sheet, table 12-1).</item>
/// </list>
/// </summary>
public static class PowerModel
{
    /// <summary>Voltage at which a lithium cell spends most of its charge, in millivolts.</summary>
    public const int NominalMillivolts = 3700;

    /// <summary>ESP32 running the interpreter at 240 MHz, Wi-Fi off.</summary>
    public const int ProcessorAwakeMicroamperes = 50_000;

    /// <summary>ESP32 in light sleep.</summary>
    public const int LightSleepMicroamperes = 800;

    /// <summary>ESP32 in deep sleep with its timer.</summary>
    public const int DeepSleepMicroamperes = 10;

    /// <summary>SX127x in receive mode.</summary>
    public const int ReceiveMicroamperes = 12_000;

    /// <summary>SX127x asleep, rounded up from 0.2.</summary>
    public const int RadioSleepMicroamperes = 1;

    /// <summary>SSD1306 module showing text.</summary>
    public const int DisplayMicroamperes = 7_000;

    /// <summary>SSD1306 module switched off.</summary>
    public const int DisplaySleepMicroamperes = 10;

    /// <summary>Share of the rated charge that a node can use, in percent: down to 3.1 V, an aged cell, some cold.</summary>
    public const int UsablePercent = 80;

    /// <summary>Current of the transmitter in microamperes: straight lines between the points of the data sheet; PA_BOOST.</summary>
    public static int TransmitMicroamperes(int dbm)
    {
        if (dbm >= 20)
        {
            return 120_000;
        }

        if (dbm >= 17)
        {
            return 87_000 + ((dbm - 17) * 11_000);
        }

        // PA_BOOST below +17 dBm is not in the data sheet; its lower end is that of RFO at +7 dBm, 20 mA.
        return dbm <= 7 ? 20_000 : 20_000 + ((dbm - 7) * 6_700);
    }

    /// <summary>Average current in microamperes.</summary>
    public static int AverageMicroamperes(PowerPlan plan, BoardPower board)
    {
        long asleepMs = PowerPlan.HourMs - plan.ProcessorAwakeMs;
        long radioAwakeMs = plan.TransmitMs + plan.ReceiveMs;
        long charge = ((long)plan.ProcessorAwakeMs * ProcessorAwakeMicroamperes)
            + (asleepMs * (plan.SleepsDeeply ? DeepSleepMicroamperes : LightSleepMicroamperes))
            + ((long)plan.TransmitMs * TransmitMicroamperes(plan.TransmitDbm))
            + ((long)plan.ReceiveMs * ReceiveMicroamperes)
            + (radioAwakeMs * board.RadioClockMicroamperes)
            + ((PowerPlan.HourMs - radioAwakeMs) * RadioSleepMicroamperes);
        if (board.HasDisplay)
        {
            charge += ((long)plan.DisplayMs * DisplayMicroamperes) + ((long)(PowerPlan.HourMs - plan.DisplayMs) * DisplaySleepMicroamperes);
        }

        return (int)(charge / PowerPlan.HourMs) + board.OverheadMicroamperes;
    }

    /// <summary>Hours that a full battery lasts.</summary>
    /// <param name="batteryMilliampereHours">Rated charge.</param>
    /// <param name="averageMicroamperes">Average current, above 0.</param>
    public static int Hours(int batteryMilliampereHours, int averageMicroamperes)
    {
        return (int)((long)batteryMilliampereHours * 1000 * UsablePercent / 100 / averageMicroamperes);
    }
}
