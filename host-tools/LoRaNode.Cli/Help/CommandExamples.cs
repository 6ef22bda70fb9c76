using System.CommandLine;
using System.Runtime.CompilerServices;

namespace LoRaNode.Cli.Help;

/// <summary>Examples that the help of a command shows.</summary>
public static class CommandExamples
{
    private static readonly ConditionalWeakTable<Command, CommandExample[]> Examples = [];

    /// <summary>Adds examples to the help of a command.</summary>
    public static Command WithExamples(this Command command, params CommandExample[] examples)
    {
        Examples.AddOrUpdate(command, examples);
        return command;
    }

    /// <summary>The examples of a command, none at worst.</summary>
    public static IReadOnlyList<CommandExample> Of(Command command) =>
        Examples.TryGetValue(command, out CommandExample[]? examples) ? examples : [];
}

/// <summary>One example of a command.</summary>
/// <param name="CommandLine">What to type, such as <c>loranode demo --seed 7</c>.</param>
/// <param name="Meaning">What it does, in the person's language.</param>
public sealed record CommandExample(string CommandLine, string Meaning);
