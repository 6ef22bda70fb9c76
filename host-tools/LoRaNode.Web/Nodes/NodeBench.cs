using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Ports;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;

namespace LoRaNode.Web.Nodes;

/// <summary>
/// The nodes that are plugged in. A port is opened only when somebody asks for it (opening it restarts some boards, and keeps other programs out)
/// and by one at a time.
/// </summary>
internal sealed class NodeBench(WebOptions options, CancellationToken stopping)
{
    // Longer is no port; and this many are more than a computer has.
    private const int MaxNameLength = 200;
    private const int MaxPorts = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, PortStanding> _standing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PortTurn> _turns = new(StringComparer.Ordinal);
    private readonly HashSet<string> _named = [.. options.NodePorts];
    private bool _hasLooked;

    /// <summary>True when people may name ports themselves: only those who sit at this computer.</summary>
    internal bool TakesNames => System.Net.IPAddress.IsLoopback(options.Address);

    /// <summary>All ports and what was found there, in the order of their names.</summary>
    internal IReadOnlyList<PortStanding> Ports()
    {
        UsbSerialPort[] usb = [.. UsbSerialPorts.Find().Where(p => p.Adapter is not null)];
        lock (_lock)
        {
            return
            [
                .. usb.Select(p => (p.Path, p.Adapter)).Concat(_named.Select(n => (Path: n, Adapter: (string?)null)))
                    .DistinctBy(p => p.Path)
                    .OrderBy(p => p.Path, StringComparer.Ordinal)
                    .Select(p => _standing.GetValueOrDefault(p.Path) ?? new PortStanding(p.Path, p.Adapter)),
            ];
        }
    }

    /// <summary>Takes a port that somebody named.</summary>
    /// <exception cref="UserError">It is none, or may not be named from where the person sits.</exception>
    internal string Name(string? port)
    {
        string name = (port ?? string.Empty).Trim();
        lock (_lock)
        {
            if (name.Length == 0)
            {
                throw new UserError("serve.error.port.none");
            }

            if (_named.Contains(name) || UsbSerialPorts.Find().Any(p => p.Path == name))
            {
                return name;
            }

            if (!TakesNames || name.Length > MaxNameLength || name.Any(char.IsControl) || _named.Count >= MaxPorts)
            {
                throw new UserError("serve.error.port.unknown", name.Length > MaxNameLength ? name[..MaxNameLength] : name);
            }

            _named.Add(name);
            return name;
        }
    }

    /// <summary>Looks at all ports for the first time in this run, in the background.</summary>
    internal void LookOnce()
    {
        lock (_lock)
        {
            if (_hasLooked)
            {
                return;
            }

            _hasLooked = true;
        }

        Look();
    }

    /// <summary>Looks at all ports in the background.</summary>
    internal void Look()
    {
        foreach (PortStanding port in Ports())
        {
            _ = Task.Run(() => LookAsync(port), CancellationToken.None);
        }
    }

    /// <summary>Uses the node at a port when it is one's turn.</summary>
    /// <exception cref="UserError">The port cannot be opened, or what is there does not answer like a node.</exception>
    internal Task<T> UseAsync<T>(string port, Community? community, Func<NodeClient, Task<T>> use, CancellationToken cancellation) =>
        UseAsync(port, community, (client, _) => use(client), cancellation);

    /// <summary>The same for work that watches in the end: its token is cancelled when somebody else waits for the port.</summary>
    /// <exception cref="UserError">The port cannot be opened, or what is there does not answer like a node.</exception>
    internal Task<T> UseAsync<T>(string port, Community? community, Func<NodeClient, CancellationToken, Task<T>> use, CancellationToken cancellation) =>
        TurnOf(port).TakeAsync(wanted => NodeSession.UseAsync(port, () => options.Open(port, community), client => use(client, wanted)), cancellation);

    /// <summary>Keeps several ports for work that opens them itself.</summary>
    internal Task<T> HoldAsync<T>(IReadOnlyList<string> ports, Func<Task<T>> work, CancellationToken cancellation)
    {
        // Always in the same order: two that want the same ports must not wait for each other.
        string[] ordered = [.. ports.Distinct().Order(StringComparer.Ordinal)];
        Task<T> HoldFrom(int index) => index == ordered.Length ? work() : TurnOf(ordered[index]).TakeAsync(_ => HoldFrom(index + 1), cancellation);
        return HoldFrom(0);
    }

    /// <summary>Asks a node that is being used how it stands, and notes it for the pages.</summary>
    internal async Task<NodeIdentification> NoteAsync(string port, NodeClient client, CancellationToken cancellation)
    {
        NodeIdentification node = await client.IdentifyAsync(cancellation).ConfigureAwait(false);
        NodeStatistics? statistics = node.IsProvisioned ? await client.StatisticsAsync(cancellation).ConfigureAwait(false) : null;
        IReadOnlyList<NeighbourEntry> neighbours = node.IsProvisioned ? await client.NeighboursAsync(cancellation).ConfigureAwait(false) : [];
        Note(port, p => p with { IsLooking = false, At = DateTimeOffset.Now, Node = node, Statistics = statistics, Neighbours = neighbours, Problem = null });
        return node;
    }

    private PortTurn TurnOf(string port)
    {
        lock (_lock)
        {
            if (!_turns.TryGetValue(port, out PortTurn? turn))
            {
                turn = new PortTurn();
                _turns.Add(port, turn);
            }

            return turn;
        }
    }

    private async Task LookAsync(PortStanding port)
    {
        // Whoever uses it notes what is there.
        if (TurnOf(port.Port).IsTaken)
        {
            return;
        }

        Note(port.Port, _ => port with { IsLooking = true });
        try
        {
            await UseAsync(port.Port, null, client => NoteAsync(port.Port, client, stopping), stopping).ConfigureAwait(false);
        }
        catch (UserError e)
        {
            Note(port.Port, _ => new PortStanding(port.Port, port.Adapter) { At = DateTimeOffset.Now, Problem = e });
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
#pragma warning disable CA1031 // Nobody waits for this task: what flies here would be lost.
        catch (Exception e)
#pragma warning restore CA1031
        {
            options.NoteBug(e);
            Note(port.Port, _ => new PortStanding(port.Port, port.Adapter) { At = DateTimeOffset.Now, Problem = new UserError("node.error.garbled", port.Port) });
        }
    }

    private void Note(string port, Func<PortStanding, PortStanding> change)
    {
        lock (_lock)
        {
            _standing[port] = change(_standing.GetValueOrDefault(port) ?? new PortStanding(port, null));
        }
    }
}
