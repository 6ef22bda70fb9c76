namespace LoRaNode.Host.Tests.Servers;

/// <summary>Waiting for what must come, without a guess how long that takes on this machine.</summary>
internal static class Eventually
{
    /// <summary>When nobody believes any more that it comes: far beyond what a slow and busy machine takes.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks until something is true. False when it did not become true.</summary>
    public static async Task<bool> IsTrueAsync(Func<Task<bool>> isTrue)
    {
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        while (!await isTrue())
        {
            if (System.Diagnostics.Stopwatch.GetElapsedTime(start) >= Limit)
            {
                return false;
            }

            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }

        return true;
    }

    /// <summary>The same for what is told at once.</summary>
    public static Task<bool> IsTrueAsync(Func<bool> isTrue) => IsTrueAsync(() => Task.FromResult(isTrue()));
}
