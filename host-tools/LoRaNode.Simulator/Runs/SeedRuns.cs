namespace LoRaNode.Simulator.Runs;

/// <summary>Runs trials over seeds on several cores. The results are the same, in the same order, whatever the number of cores.</summary>
public sealed record SeedRuns
{
    /// <summary>Seeds 1 to this many.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>Runs at the same time.</summary>
    public int Cores { get; init; } = Environment.ProcessorCount;

    /// <summary>Told how many runs of how many are done; null for nobody. Called from several threads, one at a time.</summary>
    public Action<int, int>? Progress { get; init; }

    /// <summary>Ends the work early.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Runs all trials with all seeds.</summary>
    /// <typeparam name="TResult">What a run gives.</typeparam>
    /// <param name="trials">What to run.</param>
    /// <returns>For each trial its results in the order of the seeds.</returns>
    /// <exception cref="OperationCanceledException">The work was ended early.</exception>
    public IReadOnlyList<IReadOnlyList<TResult>> Run<TResult>(IReadOnlyList<Trial<TResult>> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var results = new TResult[trials.Count][];
        for (int t = 0; t < results.Length; t++)
        {
            results[t] = new TResult[Seeds];
        }

        // The longest first, so that no core is left alone with one at the end.
        var jobs = Enumerable.Range(0, trials.Count * Seeds).OrderByDescending(j => trials[j / Seeds].City.Count).ToList();
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Cores, CancellationToken = Cancellation };
        Parallel.ForEach(jobs, options, job =>
        {
            results[job / Seeds][job % Seeds] = trials[job / Seeds].Run((uint)(job % Seeds) + 1);
            lock (results)
            {
                Progress?.Invoke(++done, jobs.Count);
            }
        });

        return results;
    }
}
