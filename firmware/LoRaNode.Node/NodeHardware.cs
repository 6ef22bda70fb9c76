using LoRaNode.Core.Primitives;
using LoRaNode.Core.Security;
using LoRaNode.Core.Text;
using LoRaNode.Node.Boards;
using LoRaNode.Node.EventLoop;
using LoRaNode.Node.SelfTest;
using LoRaNode.Node.Storage;
using LoRaNode.Radio;

namespace LoRaNode.Node;

/// <summary>What a board (or a simulated one) gives to the node application.</summary>
public sealed class NodeHardware
{
    /// <summary>The medium.</summary>
    public INodeStorage Storage;

    /// <summary>The radio, not started yet.</summary>
    public ILoRaRadio Radio;

    /// <summary>
    /// Carrier, bandwidth, spreading factor and power that the whole network shares, where the owner says them (a simulation). Null on a
    /// board: a technician's settings say them, and without those the node does not know its region and never sends.
    /// </summary>
    public LoRaSettings RadioSettings;

    /// <summary>Share of every hour that this node may transmit, in thousandths, by the law of the region; settings take its place.</summary>
    public int DutyCyclePerMille = 100;

    /// <summary>The board that was found; null when the owner is none of the known boards.</summary>
    public BoardDefinition Board;

    /// <summary>Native AES, one object for each of the three keys that a node holds at a time.</summary>
    public IAes CurrentAes;

    /// <summary>Native AES for the next or previous key.</summary>
    public IAes OtherAes;

    /// <summary>Native AES for the trust key.</summary>
    public IAes TrustAes;

    /// <summary>Native AES for the self-test, which sets keys of its own.</summary>
    public IAes SpareAes;

    /// <summary>The models that texts are decoded with.</summary>
    public ITextModelStore TextModels;

    /// <summary>Time and memory, for the self-test.</summary>
    public IBoardMeters Meters;

    /// <summary>What a restart is noted in; null where nothing restarts the node.</summary>
    public IRestartNote RestartNote;

    /// <summary>Jitter. Seeded from the board's noise on a board, from the run's seed in a simulation.</summary>
    public RandomSource Random;

    /// <summary>Sixteen bytes or more that nobody outside can guess, new at every start.</summary>
    public byte[] Entropy;

    /// <summary>Eight bytes of the board's own.</summary>
    public byte[] BoardId = new byte[8];
}
