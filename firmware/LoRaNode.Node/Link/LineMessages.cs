namespace LoRaNode.Node.Link;

/// <summary>Messages as lines of text (see <see cref="LinkLine"/>).</summary>
internal sealed class LineMessages : ILinkMessages
{
    private readonly ILinkOutput _output;

    internal LineMessages(ILinkOutput output)
    {
        _output = output;
    }

    /// <inheritdoc/>
    public void Send(byte[] message, int length)
    {
        _output.WriteLine(LinkLine.Format(message, length));
    }
}
