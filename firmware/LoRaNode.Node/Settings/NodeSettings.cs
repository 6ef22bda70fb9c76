using System;
using LoRaNode.Core.Primitives;
using LoRaNode.Node.Boards;
using LoRaNode.Node.Display;
using LoRaNode.Node.Storage;
using LoRaNode.Radio;
using LoRaNode.Radio.Regions;

namespace LoRaNode.Node.Settings;

/// <summary>
/// What a technician sets at a node: which board it is, how its radio sends, what its display speaks, and how the link reaches it. The
/// radio's part must be the same in the whole network. Nothing here ever goes on the air.
/// <code>
/// format (1)  band (1)  carrier in Hz (4)  bandwidth in Hz (4)  spreading factor (1)  coding rate (1)  power in dBm (1)
/// antenna gain in tenths of dBi (2)  language (1)  receive pin (1)  transmit pin (1)
/// board, name, Wi-Fi name, Wi-Fi password: length (1), UTF-8
/// </code>
/// </summary>
public sealed class NodeSettings
{
    /// <summary>Bytes at most.</summary>
    public const int MaxSize = FixedSize + 4 + MaxBoard + MaxName + MaxWifiName + MaxWifiPassword;

    /// <summary>Bytes of a board's id at most.</summary>
    public const int MaxBoard = 24;

    /// <summary>Bytes of a node's name at most.</summary>
    public const int MaxName = 48;

    /// <summary>Bytes of a Wi-Fi name at most (IEEE 802.11: 32).</summary>
    public const int MaxWifiName = 32;

    /// <summary>Bytes of a Wi-Fi password at most (WPA2: 63).</summary>
    public const int MaxWifiPassword = 63;

    /// <summary>Stands for a pin that is not used, and as a length for a password that is not told.</summary>
    public const byte Absent = 0xFF;

    // The middle of Kazakhstan's band, and what its 14 dBm e.i.r.p. leave with the usual antenna.
    private const uint UsualFrequencyHz = 865_500_000;
    private const sbyte UsualPowerDbm = 11;

    private const byte Format = 1;
    private const int FixedSize = 18;
    private const int LeastPowerDbm = 2;
    private const int MostPin = 39;

    /// <summary>Id of the board (see <see cref="Boards.BoardCatalog"/>); empty when it is to be found out.</summary>
    public byte[] Board = new byte[0];

    /// <summary>Band whose rules hold.</summary>
    public RadioBandId Band = RadioBandId.Kazakhstan863;

    /// <summary>Carrier, bandwidth, spreading factor, coding rate and power; the rest is the same for all networks.</summary>
    public readonly LoRaSettings Radio = new LoRaSettings();

    /// <summary>Gain of the antenna minus losses of its cable, in tenths of dBi.</summary>
    public int AntennaGainTenthsDbi = 21;

    /// <summary>Language of the display.</summary>
    public DisplayLanguage Language = DisplayLanguage.Kazakh;

    /// <summary>GPIO that receives on the second serial port; <see cref="Absent"/> for none.</summary>
    public byte SerialReceivePin = Absent;

    /// <summary>GPIO that sends on the second serial port; <see cref="Absent"/> for none.</summary>
    public byte SerialTransmitPin = Absent;

    /// <summary>What the technicians call the node, in UTF-8. For the display and the host only.</summary>
    public byte[] Name = new byte[0];

    /// <summary>Name of the Wi-Fi that the node joins for the link; empty for none, and Wi-Fi then stays off.</summary>
    public byte[] WifiName = new byte[0];

    /// <summary>Password of that Wi-Fi.</summary>
    public byte[] WifiPassword = new byte[0];

    /// <summary>False when the password was not told (see <see cref="Write"/>).</summary>
    public bool HasPassword = true;

    /// <summary>What a blank node has.</summary>
    public NodeSettings()
    {
        Radio.FrequencyHz = UsualFrequencyHz;
        Radio.PowerDbm = UsualPowerDbm;
    }

    /// <summary>Share of every hour that the node may send, in thousandths, by the rules of the band.</summary>
    public int DutyCyclePerMille
    {
        get
        {
            int perMille = RegionTable.Describe(Band).DutyCycleBasisPoints / 10;
            return perMille < 1 ? 1 : perMille;
        }
    }

    /// <summary>Reads settings from any bytes and checks them. Nothing of this object is to be used when the result is a fault.</summary>
    public SettingsFault TryRead(byte[] buffer, int offset, int length)
    {
        return TryRead(buffer, offset, length, null);
    }

    /// <summary>The same where the board was found: settings that name none are checked against that one.</summary>
    public SettingsFault TryRead(byte[] buffer, int offset, int length, BoardDefinition found)
    {
        if (length < FixedSize || buffer[offset] != Format)
        {
            return SettingsFault.Malformed;
        }

        Band = (RadioBandId)buffer[offset + 1];
        Radio.FrequencyHz = LittleEndian.Get32(buffer, offset + 2);
        Radio.BandwidthHz = LittleEndian.Get32(buffer, offset + 6);
        Radio.SpreadingFactor = (SpreadingFactor)buffer[offset + 10];
        Radio.CodingRate = (CodingRate)buffer[offset + 11];
        Radio.PowerDbm = (sbyte)buffer[offset + 12];
        AntennaGainTenthsDbi = (short)LittleEndian.Get16(buffer, offset + 13);
        Language = (DisplayLanguage)buffer[offset + 15];
        SerialReceivePin = buffer[offset + 16];
        SerialTransmitPin = buffer[offset + 17];
        int at = offset + FixedSize;
        int end = offset + length;
        Board = Text(buffer, ref at, end, MaxBoard);
        Name = Text(buffer, ref at, end, MaxName);
        WifiName = Text(buffer, ref at, end, MaxWifiName);
        HasPassword = at >= end || buffer[at] != Absent;
        if (HasPassword)
        {
            WifiPassword = Text(buffer, ref at, end, MaxWifiPassword);
        }
        else
        {
            WifiPassword = new byte[0];
            at++;
        }

        if (Board == null || Name == null || WifiName == null || WifiPassword == null || at != end)
        {
            return SettingsFault.Malformed;
        }

        return SettingsCheck.FirstFault(this, found, LeastPowerDbm, MostPin);
    }

    /// <summary>Writes at most <see cref="MaxSize"/> bytes. Returns their number.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="offset">From where on.</param>
    /// <param name="withPassword">False to leave the Wi-Fi password out: <see cref="Absent"/> then stands in its place if there is one.</param>
    public int Write(byte[] buffer, int offset, bool withPassword)
    {
        buffer[offset] = Format;
        buffer[offset + 1] = (byte)Band;
        LittleEndian.Put32(buffer, offset + 2, Radio.FrequencyHz);
        LittleEndian.Put32(buffer, offset + 6, Radio.BandwidthHz);
        buffer[offset + 10] = (byte)Radio.SpreadingFactor;
        buffer[offset + 11] = (byte)Radio.CodingRate;
        buffer[offset + 12] = (byte)Radio.PowerDbm;
        LittleEndian.Put16(buffer, offset + 13, AntennaGainTenthsDbi);
        buffer[offset + 15] = (byte)Language;
        buffer[offset + 16] = SerialReceivePin;
        buffer[offset + 17] = SerialTransmitPin;
        int at = Put(Board, buffer, offset + FixedSize);
        at = Put(Name, buffer, at);
        at = Put(WifiName, buffer, at);
        if (withPassword ? !HasPassword : !HasPassword || WifiPassword.Length > 0)
        {
            buffer[at++] = Absent;
        }
        else
        {
            at = Put(WifiPassword, buffer, at);
        }

        return at - offset;
    }

    /// <summary>Reads the stored settings. False, and the defaults stay, when there are none that are sound.</summary>
    public bool TryLoad(INodeStorage storage)
    {
        byte[] stored = new byte[MaxSize];
        int length = storage.Read(StorageNames.Settings, stored);
        bool isSound = length > 0 && TryRead(stored, 0, length) == SettingsFault.None;
        Array.Clear(stored, 0, stored.Length);
        return isSound;
    }

    /// <summary>Stores the settings. False when the medium refuses.</summary>
    public bool Save(INodeStorage storage)
    {
        byte[] stored = new byte[MaxSize];
        bool saved = storage.Write(StorageNames.Settings, stored, Write(stored, 0, true));
        Array.Clear(stored, 0, stored.Length);
        return saved;
    }

    private static byte[] Text(byte[] buffer, ref int at, int end, int maxLength)
    {
        int length = at < end ? buffer[at++] : maxLength + 1;
        if (length > maxLength || at + length > end)
        {
            at = end;
            return null;
        }

        byte[] text = new byte[length];
        Array.Copy(buffer, at, text, 0, length);
        at += length;
        return text;
    }

    private static int Put(byte[] text, byte[] buffer, int at)
    {
        buffer[at] = (byte)text.Length;
        Array.Copy(text, 0, buffer, at + 1, text.Length);
        return at + 1 + text.Length;
    }
}
