using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Issuers;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.Node;

/// <summary><c>loranode node time</c>: a signed time, by which nodes without a clock set theirs, through an attached one.</summary>
internal static class TimeCommand
{
    internal static Command Create(CliContext context)
    {
        var change = new TrustChange(context);
        return change.New("time", "node.time.description", [], (_, community) =>
        {
            DateTimeOffset now = DateTimeOffset.UtcNow;
            return new TrustChangeResult([Sign(community, now)], context.Text("node.time.done", now.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", null)), json => json.WriteString("time", now));
        }).WithExamples(new CommandExample("loranode node time --network my-city --port /dev/ttyUSB0", context.Text("node.time.example")));
    }

    /// <summary>Signed by the root when it is here, else by an issuer who may state the time and whose key is here.</summary>
    private static byte[] Sign(Community community, DateTimeOffset now)
    {
        if (community.HasRoot)
        {
            return community.SignTime(now);
        }

        foreach (IssuerEntry entry in community.Issuers.Where(i => i.Revocation is null && File.Exists(community.IssuerPath(i.Slot))))
        {
            if ((entry.ReadCertificate().Scope & IssuerScope.Time) != 0)
            {
                using Issuer issuer = community.OpenIssuer(entry.Slot);
                return issuer.SignTime(now);
            }
        }

        throw new UserError("node.error.notime");
    }
}
