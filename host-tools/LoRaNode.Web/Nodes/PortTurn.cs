namespace LoRaNode.Web.Nodes;

/// <summary>
/// Lets one at a time use a port, in the order in which they came. Who has it learns when somebody else waits, so that what only watches can
/// give way to what has to be done.
/// </summary>
internal sealed class PortTurn
{
    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;
    private CancellationTokenSource? _newest;

    /// <summary>True while somebody uses the port.</summary>
    internal bool IsTaken
    {
        get
        {
            lock (_lock)
            {
                return !_last.IsCompleted;
            }
        }
    }

    /// <summary>Uses the port when it is free.</summary>
    /// <param name="use">What to do; its token is cancelled when somebody else waits for the port.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    internal async Task<T> TakeAsync<T>(Func<CancellationToken, Task<T>> use, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var wanted = new CancellationTokenSource();
        Task before;
        lock (_lock)
        {
            before = _last;
            _last = done.Task;

            // Not at once: what the other does then must not run in this lock.
            _ = _newest?.CancelAsync();
            _newest = wanted;
        }

        try
        {
            await before.WaitAsync(cancellation).ConfigureAwait(false);
            return await use(wanted.Token).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                _newest = _newest == wanted ? null : _newest;
            }

            if (before.IsCompleted)
            {
                done.SetResult();
            }
            else
            {
                // Who gives up waiting must not let the next one in before the one in front is done.
                _ = before.ContinueWith(_ => done.SetResult(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }
}
