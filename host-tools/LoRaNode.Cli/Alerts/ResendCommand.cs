using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Cli.Node;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;

namespace LoRaNode.Cli.Alerts;

/// <summary><c>loranode alert resend</c>: hands a signed alert over again, as after a pulled cable.</summary>
internal static class ResendCommand
{
    internal static Command Create(CliContext context)
    {
        var folder = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var port = new NodePort(context, network: folder, passphrase: passphrase);
        var issuer = new IssuerChoice(context);
        var coverage = new Coverage(context);
        var number = new Argument<int>("number") { Description = context.Text("alert.argument.number"), HelpName = "NUMBER" };
        var command = new Command("resend", context.Text("alert.resend.description")) { number, folder.Option, port.Option, issuer.Option, coverage.Wait, coverage.Watch, passphrase.Option };
        command.SetAction(async (parse, cancellation) =>
        {
            using Community community = context.OpenCommunity(folder.Of(parse), passphrase.Get(parse));
            using CommunityStore store = context.OpenStore(community.Folder);
            IssuerEntry speaker = issuer.Of(parse, community);
            int wanted = parse.GetRequiredValue(number);
            StoredAlert alert = store.FindAlert(speaker.Slot, wanted) ?? throw new UserError("alert.error.number", wanted, speaker.Name);
            return await port.UseAsync(parse, async client =>
            {
                NodeIdentification before = await client.IdentifyAsync(cancellation);
                return await new AlertDelivery(context, community, store, coverage).HandOverAsync(parse, client, before, alert, null, cancellation);
            });
        });
        return command.WithExamples(new CommandExample("loranode alert resend 7 --network my-city --port /dev/ttyUSB0", context.Text("alert.resend.example")));
    }
}
