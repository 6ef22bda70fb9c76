namespace LoRaNode.Cli;

/// <summary>Entry point of the <c>loranode</c> command.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        return args.Length;
    }
}
