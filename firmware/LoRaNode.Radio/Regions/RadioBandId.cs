namespace LoRaNode.Radio.Regions;

/// <summary>The bands that the region table knows. Values are stored by nodes: never renumber.</summary>
public enum RadioBandId : byte
{
    /// <summary>Kazakhstan, 433.075 to 434.775 MHz.</summary>
    Kazakhstan433 = 0,

    /// <summary>Kazakhstan, 863 to 868 MHz.</summary>
    Kazakhstan863 = 1,

    /// <summary>European Union, 433.05 to 434.79 MHz (band H).</summary>
    Europe433 = 2,

    /// <summary>European Union, 863 to 865 MHz (band K).</summary>
    Europe863 = 3,

    /// <summary>European Union, 865 to 868 MHz (band L).</summary>
    Europe865 = 4,

    /// <summary>European Union, 868.0 to 868.6 MHz (band M).</summary>
    Europe868 = 5,

    /// <summary>European Union, 868.7 to 869.2 MHz (band N).</summary>
    Europe8687 = 6,

    /// <summary>European Union, 869.4 to 869.65 MHz (band P).</summary>
    Europe8694 = 7,

    /// <summary>European Union, 869.7 to 870 MHz (band R).</summary>
    Europe8697 = 8,

    /// <summary>Russia, 433.075 to 434.79 MHz.</summary>
    Russia433 = 9,

    /// <summary>Russia, 864 to 865 MHz.</summary>
    Russia864 = 10,

    /// <summary>Russia, 866 to 868 MHz.</summary>
    Russia866 = 11,

    /// <summary>Russia, 868.7 to 869.2 MHz.</summary>
    Russia8687 = 12,

    /// <summary>Kyrgyzstan, 433.05 to 434.79 MHz.</summary>
    Kyrgyzstan433 = 13,

    /// <summary>Uzbekistan, 433.05 to 434.79 MHz.</summary>
    Uzbekistan433 = 14,

    /// <summary>United States, 902 to 928 MHz.</summary>
    UnitedStates915 = 15,
}
