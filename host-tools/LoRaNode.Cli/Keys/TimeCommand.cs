using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;
using Spectre.Console;

namespace LoRaNode.Cli.Keys;

/// <summary><c>loranode keys time</c>: a signed statement of the time for nodes without a clock.</summary>
internal static class TimeCommand
{
    internal static Command Create(CommunityCommand frame)
    {
        var issuer = new Option<int?>("--issuer") { Description = frame.Text("keys.time.issuer"), HelpName = "SLOT" };
        var output = new StatementOutput(frame);
        return frame.New("time", "keys.time.description", [issuer, output.Option], (parse, community) =>
        {
            DateTimeOffset now = DateTimeOffset.UtcNow;
            byte[] statement;
            if (parse.GetValue(issuer) is { } slot)
            {
                using Issuer key = community.OpenIssuer(slot is >= 1 and <= 255 ? (byte)slot : throw new UserError("keys.error.noissuer", slot));
                statement = key.SignTime(now);
            }
            else
            {
                statement = community.SignTime(now);
            }

            output.Save(parse, [statement]);
            return new KeysResult(
                json =>
                {
                    json.WriteStartObject();
                    json.WriteString("time", now);
                    StatementOutput.Write(json, [statement]);
                    json.WriteEndObject();
                },
                console => output.Print(console, [statement]));
        }).WithExamples(new CommandExample("loranode keys time --network my-city --issuer 1 --out time.hex", frame.Text("keys.time.example")));
    }
}
