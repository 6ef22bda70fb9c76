using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Node;
using LoRaNode.Node.Log;

namespace LoRaNode.Cli.Logs;

/// <summary><c>loranode logs</c>: what nodes have noted.</summary>
public static class LogsCommands
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Command("logs", context.Text("logs.description")) { Show(context) };
    }

    private static Command Show(CliContext context)
    {
        var port = new NodePort(context);
        var from = new Option<uint>("--from") { Description = context.Text("logs.option.from"), HelpName = "N" };
        var command = new Command("show", context.Text("logs.show.description")) { port.Option, from };
        command.SetAction(async (parse, cancellation) =>
        {
            IReadOnlyList<LogRecord> records = await port.UseAsync(parse, client => client.ReadLogAsync(parse.GetValue(from), null, cancellation));
            var view = new LogView(context);
            if (context.IsJson)
            {
                view.WriteJson(records);
            }
            else
            {
                view.Print(records);
            }

            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode logs show --port /dev/ttyUSB0", context.Text("logs.show.example.serial")),
            new CommandExample("loranode logs show --port virtual:roof-12 --from 100 --json", context.Text("logs.show.example.from")));
    }
}
