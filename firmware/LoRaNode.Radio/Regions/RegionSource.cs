namespace LoRaNode.Radio.Regions;

/// <summary>Where the figures of the region table come from, for host tools and for those who keep the table current.</summary>
public static class RegionSource
{
    private const string KazakhstanOrder =
        "Order of the acting Minister for Investments and Development of Kazakhstan No. 34 of 21 January 2015, as amended to 2024, list of radio equipment used without a permit";

    private const string En300220 = "ETSI EN 300 220-2 V3.2.1, table B.1; CEPT ERC/REC 70-03, annex 1";

    private const string RussiaDecision =
        "Decision of the State Commission for Radio Frequencies of Russia No. 07-20-03-001 of 7 May 2007 as amended by No. 18-46-03-1 of 11 September 2018, annex 12";

    /// <summary>The rule, standard or reason behind a band.</summary>
    public static string Of(RadioBandId id)
    {
        switch (id)
        {
            case RadioBandId.Kazakhstan433:
                return KazakhstanOrder + ": low-power devices, 10 mW";
            case RadioBandId.Kazakhstan863:
                return KazakhstanOrder + ": LoRaWAN, LPWAN and similar, 25 mW, up to 500 kHz wide, not at airfields";
            case RadioBandId.Europe433:
                return En300220 + ", band H";
            case RadioBandId.Europe863:
                return En300220 + ", band K";
            case RadioBandId.Europe865:
                return En300220 + ", band L";
            case RadioBandId.Europe868:
                return En300220 + ", band M";
            case RadioBandId.Europe8687:
                return En300220 + ", band N";
            case RadioBandId.Europe8694:
                return En300220 + ", band P";
            case RadioBandId.Europe8697:
                return En300220 + ", band R";
            case RadioBandId.Russia433:
                return "Decision of the State Commission for Radio Frequencies of Russia No. 07-20-03-001 of 7 May 2007, annex 1: 10 mW";
            case RadioBandId.Russia864:
                return RussiaDecision + ": 25 mW, 0.1 %, not at airports";
            case RadioBandId.Russia866:
                return RussiaDecision + ": 25 mW, 1 %, not at airports";
            case RadioBandId.Russia8687:
                return RussiaDecision + ": 100 mW, 10 %";
            case RadioBandId.Kyrgyzstan433:
                return "No published rule was found and LoRaWAN Regional Parameters RP002 name no band; the figures are those of CEPT ERC/REC 70-03, annex 1";
            case RadioBandId.Uzbekistan433:
                return "LoRaWAN Regional Parameters RP002 name this band (EU433); no published national limit was found, so duty cycle and power are those of CEPT ERC/REC 70-03, annex 1";
            case RadioBandId.UnitedStates915:
                return "47 CFR 15.247(a)(2) and (b)(3): digital modulation at least 500 kHz wide, 1 W; narrower signals must hop";
            default:
                return string.Empty;
        }
    }
}
