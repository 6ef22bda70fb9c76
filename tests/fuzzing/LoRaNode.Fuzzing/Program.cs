using System.CommandLine;

namespace LoRaNode.Fuzzing;

/// <summary>Throws mutated and random input at every parser; each target is one command.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        var root = new RootCommand("Throws mutated and random input at every parser; each target is one command.");
        root.Add(TextDecodeFuzzing.Create());
        foreach (FuzzTarget target in FuzzTargets.All())
        {
            root.Add(FuzzCommand.Create(target));
        }

        return root.Parse(args).Invoke();
    }
}
