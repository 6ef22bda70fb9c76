using System.CommandLine;
using System.Net;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Cli.Node;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Web;
using Spectre.Console;

namespace LoRaNode.Cli.Serve;

/// <summary><c>loranode serve</c>: the same as a local web app, for people who do not type commands.</summary>
public static class ServeCommands
{
    private const int DefaultPort = 8433;
    private const int MaxPort = 65_535;

    /// <summary>Builds the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var folder = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var port = new Option<int>("--port") { Description = context.Text("serve.option.port", DefaultPort), HelpName = "N", DefaultValueFactory = _ => DefaultPort };
        var listen = new Option<string?>("--listen") { Description = context.Text("serve.option.listen"), HelpName = "ADDRESS" };
        var remote = new Option<bool>("--allow-remote") { Description = context.Text("serve.option.remote") };
        var nodes = new Option<string[]>("--node")
        {
            Description = context.Text("serve.option.node"),
            HelpName = "PORT",
            AllowMultipleArgumentsPerToken = true,
        };
        var open = new Option<bool>("--open") { Description = context.Text("serve.option.open") };
        var command = new Command("serve", context.Text("serve.description")) { folder.Option, port, nodes, open, listen, remote, passphrase.Option };
        command.SetAction(async (parse, cancellation) =>
        {
            var options = new WebOptions
            {
                Folder = folder.Of(parse),
                Database = context.Database,
                Language = parse.GetValue<string>(CommandTree.LanguageName) is null ? null : context.Language,
                Address = AddressOf(parse.GetValue(listen), parse.GetValue(remote)),
                Port = parse.GetValue(port) is >= 0 and <= MaxPort and var number ? number : throw new UserError("serve.error.number", MaxPort, parse.GetValue(port)),
                NodePorts = [.. (parse.GetValue(nodes) ?? []).Distinct()],
                Face = FaceOf(context, folder.Of(parse), passphrase.Given(parse)),
                Open = NodePort.OpenAsync,
                OpenCable = NodePort.Open,
                DrawLabels = (name, identifier, entries) => new LabelSheet(name, identifier).Pdf(entries),
                Producer = "loranode " + VersionAction.Version,
                NoteBug = e => BugReport.TryWrite(e, HelpText.PathOf(parse.CommandResult.Command)),
            };
            await using WebServer server = await WebServer.StartAsync(options, cancellation);
            Announce(context, server);
            using BrowserPage? page = parse.GetValue(open) ? BrowserPage.Open(server.Url) : null;
            await server.RunAsync(context.Cancellation);
            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode serve --network my-city --open", context.Text("serve.example.open")),
            new CommandExample("loranode serve --network my-city --port 0 --json", context.Text("serve.example.json")),
            new CommandExample("loranode serve --network my-city --node /dev/pts/4 --lang kk", context.Text("serve.example.node")),
            new CommandExample("loranode serve --network my-city --listen 192.168.1.20 --allow-remote", context.Text("serve.example.listen")));
    }

    private static IPAddress AddressOf(string? word, bool isRemoteAllowed)
    {
        if (word is null)
        {
            return IPAddress.Loopback;
        }

        IPAddress address = IPAddress.TryParse(word, out IPAddress? parsed) ? parsed : throw new UserError("serve.error.address", word);
        return IPAddress.IsLoopback(address) || isRemoteAllowed ? address : throw new UserError("serve.error.remote", word);
    }

    /// <summary>The public side of the community: with a passphrase at hand its names are shown from the start. The keys are closed again at once.</summary>
    private static CommunityFace? FaceOf(CliContext context, string folder, string? passphrase)
    {
        if (!File.Exists(Path.Combine(folder, Community.NetworkFileName)))
        {
            throw new UserError("keys.error.nocommunity", folder);
        }

        if (passphrase is null)
        {
            return null;
        }

        using Community community = context.OpenCommunity(folder, passphrase);
        return CommunityFace.Of(community);
    }

    private static void Announce(CliContext context, WebServer server)
    {
        if (context.IsJson)
        {
            context.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteString("url", server.Url.AbsoluteUri);
                json.WriteString("origin", server.Origin);
                json.WriteNumber("port", server.Port);
                if (server.Fingerprint is { } fingerprint)
                {
                    json.WriteString("certificateSha256", fingerprint);
                }

                json.WriteEndObject();
            });
            context.Output.Flush();
        }
        else
        {
            context.Output.WriteLine(context.Text("serve.ready"));
            context.Output.WriteLine(server.Url.AbsoluteUri);
            if (server.Fingerprint is { } fingerprint)
            {
                context.Output.WriteLine(context.Text("serve.fingerprint", fingerprint));
            }

            context.Error.WriteLine(context.Text("serve.stop"));
        }

        if (server.Fingerprint is not null)
        {
            context.Error.WriteLine(context.Text("serve.warning.remote"));
        }
    }
}
