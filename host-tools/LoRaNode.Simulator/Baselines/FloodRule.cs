namespace LoRaNode.Simulator.Baselines;

/// <summary>How a baseline decides to relay.</summary>
public enum FloodRule : byte
{
    /// <summary>Every node relays every message once after a random wait, whatever it hears.</summary>
    Blind,

    /// <summary>Meshtastic's managed flooding: the wait grows with the strength heard, and who hears another copy stays silent.</summary>
    Managed,
}
