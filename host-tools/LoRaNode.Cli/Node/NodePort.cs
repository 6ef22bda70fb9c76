using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using LoRaNode.Cli.Network;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Link.Wire;
using LoRaNode.Host.Ports;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;
using LoRaNode.Simulator.Boards;

namespace LoRaNode.Cli.Node;

/// <summary>The option that names a node by where it is plugged in, and the way from there to the node.</summary>
public sealed class NodePort
{
    /// <summary>What the name of a virtual node begins with; the folder of its flash follows.</summary>
    public const string VirtualPrefix = "virtual:";

    /// <summary>What the name of a node's second serial port begins with; the path of the adapter follows.</summary>
    public const string LinePrefix = "line:";

    /// <summary>What the name of a node on the network begins with; its host and maybe a port follow.</summary>
    public const string TcpPrefix = "tcp:";

    private readonly CliContext _context;
    private readonly NetworkFolder _network;
    private readonly PassphraseInput _passphrase;

    /// <summary>Creates the option for a command.</summary>
    /// <param name="context">Surroundings of the command.</param>
    /// <param name="isRequired">False when the command can do without a node, as a dry run does.</param>
    /// <param name="network">The command's own option for the community's folder; null when it has none.</param>
    /// <param name="passphrase">The command's own source of the passphrase; null when it has none.</param>
    public NodePort(CliContext context, bool isRequired = true, NetworkFolder? network = null, PassphraseInput? passphrase = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        _context = context;
        _network = network ?? new NetworkFolder(context);
        _passphrase = passphrase ?? new PassphraseInput(context);
        Option = new Option<string?>("--port")
        {
            Description = context.Text("node.option.port", VirtualPrefix, LinePrefix, TcpPrefix),
            HelpName = "PORT",
            Required = isRequired,
        };
    }

    /// <summary>The option to add to the command.</summary>
    public Option<string?> Option { get; }

    /// <summary>Adds the options to a command that has none for the community, whose keys a node on the network asks for.</summary>
    public void AddTo(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        command.Options.Add(Option);
        command.Options.Add(_network.Option);
        command.Options.Add(_passphrase.Option);
    }

    /// <summary>Opens the way to the node and does something with it.</summary>
    /// <exception cref="UserError">The port cannot be opened, or what is there does not answer like a node.</exception>
    public async Task<T> UseAsync<T>(ParseResult parse, Func<NodeClient, Task<T>> use)
    {
        ArgumentNullException.ThrowIfNull(use);
        string name = parse.GetValue(Option) ?? throw new UserError("node.error.noport");
        return name.StartsWith(TcpPrefix, StringComparison.Ordinal)
            ? await NodeSession.UseAsync(name, () => ConnectAsync(name, parse), use)
            : await UseAsync(name, use);
    }

    private async Task<ILinkTransport> ConnectAsync(string name, ParseResult parse)
    {
        using Community community = _context.OpenCommunity(_network.Of(parse), _passphrase.Get(parse));
        return await OpenAsync(name, community);
    }

    /// <summary>Opens the way to the node at a port; one on the network asks for the community's keys.</summary>
    /// <exception cref="UserError">The port cannot be opened.</exception>
    internal static async Task<ILinkTransport> OpenAsync(string name, Community? community)
    {
        if (community is null || !name.StartsWith(TcpPrefix, StringComparison.Ordinal))
        {
            return Open(name);
        }

        string[] parts = name[TcpPrefix.Length..].Split(':');
        ushort port = SecurePort.TcpPort;
        if (parts[0].Length == 0 || parts.Length > 2 || (parts.Length == 2 && !ushort.TryParse(parts[1], CultureInfo.InvariantCulture, out port)))
        {
            throw new UserError("node.error.tcp", TcpPrefix);
        }

        byte[][] keys = [.. community.Nodes.Select(community.LinkKey)];
        try
        {
            return await SecureTransport.ConnectAsync(parts[0], port, keys, CancellationToken.None);
        }
        catch (SocketException e)
        {
            throw new UserError("node.error.connect", name, Cause.Of(e));
        }
        finally
        {
            Array.ForEach(keys, key => CryptographicOperations.ZeroMemory(key));
        }
    }

    /// <summary>Opens the way to the node at a port and does something with it.</summary>
    /// <exception cref="UserError">The port cannot be opened, or what is there does not answer like a node.</exception>
    internal static Task<T> UseAsync<T>(string name, Func<NodeClient, Task<T>> use) => NodeSession.UseAsync(name, () => Task.FromResult(Open(name)), use);

    /// <summary>Opens the way to the node at a port.</summary>
    /// <exception cref="UserError">The port cannot be opened.</exception>
    internal static ILinkTransport Open(string name)
    {
        if (name.StartsWith(TcpPrefix, StringComparison.Ordinal))
        {
            // Who has no keys yet has no link key: credentials go over a cable.
            throw new UserError("node.error.cable", name);
        }

        if (name.StartsWith(VirtualPrefix, StringComparison.Ordinal))
        {
            string folder = name[VirtualPrefix.Length..];
            return folder.Length > 0
                ? new LineTransport(new VirtualNodeStream(folder, TimeProvider.System))
                : throw new UserError("node.error.virtual", VirtualPrefix);
        }

        return name.StartsWith(LinePrefix, StringComparison.Ordinal)
            ? new LineTransport(SerialCable.Open(name[LinePrefix.Length..]))
            : new WireTransport(SerialCable.Open(name), TimeProvider.System);
    }
}
