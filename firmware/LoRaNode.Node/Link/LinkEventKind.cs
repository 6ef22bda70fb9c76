namespace LoRaNode.Node.Link;

/// <summary>What an event tells. Values go over the link: never renumber.</summary>
public enum LinkEventKind : byte
{
    /// <summary>A text is shown: its head and payload as in the reply to <see cref="LinkOperation.ReadText"/>.</summary>
    Text = 1,

    /// <summary>Log records, as in the reply to <see cref="LinkOperation.ReadLog"/>.</summary>
    Log = 2,
}
