using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Link;

/// <summary>One conversation with the node at a port: opened, used, closed.</summary>
public static class NodeSession
{
    /// <summary>Opens the way to the node at a port and does something with it.</summary>
    /// <param name="port">Name of the port, for messages.</param>
    /// <param name="open">Opens it.</param>
    /// <param name="use">What to do.</param>
    /// <exception cref="UserError">The port cannot be opened, or what is there does not answer like a node.</exception>
    public static async Task<T> UseAsync<T>(string port, Func<Task<ILinkTransport>> open, Func<NodeClient, Task<T>> use)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(use);
        try
        {
            await using var client = new NodeClient(new NodeLink(await open().ConfigureAwait(false), TimeProvider.System));
            return await use(client).ConfigureAwait(false);
        }
        catch (LinkException e)
        {
            throw e.ToUserError(port);
        }
    }
}
