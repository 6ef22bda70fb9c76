using System.CommandLine;
using System.Globalization;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.Issuers;

/// <summary><c>loranode epoch turn</c>: a new network key over the air, without the nodes that were lost.</summary>
public static class EpochCommands
{
    private const int DefaultGraceMinutes = 15;
    private const int MaxDelayMinutes = 30 * 24 * 60;

    /// <summary>Builds the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Command("epoch", context.Text("epoch.description")) { Turn(context) };
    }

    private static Command Turn(CliContext context)
    {
        var without = new Option<string[]>("--without") { Description = context.Text("epoch.option.without"), HelpName = "NODE", AllowMultipleArgumentsPerToken = true };
        var delay = new Option<int>("--in-minutes") { Description = context.Text("keys.epoch.delay"), HelpName = "N", DefaultValueFactory = _ => 0 };
        var grace = new Option<int>("--grace-minutes") { Description = context.Text("keys.epoch.grace"), HelpName = "N", DefaultValueFactory = _ => DefaultGraceMinutes };
        var change = new TrustChange(context);
        return change.New("turn", "epoch.turn.description", [without, delay, grace], (parse, community) =>
        {
            int minutes = parse.GetValue(grace);
            int wait = parse.GetValue(delay);
            if (minutes is < 1 or > 255 || wait is < 0 or > MaxDelayMinutes)
            {
                throw new UserError("keys.error.epochtimes");
            }

            ushort[] addresses = [.. (parse.GetValue(without) ?? []).Select(word => AddressOf(community, word)).Distinct()];
            EpochTurn turn = community.TurnEpoch(addresses, wait == 0 ? null : DateTimeOffset.UtcNow.AddMinutes(wait), TimeSpan.FromMinutes(minutes));
            int left = community.Nodes.Count(n => !n.IsExcluded);
            return new TrustChangeResult(
                turn.Statements,
                context.Text("keys.epoch.done", turn.Epoch, addresses.Length, left),
                json =>
                {
                    json.WriteNumber("epoch", turn.Epoch);
                    json.WriteNumber("excluded", addresses.Length);
                    json.WriteNumber("remaining", left);
                });
        }).WithExamples(
            new CommandExample("loranode epoch turn --network my-city --port /dev/ttyUSB0", context.Text("epoch.turn.example")),
            new CommandExample("loranode epoch turn --without roof-12 --network my-city --port /dev/ttyUSB0", context.Text("epoch.turn.example.without")));
    }

    private static ushort AddressOf(Community community, string word) =>
        community.Nodes.FirstOrDefault(n => !n.IsExcluded && n.Name == word)?.Address
        ?? (ushort.TryParse(word, CultureInfo.InvariantCulture, out ushort address) && community.Nodes.Any(n => n.Address == address)
            ? address
            : throw new UserError("keys.error.nonode", word));
}
