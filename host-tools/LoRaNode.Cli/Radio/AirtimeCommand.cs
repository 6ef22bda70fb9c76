using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Texts;
using LoRaNode.Radio;

namespace LoRaNode.Cli.Radio;

/// <summary><c>loranode radio airtime</c>: how long a frame is in the air, and how long a node must then be silent in each region.</summary>
internal static class AirtimeCommand
{
    private const int MaxLength = 255;

    public static Command Create(CliContext context)
    {
        var usual = new LoRaSettings();
        var sf = Number("--sf", context.Text("radio.airtime.option.sf"), "6-12", (int)usual.SpreadingFactor);
        var bandwidth = Number("--bw", context.Text("radio.airtime.option.bw"), "Hz", (int)usual.BandwidthHz);
        var codingRate = Number("--cr", context.Text("radio.airtime.option.cr"), "5-8", (int)usual.CodingRate);
        var length = new Option<int>("--length")
        {
            Description = context.Text("radio.airtime.option.length"),
            HelpName = "0-255",
            Required = true,
        };
        var preamble = Number("--preamble", context.Text("radio.airtime.option.preamble"), "6-65535", usual.PreambleSymbols);
        var isImplicit = new Option<bool>("--implicit-header") { Description = context.Text("radio.airtime.option.implicit") };
        var hasNoCrc = new Option<bool>("--no-crc") { Description = context.Text("radio.airtime.option.nocrc") };
        var command = new Command("airtime", context.Text("radio.airtime.description"))
        {
            sf, bandwidth, codingRate, length, preamble, isImplicit, hasNoCrc,
        };

        command.SetAction(parse =>
        {
            var settings = new LoRaSettings
            {
                SpreadingFactor = (SpreadingFactor)InRange(parse.GetValue(sf), 6, 12, "radio.airtime.error.sf"),
                BandwidthHz = Bandwidth(parse.GetValue(bandwidth)),
                CodingRate = (CodingRate)InRange(parse.GetValue(codingRate), 5, 8, "radio.airtime.error.cr"),
                PreambleSymbols = (ushort)InRange(parse.GetValue(preamble), 6, ushort.MaxValue, "radio.airtime.error.preamble"),
                ExplicitHeader = !parse.GetValue(isImplicit),
                PayloadCrc = !parse.GetValue(hasNoCrc),
            };
            int bytes = InRange(parse.GetValue(length), 0, MaxLength, "radio.airtime.error.length");
            AirtimeReport.Write(context, settings, bytes);
            return ExitCode.Success;
        });

        return command.WithExamples(
            new CommandExample("loranode radio airtime --length 120", context.Text("radio.airtime.example.usual")),
            new CommandExample(
                "loranode radio airtime --sf 12 --bw 125000 --cr 8 --length 51 --preamble 8 --json",
                context.Text("radio.airtime.example.slow")));
    }

    private static Option<int> Number(string name, string description, string helpName, int usual) => new(name)
    {
        Description = description,
        HelpName = helpName,
        DefaultValueFactory = _ => usual,
    };

    private static int InRange(int value, int min, int max, string errorKey) =>
        value >= min && value <= max ? value : throw new UserError(errorKey, value);

    private static uint Bandwidth(int hertz)
    {
        int code = hertz > 0 ? LoRaBandwidth.NearestCode((uint)hertz) : -1;
        if (code < 0)
        {
            var all = Enumerable.Range(0, LoRaBandwidth.Count).Select(LoRaBandwidth.NominalHertz);
            throw new UserError("radio.airtime.error.bw", hertz, string.Join(", ", all));
        }

        return LoRaBandwidth.NominalHertz(code);
    }
}
