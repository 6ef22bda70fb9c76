using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Core.Text;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.TextCodec;

/// <summary><c>loranode text encode</c>: the bytes that a text becomes, in hexadecimal.</summary>
internal static class TextEncodeCommand
{
    private const int MaxInputBytes = 4 * TextLimits.MaxChars;

    public static Command Create(CliContext context)
    {
        var text = new Argument<string?>("TEXT")
        {
            Description = context.Text("text.encode.text"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("encode", context.Text("text.encode.description")) { text };
        command.SetAction(async (parse, _) =>
        {
            string input = parse.GetValue(text) ?? (await context.ReadInputAsync(MaxInputBytes)).TrimEnd('\r', '\n');
            Write(context, input, Encode(input));
            return ExitCode.Success;
        });

        return command.WithExamples(new CommandExample("loranode text encode \"Көпір жабық, айналып өтіңіз\"", context.Text("text.encode.example")));
    }

    private static byte[] Encode(string text)
    {
        byte[] buffer = new byte[8 * TextLimits.MaxChars];
        int length = new TextEncoder(new TextModels(new EmbeddedTextModelStore())).Encode(text, buffer, 0, buffer.Length);
        return length switch
        {
            TextError.InvalidUnicode => throw new UserError("text.error.unicode"),
            < 0 => throw new UserError("text.error.long", TextLimits.MaxChars),
            _ => buffer[..length],
        };
    }

    private static void Write(CliContext context, string text, byte[] bytes)
    {
        string hex = Convert.ToHexStringLower(bytes);
        int characters = text.EnumerateRunes().Count();
        if (!context.IsJson)
        {
            context.Output.WriteLine(hex);
            return;
        }

        context.WriteJson(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("hex", hex);
            writer.WriteNumber("bytes", bytes.Length);
            writer.WriteNumber("characters", characters);
            writer.WriteNumber("bitsPerCharacter", characters == 0 ? 0 : Math.Round(8.0 * bytes.Length / characters, 4));
            writer.WriteEndObject();
        });
    }
}
