using System.CommandLine;
using System.IO.Ports;
using LoRaNode.Host.Link;
using LoRaNode.Host.Link.Wire;
using LoRaNode.Host.Texts;
using LoRaNode.Simulator.Boards;

namespace LoRaNode.Cli.Node;

/// <summary>The option that names a node by where it is plugged in, and the way from there to the node.</summary>
public sealed class NodePort
{
    /// <summary>What the name of a virtual node begins with; the folder of its flash follows.</summary>
    public const string VirtualPrefix = "virtual:";

    /// <summary>What the name of a node's second serial port begins with; the path of the adapter follows.</summary>
    public const string LinePrefix = "line:";

    // The runtime's rate on the USB socket, and that of the second serial port (see firmware/LINK.md).
    private const int BaudRate = 921_600;

    /// <summary>Creates the option for a command.</summary>
    /// <param name="context">Surroundings of the command.</param>
    /// <param name="isRequired">False when the command can do without a node, as a dry run does.</param>
    public NodePort(CliContext context, bool isRequired = true)
    {
        ArgumentNullException.ThrowIfNull(context);
        Option = new Option<string?>("--port")
        {
            Description = context.Text("node.option.port", VirtualPrefix, LinePrefix),
            HelpName = "PORT",
            Required = isRequired,
        };
    }

    /// <summary>The option to add to the command.</summary>
    public Option<string?> Option { get; }

    /// <summary>Opens the way to the node and does something with it.</summary>
    /// <exception cref="UserError">The port cannot be opened, or what is there does not answer like a node.</exception>
    public async Task<T> UseAsync<T>(ParseResult parse, Func<NodeClient, Task<T>> use)
    {
        return await UseAsync(parse.GetValue(Option) ?? throw new UserError("node.error.noport"), use);
    }

    /// <summary>Opens the way to the node at a port and does something with it.</summary>
    /// <exception cref="UserError">The port cannot be opened, or what is there does not answer like a node.</exception>
    internal static async Task<T> UseAsync<T>(string name, Func<NodeClient, Task<T>> use)
    {
        ArgumentNullException.ThrowIfNull(use);
        try
        {
            await using var client = new NodeClient(new NodeLink(Open(name), TimeProvider.System));
            return await use(client);
        }
        catch (LinkException e)
        {
            throw e.ToUserError(name);
        }
    }

    /// <summary>Opens the way to the node at a port.</summary>
    /// <exception cref="UserError">The port cannot be opened.</exception>
    internal static ILinkTransport Open(string name)
    {
        if (name.StartsWith(VirtualPrefix, StringComparison.Ordinal))
        {
            string folder = name[VirtualPrefix.Length..];
            return folder.Length > 0
                ? new LineTransport(new VirtualNodeStream(folder, TimeProvider.System))
                : throw new UserError("node.error.virtual", VirtualPrefix);
        }

        return name.StartsWith(LinePrefix, StringComparison.Ordinal)
            ? new LineTransport(OpenSerial(name[LinePrefix.Length..]))
            : new WireTransport(OpenSerial(name), TimeProvider.System);
    }

    private static Stream OpenSerial(string path)
    {
        var port = new SerialPort(path, BaudRate);
        try
        {
            port.Open();
            return port.BaseStream;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            port.Dispose();
            throw new UserError("node.error.port", path, e.Message);
        }
    }
}
