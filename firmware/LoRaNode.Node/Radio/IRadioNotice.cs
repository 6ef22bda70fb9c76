using LoRaNode.Radio;

namespace LoRaNode.Node.Radio;

/// <summary>What the node wants to know of its radio besides the frames.</summary>
public interface IRadioNotice
{
    /// <summary>The radio had stopped working properly and was set up anew.</summary>
    void OnRadioRecovered(long nowMs);

    /// <summary>The radio does not work. Told once for each failure, not for each attempt.</summary>
    void OnRadioFailed(RadioStatus status, long nowMs);
}
