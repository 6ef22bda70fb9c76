namespace LoRaNode.Node.Log;

/// <summary>What a log record tells. Values are stored: never renumber. No record holds text, a name or a key.</summary>
public enum LogCode : ushort
{
    /// <summary>The node started. A: boot number. B: result of the radio's start (see <see cref="LoRaNode.Radio.RadioStatus"/>).</summary>
    Started = 1,

    /// <summary>Keys and address were written. A: address. B: epoch.</summary>
    Provisioned = 2,

    /// <summary>The radio stopped working properly and was set up anew.</summary>
    RadioRecovered = 3,

    /// <summary>The radio could not be set up anew. A: status (see <see cref="LoRaNode.Radio.RadioStatus"/>).</summary>
    RadioFailed = 4,

    /// <summary>An alert was proved genuine and shown. A: origin. B: counter.</summary>
    AlertShown = 5,

    /// <summary>An alert was refused. A: origin claimed. B: reason (see <see cref="LoRaNode.Core.Trust.TrustReason"/>).</summary>
    AlertRefused = 6,

    /// <summary>A frame that is not genuine was refused. A: transmitter claimed. B: origin claimed.</summary>
    FrameRefused = 7,

    /// <summary>An alert was taken from the link and sent. A: counter. B: frame length in bytes.</summary>
    AlertSent = 8,

    /// <summary>A frame was relayed. A: origin. B: counter.</summary>
    Relayed = 9,

    /// <summary>Storage refused a write. A: 1 counter, 2 log, 3 trust, 4 frames for late joiners.</summary>
    StorageFailed = 10,

    /// <summary>A message to one node ended. A: its number in the engine. B: 1 when it was acknowledged.</summary>
    UnicastEnded = 11,

    /// <summary>An alert or message of this node reached more nodes. A: counter. B: nodes known to have it.</summary>
    Reached = 12,

    /// <summary>The key epoch turned. A: the new epoch. B: the old one.</summary>
    EpochTurned = 13,

    /// <summary>The start before was ended by the node itself. A: why (see <see cref="LoRaNode.Node.EventLoop.RestartReason"/>). B: what it was doing (see <see cref="LoRaNode.Node.EventLoop.LoopStage"/>).</summary>
    Restarted = 14,

    /// <summary>The charge changed what the node may do. A: the new state (see <see cref="LoRaNode.Node.Power.PowerState"/>). B: battery in millivolts.</summary>
    PowerChanged = 15,

    /// <summary>A technician changed the settings. A: band. B: carrier in hertz.</summary>
    SettingsChanged = 16,

    /// <summary>
    /// The battery since the last such record (see <see cref="VitalSigns"/>, which writes this and what follows). A: lowest (bits 0 to 15) and
    /// highest (16 to 31) voltage in millivolts. B: highest voltage of panel or USB in millivolts, 0 for none, -1 when the board cannot tell.
    /// </summary>
    Battery = 17,

    /// <summary>Airtime. A: most that was used within an hour since the last such record, in milliseconds. B: what is allowed in an hour.</summary>
    Airtime = 18,

    /// <summary>Frames since the last such record, or the start. A: received with a good check sum. B: sent.</summary>
    Traffic = 19,

    /// <summary>The node's place among the others; its neighbours follow. A: neighbours heard lately. B: 1 when it belongs to the backbone.</summary>
    Standing = 20,

    /// <summary>Two neighbours, in A and B (see <see cref="NeighbourNote"/>); 0 for none.</summary>
    Neighbours = 21,

    /// <summary>The node has keys but does not know its region: it sends nothing until a technician sets its settings.</summary>
    RegionUnknown = 22,
}
