using LoRaNode.Core.Primitives;

namespace LoRaNode.Core.Frames;

/// <summary>
/// Fields of an alert before its text, after the Common Alerting Protocol 1.2. Layout (little endian):
/// <code>
/// 0       issuer: slot of the certificate, 1 to 255
/// 1..2    language (2 bits, high) | kind (2 bits) | sequence (12 bits)
/// 3       exercise (1 bit, high) | grade: 25 urgency + 5 severity + certainty, 0 to 124
/// 4       event: CAP category (4 bits, high) | detail (4 bits)
/// 5..7    sent: minutes since the start of 2026 UTC
/// 8       area kind (2 bits, high) | lifetime code (6 bits)
/// +1      distance to the sequence it replaces, 1 to 127: update and cancel only, unless the area is a cell
/// +1      zone, 1 to 255: area kind zone only
/// +4      area kind cell only: distance (7 bits, high; 0 for a new alert) | geohash (25 bits)
/// ..      text, as the text codec wrote it
/// last 64 Ed25519 signature over the domain and everything before it
/// </code>
/// There is one encoding only of the same fields: what is not used is zero or refused. Sequences count modulo 4,096; the pair of
/// issuer and sequence names an alert among those alive.
/// </summary>
public sealed class AlertPayload
{
    /// <summary>Bytes before the text at most.</summary>
    public const int MaxHead = 13;

    /// <summary>Bytes before the text at least.</summary>
    public const int MinHead = 9;

    /// <summary>Bytes of the signature.</summary>
    public const int SignatureSize = 64;

    /// <summary>Largest payload in bytes: one frame less the byte that the relay puts before each item.</summary>
    public const int MaxSize = FrameHeader.MaxPayload - 1;

    /// <summary>Sequences are numbers below this one.</summary>
    public const int SequenceCount = 4096;

    /// <summary>Largest distance to an alert that is replaced.</summary>
    public const int MaxDistance = 127;

    private const int CellBits = 25;
    private const int GradeCount = 125;

    /// <summary>Slot of the issuer's certificate, 1 to 255.</summary>
    public byte Issuer;

    /// <summary>Number among the issuer's alerts, 0 to 4,095.</summary>
    public ushort Sequence;

    /// <summary>New, update or cancel.</summary>
    public AlertKind Kind;

    /// <summary>True for a drill.</summary>
    public bool IsExercise;

    /// <summary>Language of the text.</summary>
    public ContentLanguage Language;

    /// <summary>How soon to act.</summary>
    public AlertUrgency Urgency;

    /// <summary>How bad it is.</summary>
    public AlertSeverity Severity;

    /// <summary>How sure it is.</summary>
    public AlertCertainty Certainty;

    /// <summary>What happens: CAP category in the high four bits (0 to 11), detail in the low four.</summary>
    public byte Event;

    /// <summary>When it was signed: minutes since the start of 2026 UTC, 24 bits.</summary>
    public uint SentMinutes;

    /// <summary>Code of the time it is valid for; see <see cref="AlertLifetime"/>.</summary>
    public byte Lifetime;

    /// <summary>How many alerts of the issuer ago the replaced one was made, 1 to 127; 0 for a new alert.</summary>
    public byte Distance;

    /// <summary>How the place is named.</summary>
    public AreaKind Area;

    /// <summary>The zone, 1 to 255, when the area is one.</summary>
    public byte Zone;

    /// <summary>The geohash of 25 bits, first character highest, when the area is one.</summary>
    public uint Cell;

    /// <summary>Where the text begins, after <see cref="TryRead"/>.</summary>
    public int TextOffset;

    /// <summary>Bytes of the text, after <see cref="TryRead"/>.</summary>
    public int TextLength;

    /// <summary>Minute from which on the alert says nothing any more.</summary>
    public uint ExpiresMinutes
    {
        get { return SentMinutes + (uint)AlertLifetime.Minutes(Lifetime); }
    }

    /// <summary>Sequence of the alert that this one replaces; only when <see cref="Distance"/> is not 0.</summary>
    public int ReplacedSequence
    {
        get { return (Sequence - Distance) & (SequenceCount - 1); }
    }

    /// <summary>CAP category, 0 (Geo) to 11 (Other), in the order of the CAP 1.2 schema.</summary>
    public int Category
    {
        get { return Event >> 4; }
    }

    /// <summary>Reads a payload of any bytes. False when they are no alert; the fields are then undefined.</summary>
    public bool TryRead(byte[] payload, int length)
    {
        if (length < MinHead + SignatureSize || length > MaxSize)
        {
            return false;
        }

        int word = LittleEndian.Get16(payload, 1);
        int grade = payload[3] & 0x7F;
        Issuer = payload[0];
        Sequence = (ushort)(word & (SequenceCount - 1));
        Kind = (AlertKind)((word >> 12) & 3);
        Language = (ContentLanguage)(word >> 14);
        IsExercise = payload[3] >= 0x80;
        Urgency = (AlertUrgency)(grade / 25);
        Severity = (AlertSeverity)(grade / 5 % 5);
        Certainty = (AlertCertainty)(grade % 5);
        Event = payload[4];
        SentMinutes = (uint)(LittleEndian.Get16(payload, 5) | (payload[7] << 16));
        Lifetime = (byte)(payload[8] & 0x3F);
        Area = (AreaKind)(payload[8] >> 6);
        if (Issuer == 0 || grade >= GradeCount || Category > 11 || Kind > AlertKind.Cancel || Area > AreaKind.Cell)
        {
            return false;
        }

        int end = ReadPlace(payload, length - SignatureSize);
        if (end < 0 || (Distance == 0) != (Kind == AlertKind.Alert) || Distance > MaxDistance)
        {
            return false;
        }

        TextOffset = end;
        TextLength = length - SignatureSize - end;
        return true;
    }

    /// <summary>
    /// Writes everything before the text at the start of <paramref name="payload"/>. Returns the bytes written, 9 to 13, or -1
    /// when a field is out of range.
    /// </summary>
    public int Write(byte[] payload)
    {
        if (Issuer == 0 || Sequence >= SequenceCount || Kind > AlertKind.Cancel || Language > ContentLanguage.Other
            || Urgency > AlertUrgency.Unknown || Severity > AlertSeverity.Unknown || Certainty > AlertCertainty.Unknown
            || Category > 11 || Area > AreaKind.Cell || SentMinutes > 0xFFFFFF || Lifetime > AlertLifetime.MaxCode
            || (Distance == 0) != (Kind == AlertKind.Alert) || Distance > MaxDistance)
        {
            return -1;
        }

        payload[0] = Issuer;
        LittleEndian.Put16(payload, 1, Sequence | ((int)Kind << 12) | ((int)Language << 14));
        payload[3] = (byte)((IsExercise ? 0x80 : 0) | ((25 * (int)Urgency) + (5 * (int)Severity) + (int)Certainty));
        payload[4] = Event;
        LittleEndian.Put16(payload, 5, (int)SentMinutes);
        payload[7] = (byte)(SentMinutes >> 16);
        payload[8] = (byte)(((int)Area << 6) | Lifetime);
        return WritePlace(payload);
    }

    /// <summary>Reads what depends on kind and area. Returns where the text begins, or -1.</summary>
    private int ReadPlace(byte[] payload, int end)
    {
        int at = MinHead;
        Distance = 0;
        Zone = 0;
        Cell = 0;
        if (Area == AreaKind.Cell)
        {
            if (at + 4 > end)
            {
                return -1;
            }

            uint word = LittleEndian.Get32(payload, at);
            Distance = (byte)(word >> CellBits);
            Cell = word & ((1u << CellBits) - 1);
            return at + 4;
        }

        int size = (Kind == AlertKind.Alert ? 0 : 1) + (Area == AreaKind.Zone ? 1 : 0);
        if (at + size > end)
        {
            return -1;
        }

        if (Kind != AlertKind.Alert)
        {
            Distance = payload[at++];
        }

        if (Area == AreaKind.Zone)
        {
            Zone = payload[at++];
            if (Zone == 0)
            {
                return -1;
            }
        }

        return at;
    }

    private int WritePlace(byte[] payload)
    {
        int at = MinHead;
        if (Area == AreaKind.Cell)
        {
            if (Cell >> CellBits != 0)
            {
                return -1;
            }

            LittleEndian.Put32(payload, at, ((uint)Distance << CellBits) | Cell);
            return at + 4;
        }

        if (Distance != 0)
        {
            payload[at++] = Distance;
        }

        if (Area == AreaKind.Zone)
        {
            if (Zone == 0)
            {
                return -1;
            }

            payload[at++] = Zone;
        }

        return at;
    }
}
