using LoRaNode.Core.Trust;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;

namespace LoRaNode.Cli.Monitor;

/// <summary>Sends what a person typed at the monitor: messages, and alerts by the only issuer whose key is here.</summary>
internal sealed class MonitorSending(CliContext context, string folder, NodeClient client, MonitorState state, MonitorNames names)
{
    /// <summary>The passphrase of the keys that sign; null when it has to be asked for.</summary>
    internal string? Passphrase { get; set; }

    /// <summary>Sends a message. Returns what to say about it.</summary>
    /// <exception cref="UserError">It cannot be sent.</exception>
    internal async Task<string> MessageAsync(string text, CancellationToken cancellation)
    {
        var message = GroupMessage.Of(text, Radio());
        (LinkStatus status, _) = await client.SendMessageAsync(message.Payload, NodeClient.NewMessageId(), cancellation);
        return status switch
        {
            LinkStatus.Ok => context.Text("monitor.done.message", message.Preview.Cost.Bytes, Math.Round(message.Preview.Milliseconds)),
            LinkStatus.NotProvisioned => throw new UserError("alert.error.blank"),
            _ => throw new UserError("alert.error.notsent", new TextArgument($"node.status.{status}")),
        };
    }

    /// <summary>What an alert would cost and who would sign it, as a question.</summary>
    /// <exception cref="UserError">It cannot be sent.</exception>
    internal string Question(string text)
    {
        using Community community = Open();
        (IssuerEntry speaker, ComposedAlert alert) = Compose(community, text);
        return context.Text("monitor.ask.confirm", speaker.Name, alert.Preview.Cost.Bytes, Math.Round(alert.Preview.Milliseconds));
    }

    /// <summary>Signs and sends an alert. Returns what to say about it.</summary>
    /// <exception cref="UserError">It cannot be sent.</exception>
    internal async Task<string> AlertAsync(string text, CancellationToken cancellation)
    {
        using Community community = Open();
        using CommunityStore store = context.OpenStore(folder);
        (_, ComposedAlert composed) = Compose(community, text);
        StoredAlert alert = composed.Sign(community, store, DateTimeOffset.UtcNow);
        (uint? counter, TrustReason reason) = await AlertSender.HandOverAsync(client, state.Identification, store, alert, TimeProvider.System, cancellation);
        return counter is not null
            ? context.Text("monitor.done.alert", alert.Fields.Sequence)
            : throw new UserError("alert.error.refused", alert.Fields.Sequence, new TextArgument($"logs.reason.{reason}"));
    }

    private (IssuerEntry Speaker, ComposedAlert Alert) Compose(Community community, string text)
    {
        IssuerEntry speaker = IssuerKeys.Usable(community) switch
        {
            [var only] => only,
            [] => throw new UserError("alert.error.noissuer"),
            var several => throw new UserError("monitor.error.issuers", string.Join(", ", several.Select(i => i.Name))),
        };
        var alert = ComposedAlert.Of(new AlertRequest(), text, speaker.Slot, null, Radio());
        alert.ThrowIfTooLong();
        return (speaker, alert);
    }

    private Community Open()
    {
        try
        {
            var community = context.OpenCommunity(folder, Passphrase ?? string.Empty);
            names.Learn(community);
            return community;
        }
        catch (UserError)
        {
            // A wrong one is asked for again.
            Passphrase = null;
            throw;
        }
    }

    private NetworkRadio Radio()
    {
        using CommunityStore store = context.OpenStore(folder);
        return store.Radio;
    }
}
