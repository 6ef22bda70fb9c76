using LoRaNode.Node.Settings;

namespace LoRaNode.Node.Link;

/// <summary>What the link may ask of a node. Every call returns at once; bodies are described in <c>firmware/LINK.md</c>.</summary>
public interface ILinkTarget
{
    /// <summary>Fills in who and how the node is.</summary>
    void Identify(NodeIdentification identification, long nowMs);

    /// <summary>Takes credentials from a part of <paramref name="request"/>: all of them or, on any error, none.</summary>
    LinkStatus Provision(byte[] request, int offset, int length, long nowMs);

    /// <summary>Erases keys first, then everything else.</summary>
    LinkStatus FactoryErase(long nowMs);

    /// <summary>Copies whole log records from number <paramref name="fromIndex"/> on. Returns the bytes copied.</summary>
    int ReadLog(uint fromIndex, byte[] target, int offset, int maxBytes);

    /// <summary>Lets the log have battery, airtime, traffic and neighbours as they are now (see <see cref="Log.VitalSigns"/>).</summary>
    LinkStatus NoteVitalSigns(long nowMs);

    /// <summary>Sends a signed alert (its payload). On <see cref="LinkStatus.Ok"/> <paramref name="counter"/> is its number.</summary>
    LinkStatus SendAlert(byte[] request, int offset, int length, long nowMs, out uint counter, out byte reason);

    /// <summary>Sends a signed trust statement (its payload) and heeds it. On <see cref="LinkStatus.Ok"/> <paramref name="counter"/> is its number.</summary>
    LinkStatus SendTrust(byte[] request, int offset, int length, long nowMs, out uint counter, out byte reason);

    /// <summary>Sends a message (its payload). On <see cref="LinkStatus.Ok"/> <paramref name="counter"/> is its number.</summary>
    LinkStatus SendMessage(byte[] request, int offset, int length, long nowMs, out uint counter);

    /// <summary>The same for a message behind four bytes that the host drew for it: as long as no other message is submitted it goes out once, however often it is asked for.</summary>
    LinkStatus SendMessageOnce(byte[] request, int offset, int length, long nowMs, out uint counter);

    /// <summary>
    /// Writes the text shown at a place, 0 the newest: its head and as much of its payload from <paramref name="from"/> on as fits
    /// (see <see cref="TextEntry"/>). Returns the bytes written, 0 when there is none.
    /// </summary>
    int ReadText(int place, int from, byte[] target, int offset, int maxBytes, long nowMs);

    /// <summary>Fills in what the node counts.</summary>
    void Statistics(NodeStatistics statistics, long nowMs);

    /// <summary>Number that the next log record will have.</summary>
    uint NextLogIndex { get; }

    /// <summary>Texts shown since the start, those that are gone included: who remembers the number sees whether there are new ones.</summary>
    uint TextsAdded { get; }

    /// <summary>Writes the settings without the Wi-Fi password. Returns the bytes written.</summary>
    int GetSettings(byte[] target, int offset);

    /// <summary>Checks and stores settings. On <see cref="LinkStatus.Refused"/> <paramref name="fault"/> says what is wrong and nothing changes.</summary>
    LinkStatus SetSettings(byte[] request, int offset, int length, long nowMs, out SettingsFault fault);

    /// <summary>Writes neighbours from a place on (see <see cref="NeighbourEntry"/>). Returns the bytes written, 0 when there are no more.</summary>
    int ReadNeighbours(int from, byte[] target, int offset, int maxBytes, long nowMs);

    /// <summary>
    /// Starts the self-test if <paramref name="from"/> is <see cref="SelfTestReport.Start"/> and none is running, and writes how it stands and its lines from that one on
    /// (see <see cref="SelfTestReport"/>). Returns the bytes written.
    /// </summary>
    int SelfTest(int from, byte[] target, int offset, int maxBytes);

    /// <summary>Sends a beacon soon that asks all nodes that hear it for theirs: a test of radio and antenna.</summary>
    LinkStatus Probe(long nowMs);

    /// <summary>Asks the owner for a restart once the reply is out.</summary>
    void Reboot();

    /// <summary>Erases keys first and at once, then everything else, and asks for a restart.</summary>
    LinkStatus Panic(long nowMs);
}
