using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Core.Net;
using LoRaNode.Core.Text;
using LoRaNode.Node.SelfTest;
using LoRaNode.Radio;
using LoRaNode.Simulator.Flash;
using LoRaNode.Sx127x;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Chip;

namespace LoRaNode.Cli.Node;

/// <summary><c>loranode node selftest</c>: the node's own checks, at a node or, without one, on this machine.</summary>
internal static class SelfTestCommand
{
    internal static Command Create(CliContext context)
    {
        var port = new NodePort(context, isRequired: false);
        var command = new Command("selftest", context.Text("node.selftest.description"));
        port.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            var lines = new List<string>();
            void Take(string line)
            {
                lines.Add(line);
                if (!context.IsJson)
                {
                    context.Output.WriteLine(line);
                }
            }

            (int passed, int failed) = parse.GetValue(port.Option) is null
                ? RunHere(Take)
                : await port.UseAsync(parse, client => client.SelfTestAsync(Take, cancellation));
            if (context.IsJson)
            {
                context.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteNumber("passed", passed);
                    json.WriteNumber("failed", failed);
                    json.WriteStartArray("lines");
                    lines.ForEach(json.WriteStringValue);
                    json.WriteEndArray();
                    json.WriteEndObject();
                });
            }

            return failed == 0 ? ExitCode.Success : ExitCode.Failure;
        });
        return command.WithExamples(
            new CommandExample("loranode node selftest", context.Text("node.selftest.example.here")),
            new CommandExample("loranode node selftest --port /dev/ttyUSB0", context.Text("node.selftest.example.serial")));
    }

    /// <summary>The same code here: a medium in memory, and the driver on a virtual chip.</summary>
    private static (int Passed, int Failed) RunHere(Action<string> onLine)
    {
        var time = new SimulatedTime();
        var chip = new VirtualSx127x(new Air(time, new LossMatrix(1)));
        using var radio = new Sx127xRadio(new VirtualRadioBus(chip), new VirtualRadioPins(chip, time), new Sx127xOptions());
        radio.Start(new LoRaSettings(), 0);
        using var aes = new DotnetAes();
        var run = new SelfTestRun(
            NodeSelfTest.Checks(aes, new TextDecoder(new TextModels(new EmbeddedTextModelStore())), new MemoryStorage(), radio),
            new Board(onLine));
        run.Run();
        return (run.Passed, run.Failed);
    }

    private sealed class Board(Action<string> onLine) : ISelfTestBoard
    {
        public long NowMs => Environment.TickCount64;

        public int FreeHeapBytes => -1;

        public void WriteLine(string line) => onLine(line);
    }
}
