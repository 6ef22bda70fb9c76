using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Texts;
using LoRaNode.LinuxNode;

namespace LoRaNode.Cli.Node;

/// <summary><c>loranode node run</c>: a real node on this machine, a Raspberry Pi with a radio hat.</summary>
internal static class RunCommand
{
    private const string DefaultFolder = "node";

    internal static Command Create(CliContext context)
    {
        string known = string.Join(", ", RadioHat.All.Select(hat => hat.Id));
        var board = new Option<string>("--board") { Description = context.Text("node.option.hat", known), HelpName = "ID", Required = true };
        var folder = new Option<string>("--folder") { Description = context.Text("node.option.memory"), HelpName = "DIR", DefaultValueFactory = _ => DefaultFolder };
        var command = new Command("run", context.Text("node.run.description")) { board, folder };
        command.SetAction(parse =>
        {
            RadioHat hat = RadioHat.Find(parse.GetRequiredValue(board)) ?? throw new UserError("node.error.hat", parse.GetRequiredValue(board), known);
            using LinuxNode.LinuxNode node = Open(hat, parse.GetValue(folder) ?? DefaultFolder);
            context.Output.WriteLine(context.Text("node.run.ready", $"{NodePort.LinePrefix}{node.Port}"));
            node.Run(context.Cancellation);
            return ExitCode.Success;
        });
        return command.WithExamples(new CommandExample("loranode node run --board rpi-adafruit-bonnet", context.Text("node.run.example")));
    }

    private static LinuxNode.LinuxNode Open(RadioHat hat, string folder)
    {
        try
        {
            return LinuxNode.LinuxNode.Open(hat, folder);
        }
        catch (FileNotFoundException)
        {
            throw new UserError("node.error.nospi", hat.SpiDevicePath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PlatformNotSupportedException or NotSupportedException or InvalidOperationException)
        {
            throw new UserError("node.error.hatfailed", hat.Id, Cause.Of(e));
        }
    }
}
