using LoRaNode.Simulator.Cities;

namespace LoRaNode.Simulator.Tests.Relay;

/// <summary>The shared cities.</summary>
internal static class SharedCities
{
    /// <summary>Folder of the shared scenarios.</summary>
    public static string Folder
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "LoRaNode.sln")))
            {
                directory = directory.Parent;
            }

            string folder = Path.Combine(directory?.Parent?.FullName ?? "", "shared", "scenarios");
            Assert.True(Directory.Exists(folder), $"The shared cities are not at {folder}; put them there to run this test.");
            return folder;
        }
    }

    public static CityMap Load(string name) => CityFolder.Load(Folder, name);
}
