using LoRaNode.Simulator.Fleet;

namespace LoRaNode.Cli.Tests.Fleet;

/// <summary>A small community that lived for a day, rehearsed once for all tests that look at it.</summary>
public sealed class RehearsedFleet : IAsyncLifetime
{
    public const int Nodes = 8;

    private readonly TemporaryFolder _folder = new();

    public string Network => _folder.File("city");

    public string File(string name) => _folder.File(name);

    public async ValueTask InitializeAsync() => await FleetRehearsal.RunAsync(
        Directory.CreateDirectory(Network).FullName,
        new RehearsalOptions(Nodes, 1, 4, DateTimeOffset.Now),
        null,
        TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
