// Made from hardware/boards by "loranode boards generate". Change the board files, not this one.
namespace LoRaNode.Node.Boards;

/// <summary>The boards that the firmware knows.</summary>
public static class BoardCatalog
{
    /// <summary>Ids of all boards.</summary>
    public static string[] Ids()
    {
        return new string[]
        {
            "esp32-devkitc-ra-02",
            "esp32-devkitc-rfm95w",
            "heltec-wifi-lora-32-v1",
            "heltec-wifi-lora-32-v2",
            "heltec-wireless-stick",
            "lora32-1.0",
            "lora32-1.3",
            "lora32-2.0",
            "lora32-2.1-1.6-tcxo",
            "lora32-2.1-1.6",
            "tbeam-0.7",
            "tbeam-1.0",
            "tbeam-1.1",
            "tbeam-1.2",
        };
    }

    /// <summary>The board of that id, or null. Makes a new object, so that a node holds only its own.</summary>
    public static BoardDefinition Find(string id)
    {
        switch (id)
        {
            case "esp32-devkitc-ra-02": return Esp32DevkitcRa02();
            case "esp32-devkitc-rfm95w": return Esp32DevkitcRfm95w();
            case "heltec-wifi-lora-32-v1": return HeltecWifiLora32V1();
            case "heltec-wifi-lora-32-v2": return HeltecWifiLora32V2();
            case "heltec-wireless-stick": return HeltecWirelessStick();
            case "lora32-1.0": return Lora32_1_0();
            case "lora32-1.3": return Lora32_1_3();
            case "lora32-2.0": return Lora32_2_0();
            case "lora32-2.1-1.6-tcxo": return Lora32_2_1_1_6Tcxo();
            case "lora32-2.1-1.6": return Lora32_2_1_1_6();
            case "tbeam-0.7": return Tbeam0_7();
            case "tbeam-1.0": return Tbeam1_0();
            case "tbeam-1.1": return Tbeam1_1();
            case "tbeam-1.2": return Tbeam1_2();
            default: return null;
        }
    }

    private static BoardDefinition Esp32DevkitcRa02()
    {
        return new BoardDefinition
        {
            Id = "esp32-devkitc-ra-02",
            Name = "ESP32-DevKitC with Ra-02 (self-built)",
            RadioChip = 1278,
            RadioUsesPaBoost = true,
            RadioBandsMhz = new int[] { 433 },
            RadioClockPin = 18,
            RadioMisoPin = 19,
            RadioMosiPin = 23,
            RadioSelectPin = 5,
            RadioResetPin = 14,
            RadioDio0Pin = 26,
            RadioDio1Pin = 27,
            I2cDataPin = 21,
            I2cClockPin = 22,
            DisplayAddress = 60,
            DisplayWidth = 128,
            DisplayHeight = 64,
            LedPin = 25,
            ButtonPin = 0,
            ButtonIsActiveLow = true,
            BatteryPin = 35,
            BatteryUpperKilohms = 100,
            BatteryLowerKilohms = 100,
        };
    }

    private static BoardDefinition Esp32DevkitcRfm95w()
    {
        return new BoardDefinition
        {
            Id = "esp32-devkitc-rfm95w",
            Name = "ESP32-DevKitC with RFM95W (self-built)",
            RadioChip = 1276,
            RadioUsesPaBoost = true,
            RadioBandsMhz = new int[] { 868, 915 },
            RadioClockPin = 18,
            RadioMisoPin = 19,
            RadioMosiPin = 23,
            RadioSelectPin = 5,
            RadioResetPin = 14,
            RadioDio0Pin = 26,
            RadioDio1Pin = 27,
            I2cDataPin = 21,
            I2cClockPin = 22,
            DisplayAddress = 60,
            DisplayWidth = 128,
            DisplayHeight = 64,
            LedPin = 25,
            ButtonPin = 0,
            ButtonIsActiveLow = true,
            BatteryPin = 35,
            BatteryUpperKilohms = 100,
            BatteryLowerKilohms = 100,
        };
    }

    private static BoardDefinition HeltecWifiLora32V1()
    {
        return new BoardDefinition
        {
            Id = "heltec-wifi-lora-32-v1",
            Name = "Heltec WiFi LoRa 32 V1",
            RadioChip = 1276,
            RadioUsesPaBoost = true,
            RadioBandsMhz = new int[] { 433, 868, 915 },
            RadioClockPin = 5,
            RadioMisoPin = 19,
            RadioMosiPin = 27,
            RadioSelectPin = 18,
            RadioResetPin = 14,
            RadioDio0Pin = 26,
            RadioDio1Pin = 33,
            I2cDataPin = 4,
            I2cClockPin = 15,
            DisplayAddress = 60,
            DisplayWidth = 128,
            DisplayHeight = 64,
            DisplayIsFitted = true,
            DisplayResetPin = 16,
            LedPin = 25,
            ButtonPin = 0,
            ButtonIsActiveLow = true,
        };
    }

    private static BoardDefinition HeltecWifiLora32V2()
    {
        return new BoardDefinition
        {
            Id = "heltec-wifi-lora-32-v2",
            Name = "Heltec WiFi LoRa 32 V2",
            RadioChip = 1276,
            RadioUsesPaBoost = true,
            RadioBandsMhz = new int[] { 433, 868, 915 },
            RadioClockPin = 5,
            RadioMisoPin = 19,
            RadioMosiPin = 27,
            RadioSelectPin = 18,
            RadioResetPin = 14,
            RadioDio0Pin = 26,
            RadioDio1Pin = 35,
            I2cDataPin = 4,
            I2cClockPin = 15,
            DisplayAddress = 60,
            DisplayWidth = 128,
            DisplayHeight = 64,
            DisplayIsFitted = true,
            DisplayResetPin = 16,
            LedPin = 25,
            ButtonPin = 0,
            ButtonIsActiveLow = true,
            BatteryPin = 37,
            BatteryUpperKilohms = 220,
            BatteryLowerKilohms = 100,
            SupplyPin = 21,
            SupplyIsActiveLow = true,
        };
    }

    private static BoardDefinition HeltecWirelessStick()
    {
        return new BoardDefinition
        {
            Id = "heltec-wireless-stick",
            Name = "Heltec Wireless Stick",
            RadioChip = 1276,
            RadioUsesPaBoost = true,
            RadioBandsMhz = new int[] { 433, 868, 915 },
            RadioClockPin = 5,
            RadioMisoPin = 19,
            RadioMosiPin = 27,
            RadioSelectPin = 18,
            RadioResetPin = 14,
            RadioDio0Pin = 26,
            RadioDio1Pin = 35,
            I2cDataPin = 4,
            I2cClockPin = 15,
            DisplayAddress = 60,
            DisplayWidth = 64,
            DisplayHeight = 32,
            DisplayIsFitted = true,
            DisplayResetPin = 16,
            LedPin = 25,
            ButtonPin = 0,
            ButtonIsActiveLow = true,
            BatteryPin = 37,
            BatteryUpperKilohms = 220,
            BatteryLowerKilohms = 100,
            SupplyPin = 21,
            SupplyIsActiveLow = true,
        };
    }

    private static BoardDefinition Lora32_1_0()
    {
        return new BoardDefinition
        {
            Id = "lora32-1.0",
            Name = "LilyGO LoRa32 V1.0",
            RadioChip = 1276,
            RadioUsesPaBoost = true,
            RadioBandsMhz = new int[] { 433, 868, 915 },
            RadioClockPin = 5,
            RadioMisoPin = 19,
            RadioMosiPin = 27,
            RadioSelectPin = 18,
            RadioResetPin = 14,
            RadioDio0Pin = 26,
            RadioDio1Pin = 33,
            I2cDataPin = 4,
            I2cClockPin = 15,
            DisplayAddress = 60,
            DisplayWidth = 128,
            DisplayHeight = 64,
            DisplayIsFitted = true,
            DisplayResetPin = 16,
            LedPin = 2,
            LedIsActiveLow = true,
            ButtonPin = 0,
            ButtonIsActiveLow = true,
        };
    }

    private static BoardDefinition Lora32_1_3()
    {
        return new BoardDefinition
        {
            Id = "lora32-1.3",
            Name = "LilyGO LoRa32 V1.3",
            RadioChip = 1276,
            RadioUsesPaBoost = true,
            RadioBandsMhz = new int[] { 433, 868, 915 },
            RadioClockPin = 5,
            RadioMisoPin = 19,
            RadioMosiPin = 27,
            RadioSelectPin = 18,
            RadioResetPin = 14,
            RadioDio0Pin = 26,
            RadioDio1Pin = 33,
            I2cDataPin = 21,
            I2cClockPin = 22,
            DisplayAddress = 60,
            DisplayWidth = 128,
            DisplayHeight = 64,
            DisplayIsFitted = true,
            ButtonPin = 36,
            ButtonIsActiveLow = true,
            BatteryPin = 35,
            BatteryUpperKilohms = 100,
            BatteryLowerKilohms = 100,
        };
    }

    private static BoardDefinition Lora32_2_0()
    {
        return new BoardDefinition
        {
            Id = "lora32-2.0",
            Name = "LilyGO LoRa32 V2.0",
            RadioChip = 1276,
            RadioUsesPaBoost = true,
            RadioBandsMhz = new int[] { 433, 868, 915 },
            RadioClockPin = 5,
            RadioMisoPin = 19,
            RadioMosiPin = 27,
            RadioSelectPin = 18,
            RadioDio0Pin = 26,
            I2cDataPin = 21,
            I2cClockPin = 22,
            DisplayAddress = 60,
            DisplayWidth = 128,
            DisplayHeight = 64,
            DisplayIsFitted = true,
        };
    }

    private static BoardDefinition Lora32_2_1_1_6Tcxo()
    {
        return new BoardDefinition
        {
            Id = "lora32-2.1-1.6-tcxo",
            Name = "LilyGO LoRa32 V2.1-1.6 (T3 V1.6.1) with TCXO",
            RadioChip = 1276,
            RadioUsesPaBoost = true,
            RadioHasTcxo = true,
            RadioBandsMhz = new int[] { 433, 868, 915 },
            RadioClockPin = 5,
            RadioMisoPin = 19,
            RadioMosiPin = 27,
            RadioSelectPin = 18,
            RadioResetPin = 23,
            RadioDio0Pin = 26,
            RadioTcxoEnablePin = 33,
            I2cDataPin = 21,
            I2cClockPin = 22,
            DisplayAddress = 60,
            DisplayWidth = 128,
            DisplayHeight = 64,
            DisplayIsFitted = true,
            LedPin = 25,
            BatteryPin = 35,
            BatteryUpperKilohms = 100,
            BatteryLowerKilohms = 100,
        };
    }

    private static BoardDefinition Lora32_2_1_1_6()
    {
        return new BoardDefinition
        {
            Id = "lora32-2.1-1.6",
            Name = "LilyGO LoRa32 V2.1-1.6 (T3 V1.6)",
            RadioChip = 1276,
            RadioUsesPaBoost = true,
            RadioBandsMhz = new int[] { 433, 868, 915 },
            RadioClockPin = 5,
            RadioMisoPin = 19,
            RadioMosiPin = 27,
            RadioSelectPin = 18,
            RadioResetPin = 23,
            RadioDio0Pin = 26,
            RadioDio1Pin = 33,
            I2cDataPin = 21,
            I2cClockPin = 22,
            DisplayAddress = 60,
            DisplayWidth = 128,
            DisplayHeight = 64,
            DisplayIsFitted = true,
            LedPin = 25,
            BatteryPin = 35,
            BatteryUpperKilohms = 100,
            BatteryLowerKilohms = 100,
        };
    }

    private static BoardDefinition Tbeam0_7()
    {
        return new BoardDefinition
        {
            Id = "tbeam-0.7",
            Name = "LilyGO T-Beam V0.7",
            RadioChip = 1276,
            RadioUsesPaBoost = true,
            RadioBandsMhz = new int[] { 433, 868, 915 },
            RadioClockPin = 5,
            RadioMisoPin = 19,
            RadioMosiPin = 27,
            RadioSelectPin = 18,
            RadioResetPin = 23,
            RadioDio0Pin = 26,
            RadioDio1Pin = 33,
            I2cDataPin = 21,
            I2cClockPin = 22,
            DisplayAddress = 60,
            DisplayWidth = 128,
            DisplayHeight = 64,
            LedPin = 14,
            ButtonPin = 39,
            ButtonIsActiveLow = true,
            BatteryPin = 35,
            BatteryUpperKilohms = 100,
            BatteryLowerKilohms = 100,
            GpsReceivePin = 12,
            GpsTransmitPin = 15,
        };
    }

    private static BoardDefinition Tbeam1_0()
    {
        return new BoardDefinition
        {
            Id = "tbeam-1.0",
            Name = "LilyGO T-Beam V1.0",
            RadioChip = 1276,
            RadioUsesPaBoost = true,
            RadioBandsMhz = new int[] { 433, 868, 915 },
            RadioClockPin = 5,
            RadioMisoPin = 19,
            RadioMosiPin = 27,
            RadioSelectPin = 18,
            RadioResetPin = 23,
            RadioDio0Pin = 26,
            RadioDio1Pin = 33,
            I2cDataPin = 21,
            I2cClockPin = 22,
            DisplayAddress = 60,
            DisplayWidth = 128,
            DisplayHeight = 64,
            ButtonPin = 38,
            ButtonIsActiveLow = true,
            PowerChipAddress = 52,
            PowerInterruptPin = 35,
            GpsReceivePin = 34,
            GpsTransmitPin = 12,
        };
    }

    private static BoardDefinition Tbeam1_1()
    {
        return new BoardDefinition
        {
            Id = "tbeam-1.1",
            Name = "LilyGO T-Beam V1.1",
            RadioChip = 1276,
            RadioUsesPaBoost = true,
            RadioBandsMhz = new int[] { 433, 868, 915 },
            RadioClockPin = 5,
            RadioMisoPin = 19,
            RadioMosiPin = 27,
            RadioSelectPin = 18,
            RadioResetPin = 23,
            RadioDio0Pin = 26,
            RadioDio1Pin = 33,
            I2cDataPin = 21,
            I2cClockPin = 22,
            DisplayAddress = 60,
            DisplayWidth = 128,
            DisplayHeight = 64,
            LedPin = 4,
            LedIsActiveLow = true,
            ButtonPin = 38,
            ButtonIsActiveLow = true,
            PowerChipAddress = 52,
            PowerInterruptPin = 35,
            GpsReceivePin = 34,
            GpsTransmitPin = 12,
        };
    }

    private static BoardDefinition Tbeam1_2()
    {
        return new BoardDefinition
        {
            Id = "tbeam-1.2",
            Name = "LilyGO T-Beam V1.2",
            RadioChip = 1276,
            RadioUsesPaBoost = true,
            RadioBandsMhz = new int[] { 433, 868, 915 },
            RadioClockPin = 5,
            RadioMisoPin = 19,
            RadioMosiPin = 27,
            RadioSelectPin = 18,
            RadioResetPin = 23,
            RadioDio0Pin = 26,
            RadioDio1Pin = 33,
            I2cDataPin = 21,
            I2cClockPin = 22,
            DisplayAddress = 60,
            DisplayWidth = 128,
            DisplayHeight = 64,
            LedPin = 4,
            LedIsActiveLow = true,
            ButtonPin = 38,
            ButtonIsActiveLow = true,
            PowerChipAddress = 52,
            PowerInterruptPin = 35,
            GpsReceivePin = 34,
            GpsTransmitPin = 12,
        };
    }
}
