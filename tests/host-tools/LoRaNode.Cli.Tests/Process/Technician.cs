using System.Text.Json;
using LoRaNode.Host.Tests.Servers;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>A technician with a folder, a community in it, and the tool.</summary>
internal sealed class Technician : IDisposable
{
    public const string Passphrase = "correct horse";

    private readonly TemporaryFolder _folder = new();

    public string Network => _folder.File("my-city");

    public string File(string name) => _folder.File(name);

    public static async Task<Technician> WithNetworkAsync(params string[] more)
    {
        var technician = new Technician();
        await technician.DoneAsync(["network", "create", "--name", "Қалқан Алматы", "--issuer", "Medics", .. more]);
        return technician;
    }

    /// <summary>Runs a command on the community.</summary>
    public Task<ToolResult> RunAsync(params string[] arguments) =>
        new Tool().In("LORANODE_PASSPHRASE", Passphrase).WithAsync([.. arguments, "--network", Network]);

    /// <summary>Runs a command that must succeed and say nothing on standard error.</summary>
    public async Task<string> DoneAsync(params string[] arguments)
    {
        ToolResult result = await RunAsync(arguments);
        Assert.True((result.ExitCode, result.Error) == (0, string.Empty), $"{string.Join(' ', arguments)}: {result.ExitCode} {result.Error}");
        return result.Output;
    }

    /// <summary>The same with <c>--json</c>.</summary>
    public async Task<JsonElement> JsonAsync(params string[] arguments) => JsonDocument.Parse(await DoneAsync([.. arguments, "--json"])).RootElement;

    /// <summary>What a node says of itself.</summary>
    public static async Task<JsonElement> IdentifyAsync(string port)
    {
        ToolResult result = await Tool.RunAsync("node", "identify", "--port", port, "--json");
        return JsonDocument.Parse(result.Output).RootElement;
    }

    /// <summary>Looks at a node until something is true of it.</summary>
    public static Task<bool> ComesTrueAsync(string port, Func<JsonElement, bool> isTrue) =>
        Eventually.IsTrueAsync(async () => isTrue(await IdentifyAsync(port)));

    public void Dispose() => _folder.Dispose();
}
