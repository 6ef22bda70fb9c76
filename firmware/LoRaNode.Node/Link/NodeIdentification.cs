using System;
using LoRaNode.Core.Primitives;
using LoRaNode.Radio;

namespace LoRaNode.Node.Link;

/// <summary>Who and how a node is: the body of the reply to <see cref="LinkOperation.Identify"/>. Nothing in it is secret.</summary>
public sealed class NodeIdentification
{
    /// <summary>Bytes on the link.</summary>
    public const int Size = 46;

    /// <summary>Version of the link that this code speaks.</summary>
    public const byte LinkVersion = 1;

    /// <summary>Bytes of <see cref="CredentialsCheck"/>.</summary>
    public const int CheckSize = 8;

    private const int ProvisionedFlag = 1;
    private const int RegionFlag = 2;

    /// <summary>Version of the link that the node speaks.</summary>
    public byte Version = LinkVersion;

    /// <summary>True when the node has credentials.</summary>
    public bool IsProvisioned;

    /// <summary>True when the node knows on which band it may send.</summary>
    public bool IsRegionKnown;

    /// <summary>Version of the firmware: major, minor and patch. Zeros are firmware from before it was told.</summary>
    public byte FirmwareMajor = FirmwareVersion.Major;

    /// <summary>Minor version.</summary>
    public byte FirmwareMinor = FirmwareVersion.Minor;

    /// <summary>Patch version.</summary>
    public byte FirmwarePatch = FirmwareVersion.Patch;

    /// <summary>Whether the radio works.</summary>
    public RadioStatus Radio;

    /// <summary>Address on the air; 0 without credentials.</summary>
    public ushort Address;

    /// <summary>Key epoch.</summary>
    public uint Epoch;

    /// <summary>Number of starts, this one included.</summary>
    public uint Boots;

    /// <summary>Milliseconds since the start.</summary>
    public long UptimeMs;

    /// <summary>Number that the next log record will have.</summary>
    public uint NextLogIndex;

    /// <summary>Texts that the node shows.</summary>
    public ushort Texts;

    /// <summary>Eight bytes of every board's own, so that two boards on a bench are told apart.</summary>
    public readonly byte[] BoardId = new byte[8];

    /// <summary>
    /// First bytes of HMAC-SHA-256 over the credentials under their own link key: the host, who has both, sees that exactly what
    /// it sent is stored. Zero without credentials.
    /// </summary>
    public readonly byte[] CredentialsCheck = new byte[CheckSize];

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void Write(byte[] buffer, int offset)
    {
        buffer[offset] = Version;
        buffer[offset + 1] = (byte)((IsProvisioned ? ProvisionedFlag : 0) | (IsRegionKnown ? RegionFlag : 0));
        buffer[offset + 2] = (byte)Radio;
        buffer[offset + 3] = FirmwarePatch;
        LittleEndian.Put16(buffer, offset + 4, Address);
        LittleEndian.Put32(buffer, offset + 6, Epoch);
        LittleEndian.Put32(buffer, offset + 10, Boots);
        LittleEndian.Put64(buffer, offset + 14, UptimeMs);
        LittleEndian.Put32(buffer, offset + 22, NextLogIndex);
        LittleEndian.Put16(buffer, offset + 26, Texts);
        Array.Copy(BoardId, 0, buffer, offset + 28, BoardId.Length);
        Array.Copy(CredentialsCheck, 0, buffer, offset + 36, CheckSize);
        buffer[offset + 44] = FirmwareMajor;
        buffer[offset + 45] = FirmwareMinor;
    }

    /// <summary>Reads what <see cref="Write"/> wrote; longer bodies of newer nodes are accepted. False when it is too short.</summary>
    public bool TryRead(byte[] buffer, int offset, int length)
    {
        if (length < Size)
        {
            return false;
        }

        Version = buffer[offset];
        IsProvisioned = (buffer[offset + 1] & ProvisionedFlag) != 0;
        IsRegionKnown = (buffer[offset + 1] & RegionFlag) != 0;
        Radio = (RadioStatus)buffer[offset + 2];
        FirmwarePatch = buffer[offset + 3];
        Address = (ushort)LittleEndian.Get16(buffer, offset + 4);
        Epoch = LittleEndian.Get32(buffer, offset + 6);
        Boots = LittleEndian.Get32(buffer, offset + 10);
        UptimeMs = LittleEndian.Get64(buffer, offset + 14);
        NextLogIndex = LittleEndian.Get32(buffer, offset + 22);
        Texts = (ushort)LittleEndian.Get16(buffer, offset + 26);
        Array.Copy(buffer, offset + 28, BoardId, 0, BoardId.Length);
        Array.Copy(buffer, offset + 36, CredentialsCheck, 0, CheckSize);
        FirmwareMajor = buffer[offset + 44];
        FirmwareMinor = buffer[offset + 45];
        return true;
    }
}
