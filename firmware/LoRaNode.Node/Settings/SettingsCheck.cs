using System.Text;
using LoRaNode.Core.Trust;
using LoRaNode.Node.Boards;
using LoRaNode.Node.Display;
using LoRaNode.Radio;
using LoRaNode.Radio.Regions;

namespace LoRaNode.Node.Settings;

/// <summary>The rules that settings must keep: the law of the band, what the board and its chip can, what texts may be.</summary>
internal static class SettingsCheck
{
    private const int WifiPasswordAtLeast = 8;

    /// <summary>The first rule that is broken.</summary>
    internal static SettingsFault FirstFault(NodeSettings settings, BoardDefinition found, int leastPowerDbm, int mostPin)
    {
        BoardDefinition board = settings.Board.Length == 0 ? found : BoardCatalog.Find(Encoding.UTF8.GetString(settings.Board, 0, settings.Board.Length));
        if (settings.Board.Length > 0 && board == null)
        {
            return SettingsFault.Board;
        }

        SettingsFault radio = RadioFault(settings, board, leastPowerDbm);
        if (radio != SettingsFault.None)
        {
            return radio;
        }

        if (settings.Language > DisplayLanguage.English)
        {
            return SettingsFault.Language;
        }

        if (settings.Name.Length > 0 && !DisplayName.IsValid(settings.Name, 0, settings.Name.Length))
        {
            return SettingsFault.Name;
        }

        if (settings.WifiPassword.Length > 0 && (settings.WifiName.Length == 0 || settings.WifiPassword.Length < WifiPasswordAtLeast))
        {
            return SettingsFault.Wifi;
        }

        return ArePinsUsable(settings, board, mostPin) ? SettingsFault.None : SettingsFault.SerialPins;
    }

    private static SettingsFault RadioFault(NodeSettings settings, BoardDefinition board, int leastPowerDbm)
    {
        RadioBand band = RegionTable.Describe(settings.Band);
        if (band == null || (board != null && !IsMadeFor(board, band)))
        {
            return SettingsFault.Band;
        }

        LoRaSettings radio = settings.Radio;
        if (LoRaBandwidth.CodeOf(radio.BandwidthHz) < 0)
        {
            return SettingsFault.Bandwidth;
        }

        if (!band.Allows(radio.FrequencyHz, radio.BandwidthHz))
        {
            return SettingsFault.Frequency;
        }

        // Spreading factor 6 has no header in its frames, and ours are of any length.
        if (radio.SpreadingFactor < SpreadingFactor.Sf7 || radio.SpreadingFactor > SpreadingFactor.Sf12)
        {
            return SettingsFault.SpreadingFactor;
        }

        if (radio.CodingRate < CodingRate.Cr45 || radio.CodingRate > CodingRate.Cr48)
        {
            return SettingsFault.CodingRate;
        }

        return radio.PowerDbm < leastPowerDbm || radio.PowerDbm > band.MaxConductedDbm(settings.AntennaGainTenthsDbi)
            ? SettingsFault.Power
            : SettingsFault.None;
    }

    /// <summary>Boards are sold for 433, 868 or 915 MHz; a band belongs to one of them when its middle lies within 2 %.</summary>
    private static bool IsMadeFor(BoardDefinition board, RadioBand band)
    {
        for (int i = 0; i < board.RadioBandsMhz.Length; i++)
        {
            long hertz = board.RadioBandsMhz[i] * 1_000_000L;
            long middle = ((long)band.LowHz + band.HighHz) / 2;
            long apart = middle > hertz ? middle - hertz : hertz - middle;
            if (apart * 50 < hertz)
            {
                return true;
            }
        }

        return false;
    }

    private static bool ArePinsUsable(NodeSettings settings, BoardDefinition board, int mostPin)
    {
        int receive = settings.SerialReceivePin;
        int transmit = settings.SerialTransmitPin;
        if (receive == NodeSettings.Absent && transmit == NodeSettings.Absent)
        {
            return true;
        }

        return receive != transmit && IsFree(receive, board, mostPin) && IsFree(transmit, board, mostPin);
    }

    private static bool IsFree(int pin, BoardDefinition board, int mostPin)
    {
        if (pin > mostPin)
        {
            return false;
        }

        return board == null || (pin != board.RadioClockPin && pin != board.RadioMisoPin && pin != board.RadioMosiPin
            && pin != board.RadioSelectPin && pin != board.RadioResetPin && pin != board.RadioDio0Pin && pin != board.RadioDio1Pin
            && pin != board.I2cDataPin && pin != board.I2cClockPin && pin != board.ButtonPin && pin != board.BatteryPin && pin != board.RadioTcxoEnablePin
            && pin != board.DisplayResetPin && pin != board.PowerInterruptPin && pin != board.SupplyPin && pin != board.GpsReceivePin && pin != board.GpsTransmitPin);
    }
}
