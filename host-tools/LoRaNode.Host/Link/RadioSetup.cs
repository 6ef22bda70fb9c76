using System.Text;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;
using LoRaNode.Node.Settings;
using LoRaNode.Radio;

namespace LoRaNode.Host.Link;

/// <summary>
/// Gives a node the channel, data rate and power of its network, reads them back and compares. A node that has no network yet uses them at
/// once; one that is in a network is restarted.
/// </summary>
public static class RadioSetup
{
    private static readonly TimeSpan RestartLimit = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Sets what differs.</summary>
    /// <param name="node">The link to the node.</param>
    /// <param name="radio">Radio settings of the network.</param>
    /// <param name="board">Id of its board; null to leave what the node has.</param>
    /// <param name="before">What the node said of itself.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the work; the node then has the old settings or the new ones.</param>
    /// <returns>True when something was set.</returns>
    /// <exception cref="UserError">The node refused, or stored something else than was sent.</exception>
    /// <exception cref="LinkException">The node could not be talked to.</exception>
    public static async Task<bool> ApplyAsync(
        NodeClient node, NetworkRadio radio, string? board, NodeIdentification before, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(radio);
        ArgumentNullException.ThrowIfNull(before);
        NodeSettings settings = await node.SettingsAsync(cancellation).ConfigureAwait(false);
        if (before.IsRegionKnown && IsRight(settings, radio, board))
        {
            return false;
        }

        Fill(settings, radio, board, keepsLowerPower: before.IsRegionKnown && settings.Band == radio.Band.Id);
        await StoreAsync(node, settings, cancellation).ConfigureAwait(false);
        if (!IsRight(await node.SettingsAsync(cancellation).ConfigureAwait(false), radio, board))
        {
            throw new UserError("node.error.readback");
        }

        if (before.IsProvisioned && before.IsRegionKnown)
        {
            await RestartAsync(node, before.Boots, time, cancellation).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Stores settings at a node.</summary>
    /// <exception cref="UserError">The node refused: the line says what is wrong with them.</exception>
    public static async Task StoreAsync(NodeClient node, NodeSettings settings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(node);
        (LinkStatus status, SettingsFault fault) = await node.SetSettingsAsync(settings, cancellation).ConfigureAwait(false);
        if (status == LinkStatus.Refused)
        {
            throw new UserError("node.error.settings", new TextArgument($"node.fault.{fault}"));
        }

        if (status != LinkStatus.Ok)
        {
            throw new UserError("node.error.refused", new TextArgument($"node.status.{status}"));
        }
    }

    /// <summary>Restarts a node and waits until it answers again.</summary>
    /// <param name="node">The link to it.</param>
    /// <param name="boots">Number of its starts before.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="LinkException">It does not answer any more.</exception>
    public static async Task<NodeIdentification> RestartAsync(NodeClient node, uint boots, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(time);
        await node.RebootAsync(cancellation).ConfigureAwait(false);
        long start = time.GetTimestamp();
        while (true)
        {
            await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
            try
            {
                NodeIdentification after = await node.IdentifyAsync(cancellation).ConfigureAwait(false);
                if (after.Boots != boots)
                {
                    return after;
                }
            }
            catch (LinkException e) when (e.Failure == LinkFailure.Silent && time.GetElapsedTime(start) < RestartLimit)
            {
                // It is starting.
                continue;
            }

            if (time.GetElapsedTime(start) >= RestartLimit)
            {
                throw new LinkException(LinkFailure.Silent);
            }
        }
    }

    /// <summary>True when a node with these settings is on its network's channel and within the rule.</summary>
    public static bool Fits(NodeSettings settings, NetworkRadio radio)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(radio);
        return IsRight(settings, radio, null);
    }

    private static bool IsRight(NodeSettings settings, NetworkRadio radio, string? board)
    {
        LoRaSettings has = settings.Radio;
        LoRaSettings wanted = radio.Settings;
        return settings.Band == radio.Band.Id
            && has.FrequencyHz == wanted.FrequencyHz
            && has.BandwidthHz == wanted.BandwidthHz
            && has.SpreadingFactor == wanted.SpreadingFactor
            && has.CodingRate == wanted.CodingRate
            && has.PowerDbm <= PowerFor(settings, radio)
            && (board is null || Encoding.UTF8.GetString(settings.Board) == board);
    }

    /// <summary>Settings for a network. A technician who set less power at a node had a reason.</summary>
    private static void Fill(NodeSettings settings, NetworkRadio radio, string? board, bool keepsLowerPower)
    {
        sbyte power = PowerFor(settings, radio);
        settings.Band = radio.Band.Id;
        settings.Radio.FrequencyHz = radio.Settings.FrequencyHz;
        settings.Radio.BandwidthHz = radio.Settings.BandwidthHz;
        settings.Radio.SpreadingFactor = radio.Settings.SpreadingFactor;
        settings.Radio.CodingRate = radio.Settings.CodingRate;
        settings.Radio.PowerDbm = keepsLowerPower && settings.Radio.PowerDbm < power ? settings.Radio.PowerDbm : power;
        settings.Board = board is null ? settings.Board : Encoding.UTF8.GetBytes(board);
    }

    /// <summary>The network's power, or less where this node's antenna would exceed the rule with it.</summary>
    private static sbyte PowerFor(NodeSettings settings, NetworkRadio radio) =>
        (sbyte)Math.Min(radio.Settings.PowerDbm, radio.Band.MaxConductedDbm(settings.AntennaGainTenthsDbi));
}
