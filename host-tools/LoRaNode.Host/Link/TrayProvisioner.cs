using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Link;

/// <summary>Where a port of a tray stands.</summary>
public enum TrayStage
{
    /// <summary>The port cannot be opened, or the board went away: the cable is looked at again and again.</summary>
    Waiting,

    /// <summary>The board is being talked to.</summary>
    Working,

    /// <summary>The board has its credentials, and was read back.</summary>
    Done,

    /// <summary>The board cannot be provisioned; waiting would not help.</summary>
    Failed,
}

/// <summary>A port of a tray.</summary>
/// <param name="Port">The port.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Board">The board, once it is done.</param>
/// <param name="Problem">What is in the way, when it waits or failed.</param>
/// <param name="Retries">How often the cable was looked at again.</param>
public sealed record TrayPort(string Port, TrayStage Stage, ProvisionedBoard? Board = null, UserError? Problem = null, int Retries = 0);

/// <summary>
/// Provisions all boards of a tray at once. A board that goes away is waited for; the others go on meanwhile.
/// </summary>
/// <param name="provisioner">Does the work on one board.</param>
/// <param name="open">Opens a port; throws <see cref="UserError"/> when it cannot be opened now.</param>
/// <param name="time">Clock for the waiting.</param>
public sealed class TrayProvisioner(BoardProvisioner provisioner, Func<string, ILinkTransport> open, TimeProvider time)
{
    // A board that answers now and then but never gets through is given up as well: after so many times the patience.
    private const int MostPatience = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>Provisions the boards at all ports.</summary>
    /// <param name="ports">The ports, each once.</param>
    /// <param name="order">What each board is to be given.</param>
    /// <param name="patience">How long a board that does not answer is waited for, from when it last did.</param>
    /// <param name="report">Told of each change; called from one task at a time for each port.</param>
    /// <param name="cancellation">Ends the work; the next run goes on.</param>
    public async Task<IReadOnlyList<TrayPort>> RunAsync(
        IReadOnlyList<string> ports, ProvisioningOrder order, TimeSpan patience, Action<TrayPort> report, CancellationToken cancellation) =>
        await Task.WhenAll(ports.Select(p => Task.Run(() => RunAsync(p, order with { HasCompany = ports.Count > 1 }, patience, report, cancellation), cancellation))).ConfigureAwait(false);

    private async Task<TrayPort> RunAsync(string port, ProvisioningOrder order, TimeSpan patience, Action<TrayPort> report, CancellationToken cancellation)
    {
        long start = time.GetTimestamp();
        long answered = start;
        for (int retries = 0; ; retries++)
        {
            TrayPort standing = await TryAsync(
                new TrayPort(port, TrayStage.Working, Retries: retries), order, report, () => answered = time.GetTimestamp(), cancellation).ConfigureAwait(false);
            bool isLost = time.GetElapsedTime(answered) >= patience || time.GetElapsedTime(start) >= patience * MostPatience;
            if (standing.Stage == TrayStage.Waiting && isLost)
            {
                standing = standing with { Stage = TrayStage.Failed };
            }

            report(standing);
            if (standing.Stage != TrayStage.Waiting)
            {
                return standing;
            }

            await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<TrayPort> TryAsync(TrayPort standing, ProvisioningOrder order, Action<TrayPort> report, Action answered, CancellationToken cancellation)
    {
        ILinkTransport transport;
        try
        {
            transport = open(standing.Port);
        }
        catch (UserError e)
        {
            return standing with { Stage = TrayStage.Waiting, Problem = e };
        }

        report(standing);
        try
        {
            await using var client = new NodeClient(new NodeLink(transport, time));
            await client.IdentifyAsync(cancellation).ConfigureAwait(false);
            answered();
            ProvisionedBoard board = await provisioner.ProvisionAsync(client, order, cancellation).ConfigureAwait(false);
            return standing with { Stage = TrayStage.Done, Board = board };
        }
        catch (LinkException e)
        {
            return standing with { Stage = TrayStage.Waiting, Problem = e.ToUserError(standing.Port) };
        }
        catch (UserError e)
        {
            return standing with { Stage = TrayStage.Failed, Problem = e };
        }
    }
}
