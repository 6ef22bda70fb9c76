using LoRaNode.VirtualRadio.Links;
using LoRaNode.VirtualRadio.Places;

namespace LoRaNode.VirtualRadio.Tests;

public class ScenarioTests
{
    private static readonly string Folder = FindFolder();

    [Theory]
    [InlineData("district-30", 30, 11.53)]
    [InlineData("bridge-81", 81, 16.64)]
    [InlineData("city-100", 100, 13.64)]
    [InlineData("corridor-24", 24, 3.58)]
    [InlineData("dense-100", 100, 81.16)]
    [InlineData("metro-300", 300, 14.61)]
    public void A_shared_city_loads_and_has_the_neighbours_that_its_settings_state(string name, int nodes, double meanNeighbours)
    {
        var scenario = Scenario.Load(Folder, name);
        var settings = scenario.Settings;
        Assert.Equal(nodes, scenario.Places.Count);
        Assert.Equal(9, settings.SpreadingFactor);

        // The settings count links with 3 dB or more above the sensitivity.
        double sensitivity = new LinkModel().SensitivityDbm(settings.SpreadingFactor, settings.BandwidthHz);
        int links = 0;
        for (int i = 0; i < nodes; i++)
        {
            for (int k = 0; k < nodes; k++)
            {
                links += i != k && settings.PowerDbm - scenario.Losses.LossDb(i, k) >= sensitivity + 3 ? 1 : 0;
            }
        }

        Assert.Equal(meanNeighbours, links / (double)nodes, 0.05);
    }

    [Fact]
    public void A_missing_or_damaged_scenario_says_which_file_and_line()
    {
        Assert.Contains("nowhere.json", Assert.Throws<ScenarioException>(() => Scenario.Load(Folder, "nowhere")).Message, StringComparison.Ordinal);

        string folder = Directory.CreateTempSubdirectory("scenario").FullName;
        foreach (string file in Directory.EnumerateFiles(Folder, "district-30.*"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        string losses = Path.Combine(folder, "district-30.loss.csv");
        File.SetAttributes(losses, FileAttributes.Normal);
        File.WriteAllText(losses, "a,b,path_loss_db\n0,1,120\n0,30,100\n");
        Assert.Contains("district-30.loss.csv:3", Assert.Throws<ScenarioException>(() => Scenario.Load(folder, "district-30")).Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Losses_from_positions_follow_the_law_of_the_shared_cities()
    {
        // The difference between given and mean loss is the shadowing: 5 dB among rooftops, 7 between rooftop and street, 8 in the street.
        var scenario = Scenario.Load(Folder, "city-100");
        var mean = new UrbanLosses(scenario.Places, scenario.Settings.FrequencyHz, 1) { HasShadowing = false };
        var drawn = new UrbanLosses(scenario.Places, scenario.Settings.FrequencyHz, 1);
        var given = new List<double>();
        var own = new List<double>();
        for (int i = 0; i < scenario.Places.Count; i++)
        {
            for (int k = 0; k < i; k++)
            {
                // Close enough that weak links were not left out of the list.
                if (scenario.Places[i].IsRooftop && scenario.Places[k].IsRooftop && scenario.Places[i].DistanceTo(scenario.Places[k]) < 3_500)
                {
                    given.Add(scenario.Losses.LossDb(i, k) - mean.LossDb(i, k));
                    own.Add(drawn.LossDb(i, k) - mean.LossDb(i, k));
                    Assert.Equal(drawn.LossDb(i, k), drawn.LossDb(k, i));
                }
            }
        }

        Assert.InRange(given.Average(), -1.5, 1.5);
        Assert.InRange(own.Average(), -1.5, 1.5);
        Assert.InRange(Math.Sqrt(given.Average(v => v * v)), 4, 6);
        Assert.InRange(Math.Sqrt(own.Average(v => v * v)), 4, 6);
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LoRaNode.sln")))
            {
                string scenarios = Path.Combine(folder.FullName, "..", "shared", "scenarios");
                return Directory.Exists(scenarios)
                    ? scenarios
                    : throw new DirectoryNotFoundException($"The shared scenarios are not at {scenarios}; these tests need them.");
            }
        }

        throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }
}
