using LoRaNode.Node.Link;

namespace LoRaNode.Host.Link;

/// <content>What the node shows.</content>
public sealed partial class NodeClient
{
    // Place (1), first byte of the payload wanted (2).
    private const int TextBodySize = 3;

    /// <summary>Reads a text that the node shows. Null when there is none at that place.</summary>
    /// <param name="place">0 for the newest.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="LinkException">The node does not answer or cannot be understood.</exception>
    public async Task<(TextEntry Entry, byte[] Payload)?> TextAsync(byte place, CancellationToken cancellation)
    {
        var entry = new TextEntry();
        byte[] payload = [];
        do
        {
            byte[] request = new byte[TextBodySize];
            request[0] = place;
            BitConverter.TryWriteBytes(request.AsSpan(1), (ushort)payload.Length);
            LinkReply reply = await link.RequestAsync(LinkOperation.ReadText, request, cancellation).ConfigureAwait(false);
            if (reply.Status == LinkStatus.NotFound)
            {
                return null;
            }

            // A piece that brings nothing would keep the tool here for ever.
            if (reply.Status != LinkStatus.Ok || !entry.TryRead(reply.Body, reply.Body.Length)
                || (reply.Body.Length == TextEntry.HeadSize && payload.Length < entry.PayloadLength))
            {
                throw new LinkException(LinkFailure.Garbled);
            }

            payload = [.. payload, .. reply.Body.AsSpan(TextEntry.HeadSize)];
        }
        while (payload.Length < entry.PayloadLength);

        return payload.Length == entry.PayloadLength ? (entry, payload) : throw new LinkException(LinkFailure.Garbled);
    }

    /// <summary>Reads all texts that the node shows, newest first.</summary>
    /// <exception cref="LinkException">The node does not answer or cannot be understood.</exception>
    public async Task<IReadOnlyList<(TextEntry Entry, byte[] Payload)>> TextsAsync(CancellationToken cancellation)
    {
        var texts = new List<(TextEntry Entry, byte[] Payload)>();
        while (texts.Count <= byte.MaxValue && await TextAsync((byte)texts.Count, cancellation).ConfigureAwait(false) is { } text)
        {
            texts.Add(text);
        }

        return texts;
    }
}
