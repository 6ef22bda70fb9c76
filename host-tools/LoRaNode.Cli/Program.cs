using System.Runtime.InteropServices;
using System.Text;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli;

/// <summary>Entry point of the <c>loranode</c> command.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var interruption = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, s => Stop(s, interruption));
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, s => Stop(s, interruption));

        // UTF-8 whatever the locale says: the texts are Cyrillic, and programs that read JSON expect it.
        if (OperatingSystem.IsWindows())
        {
            Console.OutputEncoding = Encoding.UTF8;
            Console.InputEncoding = Encoding.UTF8;
        }

        using Stream input = Console.OpenStandardInput();
        using TextWriter output = Writer(Console.OpenStandardOutput());
        using TextWriter error = Writer(Console.OpenStandardError());
        var context = new CliContext(LanguageOf(args), input, output, error, Console.IsInputRedirected, interruption.Token)
        {
            IsOutputTerminal = !Console.IsOutputRedirected,
            IsErrorTerminal = !Console.IsErrorRedirected,
        };
        return await CommandRun.RunAsync(args, context);
    }

    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(false)) { AutoFlush = true };

    // The first signal asks the command to come to a clean end; the second ends the process as the system does by default.
    private static void Stop(PosixSignalContext signal, CancellationTokenSource interruption)
    {
        signal.Cancel = !interruption.IsCancellationRequested;
        interruption.Cancel();
    }

    // Descriptions are written into the command tree, so the language has to be known before the command line is parsed.
    private static Language LanguageOf(string[] args)
    {
        for (int i = 0; i < args.Length && args[i] != "--"; i++)
        {
            string? code = args[i].StartsWith(CommandTree.LanguageName + "=", StringComparison.Ordinal)
                    || args[i].StartsWith(CommandTree.LanguageName + ":", StringComparison.Ordinal) ? args[i][(CommandTree.LanguageName.Length + 1)..]
                : args[i] == CommandTree.LanguageName && i + 1 < args.Length ? args[i + 1]
                : null;
            if (code is not null && LanguageCode.TryParse(code, out Language language))
            {
                return language;
            }
        }

        return LanguageCode.FromEnvironment(Environment.GetEnvironmentVariable);
    }
}
