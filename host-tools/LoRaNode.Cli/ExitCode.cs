namespace LoRaNode.Cli;

/// <summary>The exit codes of every <c>loranode</c> command. They are stable: scripts rely on them.</summary>
public static class ExitCode
{
    /// <summary>Done, and the goal is reached.</summary>
    public const int Success = 0;

    /// <summary>The command ran, but its goal was not reached (a node did not get the alert, a board did not answer).</summary>
    public const int Failure = 1;

    /// <summary>The command line or the input needs correcting; standard error holds one line that says how.</summary>
    public const int Usage = 2;

    /// <summary>A bug in the tool (EX_SOFTWARE of sysexits.h); standard error names the file with the details.</summary>
    public const int Bug = 70;

    /// <summary>Stopped by the person or the system (128 + SIGINT, as shells report it).</summary>
    public const int Interrupted = 130;
}
