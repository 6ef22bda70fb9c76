using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;
using Spectre.Console;

namespace LoRaNode.Cli.Keys;

/// <summary><c>loranode keys epoch</c>: a new network key over the air, without the nodes that were lost.</summary>
internal static class EpochCommand
{
    internal static Command Create(CommunityCommand frame)
    {
        var exclude = new Option<string[]>("--exclude") { Description = frame.Text("keys.epoch.exclude"), HelpName = "NODE", AllowMultipleArgumentsPerToken = true };
        var delay = new Option<int>("--in-minutes") { Description = frame.Text("keys.epoch.delay"), HelpName = "N", DefaultValueFactory = _ => 0 };
        var grace = new Option<int>("--grace-minutes") { Description = frame.Text("keys.epoch.grace"), HelpName = "N", DefaultValueFactory = _ => 15 };
        var output = new StatementOutput(frame);
        return frame.New("epoch", "keys.epoch.description", [exclude, delay, grace, output.Option], (parse, community) =>
        {
            int minutes = parse.GetValue(grace);
            int wait = parse.GetValue(delay);
            if (minutes is < 1 or > 255 || wait is < 0 or > 43_200)
            {
                throw new UserError("keys.error.epochtimes");
            }

            ushort[] addresses = [.. (parse.GetValue(exclude) ?? []).Select(name => Address(community, name)).Distinct()];
            DateTimeOffset? start = wait == 0 ? null : DateTimeOffset.UtcNow.AddMinutes(wait);
            EpochTurn turn = community.TurnEpoch(addresses, start, TimeSpan.FromMinutes(minutes));
            output.Save(parse, turn.Statements);
            return new KeysResult(
                json =>
                {
                    json.WriteStartObject();
                    json.WriteNumber("epoch", turn.Epoch);
                    json.WriteNumber("excluded", addresses.Length);
                    json.WriteNumber("remaining", community.Nodes.Count(n => !n.IsExcluded));
                    json.WriteNumber("wrappedKeys", turn.Entries);
                    StatementOutput.Write(json, turn.Statements);
                    json.WriteEndObject();
                },
                console =>
                {
                    console.MarkupLine(frame.Context.Markup("keys.epoch.done", turn.Epoch, addresses.Length, community.Nodes.Count(n => !n.IsExcluded)));
                    output.Print(console, turn.Statements);
                });
        }).WithExamples(new CommandExample("loranode keys epoch --network my-city --exclude roof-12", frame.Text("keys.epoch.example")));
    }

    private static ushort Address(Community community, string name) =>
        ushort.TryParse(name, System.Globalization.CultureInfo.InvariantCulture, out ushort address) && community.Nodes.Any(n => n.Address == address)
            ? address
            : community.Nodes.FirstOrDefault(n => !n.IsExcluded && n.Name == name)?.Address ?? throw new UserError("keys.error.nonode", name);
}
