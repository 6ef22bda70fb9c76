using System.Text;
using LoRaNode.Core.Text;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.TextCodec;

/// <summary>A file of messages, one a line, in UTF-8.</summary>
internal static class MessageFile
{
    private const long MaxBytes = 64L * 1024 * 1024;

    /// <summary>The messages of a file; empty lines are none.</summary>
    /// <exception cref="UserError">There is no such file, it is too large, not UTF-8, or has a line that is too long.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new UserError("text.error.file", path);
        }

        if (new FileInfo(path).Length > MaxBytes)
        {
            throw new UserError("text.error.large", path, MaxBytes / (1024 * 1024));
        }

        List<string> messages = [];
        try
        {
            var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            using var reader = new StreamReader(path, strict, detectEncodingFromByteOrderMarks: true);
            for (int number = 1; reader.ReadLine() is { } line; number++)
            {
                if (line.Length > TextLimits.MaxChars)
                {
                    throw new UserError("text.error.line", path, number, TextLimits.MaxChars);
                }

                if (line.Length > 0)
                {
                    messages.Add(line);
                }
            }
        }
        catch (DecoderFallbackException)
        {
            throw new UserError("text.error.utf8", path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserError("text.error.read", path);
        }

        return messages;
    }
}
