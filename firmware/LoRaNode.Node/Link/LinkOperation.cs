namespace LoRaNode.Node.Link;

/// <summary>What a request on the link asks for (see <c>firmware/LINK.md</c>). A reply carries the same value with the top bit set.</summary>
public enum LinkOperation : byte
{
    /// <summary>Who and how the node is. Any node answers.</summary>
    Identify = 0x01,

    /// <summary>Gives a node its credentials. Only a node without any takes them.</summary>
    Provision = 0x02,

    /// <summary>Erases keys first, then everything else. The node is then as new.</summary>
    FactoryErase = 0x03,

    /// <summary>Log records from a number on.</summary>
    ReadLog = 0x04,

    /// <summary>Sends a signed alert to every node.</summary>
    SendAlert = 0x05,

    /// <summary>Sends a text to the group.</summary>
    SendMessage = 0x06,

    /// <summary>An alert or message that the node shows, by its place in the list.</summary>
    ReadText = 0x07,

    /// <summary>Traffic, airtime, neighbours.</summary>
    Statistics = 0x08,

    /// <summary>Sends a statement of the root (certificate, revocation, new epoch) or a signed time to every node.</summary>
    SendTrust = 0x09,

    /// <summary>What a technician set at the node.</summary>
    GetSettings = 0x0A,

    /// <summary>Sets all of it; most of it holds from the next start on.</summary>
    SetSettings = 0x0B,

    /// <summary>Log records from a number on, in as many replies as asked for without another request.</summary>
    StreamLog = 0x0C,

    /// <summary>Asks to be told what happens, for some time.</summary>
    Subscribe = 0x0D,

    /// <summary>Neighbours and how well they are heard.</summary>
    Neighbours = 0x0E,

    /// <summary>Starts the self-test, or reads what it has found so far.</summary>
    SelfTest = 0x0F,

    /// <summary>Restarts the node once the reply is out.</summary>
    Reboot = 0x10,

    /// <summary>Erases keys first and at once, then everything else, and restarts.</summary>
    Panic = 0x11,

    /// <summary>Lets the log have battery, airtime, traffic and neighbours as they are now, before it is read.</summary>
    NoteVitalSigns = 0x20,

    /// <summary>Sends a beacon soon that asks all nodes that hear it for theirs.</summary>
    Probe = 0x12,

    /// <summary>Sends a message under a number of the host's own: asked again under the same one it is not sent a second time.</summary>
    SendMessageOnce = 0x13,

    /// <summary>Not asked for: something happened at a node that was subscribed to. Only ever sent by nodes.</summary>
    Event = 0x7F,
}
