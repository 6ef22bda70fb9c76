using LoRaNode.Radio;

namespace LoRaNode.Node.SelfTest;

/// <summary>The radio answered with the version of its family, keeps what is written to it, and its interrupt line is wired.</summary>
public sealed class RadioCheck : SelfCheck
{
    private readonly ILoRaRadio _radio;

    /// <summary>Creates the check of a radio that was started.</summary>
    public RadioCheck(ILoRaRadio radio)
    {
        _radio = radio;
    }

    /// <inheritdoc/>
    public override string Name
    {
        get { return "radio present"; }
    }

    /// <inheritdoc/>
    public override bool Passes()
    {
        return _radio.Status == RadioStatus.Ok;
    }
}
