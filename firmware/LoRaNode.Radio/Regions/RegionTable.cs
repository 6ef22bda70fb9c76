namespace LoRaNode.Radio.Regions;

/// <summary>
/// The bands on which community nodes may send without a licence, for nodes and host tools alike. <see cref="RegionSource"/> says
/// where each line comes from. Rules change: whoever runs a network is answerable for it.
/// </summary>
public static class RegionTable
{
    /// <summary>Number of bands; their ids are 0 to one less.</summary>
    public const int Count = 16;

    /// <summary>Describes a band. Makes a new object, so that a node holds only the one it uses.</summary>
    public static RadioBand Describe(RadioBandId id)
    {
        switch (id)
        {
            case RadioBandId.Kazakhstan433:
                return new RadioBand(id, "kz-433", "KZ", 433_075_000, 434_775_000, RadioBand.NoDutyLimit, 10, PowerReference.Eirp);
            case RadioBandId.Kazakhstan863:
                return new RadioBand(id, "kz-863", "KZ", 863_000_000, 868_000_000, RadioBand.NoDutyLimit, 14, PowerReference.Eirp);
            case RadioBandId.Europe433:
                return new RadioBand(id, "eu-433", "EU", 433_050_000, 434_790_000, 1_000, 10, PowerReference.Erp);
            case RadioBandId.Europe863:
                return new RadioBand(id, "eu-863", "EU", 863_000_000, 865_000_000, 10, 14, PowerReference.Erp);
            case RadioBandId.Europe865:
                return new RadioBand(id, "eu-865", "EU", 865_000_000, 868_000_000, 100, 14, PowerReference.Erp);
            case RadioBandId.Europe868:
                return new RadioBand(id, "eu-868", "EU", 868_000_000, 868_600_000, 100, 14, PowerReference.Erp);
            case RadioBandId.Europe8687:
                return new RadioBand(id, "eu-868.7", "EU", 868_700_000, 869_200_000, 10, 14, PowerReference.Erp);
            case RadioBandId.Europe8694:
                return new RadioBand(id, "eu-869.4", "EU", 869_400_000, 869_650_000, 1_000, 27, PowerReference.Erp);
            case RadioBandId.Europe8697:
                return new RadioBand(id, "eu-869.7", "EU", 869_700_000, 870_000_000, 100, 14, PowerReference.Erp);
            case RadioBandId.Russia433:
                return new RadioBand(id, "ru-433", "RU", 433_075_000, 434_790_000, RadioBand.NoDutyLimit, 10, PowerReference.Erp);
            case RadioBandId.Russia864:
                return new RadioBand(id, "ru-864", "RU", 864_000_000, 865_000_000, 10, 14, PowerReference.Erp);
            case RadioBandId.Russia866:
                return new RadioBand(id, "ru-866", "RU", 866_000_000, 868_000_000, 100, 14, PowerReference.Erp);
            case RadioBandId.Russia8687:
                return new RadioBand(id, "ru-868.7", "RU", 868_700_000, 869_200_000, 1_000, 20, PowerReference.Erp);
            case RadioBandId.Kyrgyzstan433:
                RadioBand kyrgyzstan = new RadioBand(id, "kg-433", "KG", 433_050_000, 434_790_000, 1_000, 10, PowerReference.Erp);
                kyrgyzstan.IsConfirmed = false;
                return kyrgyzstan;
            case RadioBandId.Uzbekistan433:
                RadioBand uzbekistan = new RadioBand(id, "uz-433", "UZ", 433_050_000, 434_790_000, 1_000, 10, PowerReference.Erp);
                uzbekistan.IsConfirmed = false;
                return uzbekistan;
            case RadioBandId.UnitedStates915:
                RadioBand unitedStates = new RadioBand(id, "us-915", "US", 902_000_000, 928_000_000, RadioBand.NoDutyLimit, 30, PowerReference.Conducted);
                unitedStates.MinBandwidthHz = 500_000;
                return unitedStates;
            default:
                return null;
        }
    }

    /// <summary>The band with that code, or null.</summary>
    public static RadioBand Find(string code)
    {
        for (int i = 0; i < Count; i++)
        {
            RadioBand band = Describe((RadioBandId)i);
            if (band.Code == code)
            {
                return band;
            }
        }

        return null;
    }
}
