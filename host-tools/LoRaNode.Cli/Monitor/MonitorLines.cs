using System.Diagnostics;
using LoRaNode.Node.Link;

namespace LoRaNode.Cli.Monitor;

/// <summary>The monitor where there is no screen: a line for each thing that happens, and one on the state now and then.</summary>
internal sealed class MonitorLines(CliContext context, MonitorState state, MonitorNames names)
{
    private static readonly TimeSpan StateEvery = TimeSpan.FromSeconds(10);

    private readonly MonitorWords _words = new(context, state, names);
    private readonly HashSet<ushort> _known = [];
    private long _stateAt;

    /// <summary>Writes what the node shows already.</summary>
    internal void Begin()
    {
        Write(_words.Node);
        foreach (MonitorText text in state.Texts.Reverse())
        {
            Write(text);
        }
    }

    /// <summary>Writes what is new.</summary>
    internal void Write(MonitorChange change, IEnumerable<MonitorText> texts)
    {
        foreach (MonitorText text in texts)
        {
            Write(text);
        }

        if (change.HasFlag(MonitorChange.Neighbours))
        {
            foreach (NeighbourEntry neighbour in state.Neighbours.Where(n => _known.Add(n.Address)))
            {
                Write(_words.Neighbour(neighbour));
            }

            foreach (ushort gone in _known.Where(a => state.Neighbours.All(n => n.Address != a)).ToArray())
            {
                _known.Remove(gone);
                Write(context.Text("monitor.neighbour.gone", names.Node(gone)));
            }
        }

        if (change.HasFlag(MonitorChange.Statistics) && (_stateAt == 0 || Stopwatch.GetElapsedTime(_stateAt) >= StateEvery))
        {
            _stateAt = Stopwatch.GetTimestamp();
            Write($"{_words.Air} · {_words.Battery} · {_words.Traffic}");
        }
    }

    private void Write(MonitorText text)
    {
        string subject = _words.Subject(text) is { } about ? about + " · " : string.Empty;
        Write($"{subject}{_words.From(text, DateTimeOffset.Now)}: {_words.Text(text)}");
    }

    private void Write(string line) => context.Output.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{DateTimeOffset.Now:HH:mm:ss}  {line}"));
}
