using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;
using LoRaNode.Host.Store.Databases;
using LoRaNode.Host.Texts;
using Spectre.Console;

namespace LoRaNode.Cli.Network;

/// <summary><c>loranode network share</c> and <c>join</c>: from a folder to a database that several technicians use, and into it.</summary>
internal static class ShareCommands
{
    internal static Command Share(CliContext context)
    {
        var folder = new NetworkFolder(context);
        var command = new Command("share", context.Text("network.share.description")) { folder.Option };
        command.SetAction(parse =>
        {
            DatabaseAddress address = Address(context);
            string path = folder.Of(parse);
            if (!File.Exists(Path.Combine(path, Community.NetworkFileName)))
            {
                throw new UserError("keys.error.nocommunity", path);
            }

            using (CommunityStore shared = context.OpenStore(path))
            using (CommunityStore own = CommunityStore.Open(path))
            {
                own.CopyTo(shared);
            }

            new SharedKeyShelf(address, path).Synchronize();
            Report(context, "network.share.done", path, address);
            return ExitCode.Success;
        });
        return command.WithExamples(new CommandExample("loranode network share --network my-city --database postgres://anna@server/my_city", context.Text("network.share.example")));
    }

    internal static Command Join(CliContext context)
    {
        var folder = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var command = new Command("join", context.Text("network.join.description")) { folder.Option, passphrase.Option };
        command.SetAction(parse =>
        {
            DatabaseAddress address = Address(context);
            string path = folder.Of(parse);
            if (File.Exists(Path.Combine(path, Community.NetworkFileName)))
            {
                throw new UserError("keys.error.exists", path);
            }

            if (!new SharedKeyShelf(address, path).HasCommunity)
            {
                throw new UserError("network.error.nothingshared", address);
            }

            Community.MakeFolder(path);
            using Community community = context.OpenCommunity(path, passphrase.Get(parse));
            Report(context, "network.join.done", path, address);
            return ExitCode.Success;
        });
        return command.WithExamples(new CommandExample("loranode network join --network my-city --database postgres://boris@server/my_city", context.Text("network.join.example")));
    }

    private static DatabaseAddress Address(CliContext context) => context.Database ?? throw new UserError("store.error.address");

    private static void Report(CliContext context, string key, string folder, DatabaseAddress address)
    {
        if (!context.IsJson)
        {
            context.Console.MarkupLine(context.Markup(key, Path.GetFullPath(folder), address));
            return;
        }

        context.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteString("folder", Path.GetFullPath(folder));
            json.WriteString("database", address.ToString());
            json.WriteEndObject();
        });
    }
}
