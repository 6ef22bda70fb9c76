using System.CommandLine;
using System.Data.Common;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Store.Databases;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli;

/// <summary>Runs one command line and turns every way it can end into an exit code and at most one line on standard error.</summary>
public static class CommandRun
{
    /// <summary>Runs a command line against the whole command tree.</summary>
    /// <param name="arguments">The words after <c>loranode</c>.</param>
    /// <param name="context">Surroundings of the command.</param>
    public static Task<int> RunAsync(IReadOnlyList<string> arguments, CliContext context) =>
        RunAsync(CommandTree.Create(context), arguments, context);

    /// <summary>Runs a command line against a given tree.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(RootCommand root, IReadOnlyList<string> arguments, CliContext context)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(context);

        // Words that begin with @ are text to us, not files with more words.
        ParseResult parse = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parse.Action?.ClearsParseErrors != true && ParseErrorText.Of(parse, context.Language) is { } wrong)
        {
            return Fail(context, wrong, ExitCode.Usage);
        }

        try
        {
            context.IsJson = parse.Errors.Count == 0 && parse.GetValue<bool>(CommandTree.JsonName);
            context.Database = parse.Errors.Count == 0 ? SharedDatabase(parse) : null;
            return await parse.InvokeAsync(Invocation(context), context.Cancellation);
        }
        catch (UserError error)
        {
            return Fail(context, error.In(context.Language), ExitCode.Usage);
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
        {
            context.Error.WriteLine(context.Text("cli.error.interrupted"));
            return ExitCode.Interrupted;
        }
        catch (DbException e)
        {
            return Fail(context, context.Text("store.error.lost", Cause.Of(e)), ExitCode.Usage);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(context, context.Text("cli.error.io", Cause.Of(e)), ExitCode.Usage);
        }
#pragma warning disable CA1031 // The outermost frame: whatever flies here is a bug, and people get one line instead of a stack trace.
        catch (Exception e)
#pragma warning restore CA1031
        {
            string? path = BugReport.TryWrite(e, HelpText.PathOf(parse.CommandResult.Command));
            string name = e.GetType().Name;
            return Fail(context, path is null ? context.Text("cli.error.bug.nofile", name) : context.Text("cli.error.bug", name, path), ExitCode.Bug);
        }
        finally
        {
            await context.Output.FlushAsync(CancellationToken.None);
        }
    }

    private static DatabaseAddress? SharedDatabase(ParseResult parse)
    {
        // A tree of some commands only may do without the option.
        bool hasOption = parse.RootCommandResult.Command.Options.Any(o => o.Name == CommandTree.DatabaseName);
        string? text = (hasOption ? parse.GetValue<string?>(CommandTree.DatabaseName) : null) ?? Environment.GetEnvironmentVariable(CommandTree.DatabaseVariable);
        return string.IsNullOrEmpty(text) ? null : DatabaseAddress.Parse(text);
    }

    private static InvocationConfiguration Invocation(CliContext context) => new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null, // Program listens to the signals itself, for commands that run synchronously too.
        Output = context.Output,
        Error = context.Error,
    };

    private static int Fail(CliContext context, string line, int code)
    {
        context.Error.WriteLine(context.Text("cli.error.prefix", line.ReplaceLineEndings(" ")));
        return code;
    }
}
