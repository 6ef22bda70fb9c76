using LoRaNode.Web.Nodes;

namespace LoRaNode.Cli.Tests.Serve;

/// <summary>Who may use a port, and when.</summary>
public sealed class PortTurnTests
{
    [Fact]
    public async Task One_at_a_time_in_the_order_in_which_they_came()
    {
        var turn = new PortTurn();
        var order = new List<int>();
        int inside = 0;
        async Task<int> Use(int number)
        {
            Assert.Equal(1, Interlocked.Increment(ref inside));
            await Task.Delay(5, TestContext.Current.CancellationToken);
            order.Add(number);
            Interlocked.Decrement(ref inside);
            return number;
        }

        Task<int>[] all = [.. Enumerable.Range(0, 20).Select(i => turn.TakeAsync(_ => Use(i), TestContext.Current.CancellationToken))];

        Assert.Equal(Enumerable.Range(0, 20), await Task.WhenAll(all));
        Assert.Equal(Enumerable.Range(0, 20), order);
        Assert.False(turn.IsTaken);
    }

    [Fact]
    public async Task Who_only_watches_learns_that_somebody_waits()
    {
        var turn = new PortTurn();
        Task<bool> watching = turn.TakeAsync(
            async wanted =>
            {
                await Task.Delay(Timeout.Infinite, wanted).ContinueWith(_ => { }, TaskScheduler.Default);
                return true;
            },
            TestContext.Current.CancellationToken);
        Assert.True(turn.IsTaken);
        Assert.False(watching.IsCompleted);

        Assert.Equal(7, await turn.TakeAsync(_ => Task.FromResult(7), TestContext.Current.CancellationToken));
        Assert.True(await watching);
    }

    [Fact]
    public async Task Who_fails_or_gives_up_waiting_lets_the_next_one_in_but_not_too_early()
    {
        var turn = new PortTurn();
        var first = new TaskCompletionSource<int>();
        Task<int> holding = turn.TakeAsync(_ => first.Task, TestContext.Current.CancellationToken);
        using var patience = new CancellationTokenSource();
        Task<int> impatient = turn.TakeAsync(_ => Task.FromResult(1), patience.Token);
        Task<int> last = turn.TakeAsync(_ => Task.FromResult(2), TestContext.Current.CancellationToken);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.False(last.IsCompleted);
        first.SetException(new InvalidOperationException());
        await Assert.ThrowsAsync<InvalidOperationException>(() => holding);
        Assert.Equal(2, await last);
    }
}
