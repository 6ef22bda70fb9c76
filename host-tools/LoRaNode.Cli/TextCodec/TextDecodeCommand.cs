using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Core.Text;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.TextCodec;

/// <summary><c>loranode text decode</c>: the text that bytes in hexadecimal stand for.</summary>
internal static class TextDecodeCommand
{
    private const int MaxInputBytes = 64 * TextLimits.MaxChars;

    public static Command Create(CliContext context)
    {
        var hex = new Argument<string?>("HEX")
        {
            Description = context.Text("text.decode.hex"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("decode", context.Text("text.decode.description")) { hex };
        command.SetAction(async (parse, _) =>
        {
            string input = parse.GetValue(hex) ?? await context.ReadInputAsync(MaxInputBytes);
            Write(context, Decode(Parse(input)));
            return ExitCode.Success;
        });

        return command.WithExamples(new CommandExample("loranode text encode \"SOS\" | loranode text decode", context.Text("text.decode.example")));
    }

    private static byte[] Parse(string hex)
    {
        try
        {
            return Convert.FromHexString(string.Concat(hex.Where(c => !char.IsWhiteSpace(c))));
        }
        catch (FormatException)
        {
            throw new UserError("text.error.hex");
        }
    }

    private static string Decode(byte[] bytes)
    {
        char[] chars = new char[TextLimits.MaxChars];
        int count = new TextDecoder(new TextModels(new EmbeddedTextModelStore())).Decode(bytes, 0, bytes.Length, chars, chars.Length);
        return count switch
        {
            TextError.UnknownModelVersion => throw new UserError("text.error.version"),
            < 0 => throw new UserError("text.error.malformed"),
            _ => new string(chars, 0, count),
        };
    }

    private static void Write(CliContext context, string text)
    {
        if (!context.IsJson)
        {
            context.Output.WriteLine(text);
            return;
        }

        context.WriteJson(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("text", text);
            writer.WriteNumber("characters", text.EnumerateRunes().Count());
            writer.WriteEndObject();
        });
    }
}
