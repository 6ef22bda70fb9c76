using System.CommandLine;

namespace LoRaNode.Cli.Crypto;

/// <summary><c>loranode crypto</c>: checks of the cryptographic code.</summary>
public static class CryptoCommands
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Command("crypto", context.Text("crypto.description")) { WycheproofCommand.Create(context) };
    }
}
