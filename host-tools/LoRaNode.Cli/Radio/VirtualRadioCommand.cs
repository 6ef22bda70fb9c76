using System.CommandLine;
using System.Net.Sockets;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Texts;
using LoRaNode.VirtualRadio.Sockets;
using Spectre.Console;

namespace LoRaNode.Cli.Radio;

/// <summary>
/// <c>loranode radio virtual</c>: register-level radio chips behind a local socket, for drivers in any language. The protocol is described
/// in the read-me of LoRaNode.VirtualRadio.
/// </summary>
internal static class VirtualRadioCommand
{
    // A Unix socket address holds 108 bytes with its end (unix(7)).
    private const int MaxPathBytes = 107;
    private const int MaxPort = 65_535;
    private const double MaxLossDb = 400;

    public static Command Create(CliContext context)
    {
        var socket = new Option<string>("--socket") { Description = context.Text("virtual.option.socket"), HelpName = "PATH" };
        var port = new Option<int?>("--port") { Description = context.Text("virtual.option.port"), HelpName = "N" };
        var stdio = new Option<bool>("--stdio") { Description = context.Text("virtual.option.stdio") };
        var chips = new Option<int>("--chips") { Description = context.Text("virtual.option.chips"), HelpName = "N", DefaultValueFactory = _ => 2 };
        var loss = new Option<double>("--loss") { Description = context.Text("virtual.option.loss"), HelpName = "DB", DefaultValueFactory = _ => 80 };
        var seed = new Option<uint>("--seed") { Description = context.Text("virtual.option.seed"), HelpName = "N", DefaultValueFactory = _ => 1 };
        var realTime = new Option<bool>("--real-time") { Description = context.Text("virtual.option.realtime") };
        var command = new Command("virtual", context.Text("virtual.description")) { socket, port, stdio, chips, loss, seed, realTime };
        command.WithExamples(
            new CommandExample("loranode radio virtual --port 7270 --chips 2", context.Text("virtual.example.port")),
            new CommandExample("loranode radio virtual --socket radio.sock --chips 3 --loss 120 --real-time", context.Text("virtual.example.socket")));
        command.SetAction(async (parse, cancellation) =>
        {
            string? path = parse.GetValue(socket);
            int? number = parse.GetValue(port);
            bool overStreams = parse.GetValue(stdio);
            if ((path is null ? 0 : 1) + (number is null ? 0 : 1) + (overStreams ? 1 : 0) != 1)
            {
                throw new UserError("virtual.error.endpoint");
            }

            int count = parse.GetValue(chips);
            if (count is < 1 or > VirtualWorld.MaxChips)
            {
                throw new UserError("virtual.error.chips", VirtualWorld.MaxChips);
            }

            double lossDb = parse.GetValue(loss);
            if (lossDb is not (>= 0 and <= MaxLossDb))
            {
                throw new UserError("virtual.error.loss", MaxLossDb);
            }

            var world = new VirtualWorld(count, lossDb, parse.GetValue(seed), parse.GetValue(realTime));
            if (overStreams)
            {
                if (context.IsJson)
                {
                    throw new UserError("virtual.error.stdio.json");
                }

                await using var output = System.Console.OpenStandardOutput();
                await RadioServer.ServeAsync(world, context.Input, output, cancellation);
                return ExitCode.Success;
            }

            using var server = Listen(world, path, number);
            Announce(context, server, path, count, world.IsRealTime);
            await server.RunAsync(cancellation);
            return ExitCode.Success;
        });
        return command;
    }

    private static RadioServer Listen(VirtualWorld world, string? path, int? port)
    {
        try
        {
            if (path is null)
            {
                return port is >= 0 and <= MaxPort
                    ? RadioServer.ListenTcp(world, port.Value)
                    : throw new UserError("virtual.error.port", MaxPort);
            }

            int length = System.Text.Encoding.UTF8.GetByteCount(path);
            return length is > 0 and <= MaxPathBytes
                ? RadioServer.ListenUnix(world, path)
                : throw new UserError("virtual.error.path", MaxPathBytes);
        }
        catch (SocketException e)
        {
            throw new UserError("virtual.error.listen", path ?? $"127.0.0.1:{port}", Cause.Of(e));
        }
    }

    // Before the first driver connects, so that whoever started us knows that we listen, and where.
    private static void Announce(CliContext context, RadioServer server, string? path, int chips, bool realTime)
    {
        if (!context.IsJson)
        {
            context.Console.MarkupLine(context.Markup("virtual.listening", chips, path ?? $"127.0.0.1:{server.Port}"));
            context.Console.MarkupLine(context.Markup(realTime ? "virtual.time.real" : "virtual.time.virtual"));
            context.Output.Flush();
            return;
        }

        context.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("protocol", RadioSession.ProtocolVersion);
            if (path is null)
            {
                json.WriteString("host", "127.0.0.1");
                json.WriteNumber("port", server.Port);
            }
            else
            {
                json.WriteString("socket", path);
            }

            json.WriteNumber("chips", chips);
            json.WriteBoolean("realTime", realTime);
            json.WriteEndObject();
        });
        context.Output.Flush();
    }
}
