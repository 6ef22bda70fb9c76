using LoRaNode.Host.Fleet;
using LoRaNode.Host.Store;

namespace LoRaNode.Web.Nodes;

/// <summary>
/// The fleet as the database told it last. Reading a month of a large fleet takes a while, so it is done beside the pages: they show what was read
/// last and show themselves anew when there is something newer.
/// </summary>
internal sealed class FleetWatch(WebOptions options, CancellationToken stopping)
{
    // What this server changes itself is read at once; this is for what other programs change.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private FleetState? _state;
    private Task _reading = Task.CompletedTask;
    private bool _isStale = true;

    /// <summary>What was read last; null before the first reading has ended. A reading is begun when that is old.</summary>
    internal FleetState? State
    {
        get
        {
            lock (_lock)
            {
                if (_reading.IsCompleted && (_isStale || _state is not { } state || DateTimeOffset.Now - state.Now > Fresh))
                {
                    _isStale = false;
                    _reading = Task.Run(Read, stopping);
                }

                return _state;
            }
        }
    }

    /// <summary>Notes that the database has changed.</summary>
    internal void Change()
    {
        lock (_lock)
        {
            _isStale = true;
        }
    }

    /// <summary>The state for a page that is about to be shown: waits for the first reading, but not long.</summary>
    internal async Task<FleetState?> SoonAsync(TimeSpan limit)
    {
        FleetState? state = State;
        Task reading;
        lock (_lock)
        {
            reading = _reading;
        }

        await Task.WhenAny(reading, Task.Delay(limit, CancellationToken.None)).ConfigureAwait(false);
        return state ?? State;
    }

    private void Read()
    {
        try
        {
            using CommunityStore store = CommunityStore.Open(options.Folder, options.Database);
            var state = FleetState.Read(store, FleetOptions.At(DateTimeOffset.Now));
            lock (_lock)
            {
                _state = state;
            }
        }
#pragma warning disable CA1031 // Nobody waits for this task: what flies here would be lost.
        catch (Exception e)
#pragma warning restore CA1031
        {
            options.NoteBug(e);
        }
    }
}
