using LoRaNode.Simulator.Cities;
using LoRaNode.Simulator.Scenarios;
using LoRaNode.Simulator.Tests.Relay;
using LoRaNode.VirtualRadio.Places;

namespace LoRaNode.Simulator.Tests.Cities;

public sealed class CityFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("loranode-cities-").FullName;

    public CityFolderTests()
    {
        Write("line.json", """{ "nodes": 3, "spreading_factor": 9, "bandwidth_hz": 250000 }""");
        Write("line.nodes.csv", "node,x_m,y_m,height_m\n0,0,0,25\n1,1000,0,25\n2,2000,0,1.5\n");
        Write("line.loss.csv", "a,b,path_loss_db\n0,1,120\n1,2,122.5\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("district-30", 30, 11.53)]
    [InlineData("bridge-81", 81, 16.64)]
    [InlineData("city-100", 100, 13.64)]
    [InlineData("corridor-24", 24, 3.58)]
    [InlineData("dense-100", 100, 81.16)]
    [InlineData("metro-300", 300, 14.61)]
    public void A_shared_city_has_the_neighbours_that_its_settings_state(string name, int nodes, double meanNeighbours)
    {
        var city = SharedCities.Load(name);
        Assert.Equal(nodes, city.Count);

        // The settings count links with 3 dB or more above the sensitivity.
        Assert.Equal(meanNeighbours, Enumerable.Range(0, nodes).Average(i => city.Degree(i, 3)), 0.05);
    }

    [Fact]
    public void Losses_of_the_model_follow_the_law_of_the_shared_cities()
    {
        // The difference between given and mean loss is the shadowing: 5 dB among rooftops.
        var city = SharedCities.Load("city-100");
        var drawn = new UrbanLosses(city.Sites, city.Radio.FrequencyHz, 1);
        var given = new List<double>();
        var own = new List<double>();
        for (int i = 0; i < city.Count; i++)
        {
            var reached = city.Reached(i);
            var dbm = city.ReceivedDbm(i);
            for (int k = 0; k < reached.Length; k++)
            {
                // Close enough that weak links were not left out of the list.
                var other = city.Sites[reached[k]];
                if (city.Sites[i].IsRooftop && other.IsRooftop && city.Sites[i].DistanceTo(other) < 3_500)
                {
                    double mean = UrbanLosses.MeanLossDb(city.Sites[i], other, city.Radio.FrequencyHz);
                    given.Add(city.Radio.PowerDbm - dbm[k] - mean);
                    own.Add(drawn.LossDb(i, reached[k]) - mean);
                    Assert.Equal(drawn.LossDb(i, reached[k]), drawn.LossDb(reached[k], i));
                }
            }
        }

        Assert.InRange(given.Average(), -1.5, 1.5);
        Assert.InRange(own.Average(), -1.5, 1.5);
        Assert.InRange(Math.Sqrt(given.Average(v => v * v)), 4, 6);
        Assert.InRange(Math.Sqrt(own.Average(v => v * v)), 4, 6);
    }

    [Theory]
    [InlineData(CityShape.City, "city-100")]
    [InlineData(CityShape.Corridor, "corridor-24")]
    [InlineData(CityShape.Bridge, "bridge-81")]
    [InlineData(CityShape.Dense, "dense-100")]
    public void A_made_up_city_is_about_as_dense_as_the_shared_one_of_its_shape(CityShape shape, string shared)
    {
        var given = SharedCities.Load(shared);
        double Neighbours(CityMap city) => Enumerable.Range(0, city.Count).Average(i => city.Degree(i, 3));
        double made = Enumerable.Range(1, 5).Average(seed => Neighbours(CityGenerator.Make(shape, given.Count, seed)));
        Assert.InRange(made, Neighbours(given) * 0.7, Neighbours(given) * 1.4);
    }

    [Fact]
    public void A_city_is_what_its_files_say()
    {
        var city = CityFolder.Load(_folder, "line");
        Assert.Equal(["line"], CityFolder.Names(_folder));
        Assert.Equal([0, 2], city.Reached(1).ToArray());
        Assert.Equal(14 - 122.5, city.ReceivedDbm(2)[0], 3);
        Assert.False(city.Sites[2].IsRooftop);
        Assert.Null(CityFolder.EventsOf(_folder, "line"));
        Write("line.events.csv", ScenarioFile.Heading + "\n");
        Assert.Equal(Path.Combine(_folder, "line.events.csv"), CityFolder.EventsOf(_folder, "line"));
    }

    [Theory]
    [InlineData("line.json", "{", CityFault.Json, 1, "")]
    [InlineData("line.json", "[]", CityFault.Json, 1, "")]
    [InlineData("line.json", """{ "spreading_factor": "nine" }""", CityFault.Setting, 0, "spreading_factor")]
    [InlineData("line.json", """{ "spreading_factor": 5 }""", CityFault.Setting, 0, "spreading_factor")]
    [InlineData("line.json", """{ "bandwidth_hz": 123456 }""", CityFault.Setting, 0, "bandwidth_hz")]
    [InlineData("line.json", """{ "tx_power_dbm": 1e300 }""", CityFault.Setting, 0, "tx_power_dbm")]
    [InlineData("line.json", """{ "nodes": 4 }""", CityFault.NodeCount, 0, "4")]
    [InlineData("line.nodes.csv", "node,x_m,y_m,height_m\n0,0,0,25\n1,east,0,25\n", CityFault.Node, 3, "1")]
    [InlineData("line.nodes.csv", "node,x_m,y_m,height_m\n0,0,0,25\n2,0,0,25\n", CityFault.Node, 3, "1")]
    [InlineData("line.nodes.csv", "node,x_m,y_m,height_m\n", CityFault.Node, 2, "0")]
    [InlineData("line.nodes.csv", "", CityFault.Node, 2, "0")]
    [InlineData("line.loss.csv", "a,b,path_loss_db\n0,1,120\n0,3,100\n", CityFault.Loss, 3, "2")]
    [InlineData("line.loss.csv", "a,b,path_loss_db\n1,1,120\n", CityFault.Loss, 2, "2")]
    [InlineData("line.loss.csv", "a,b,path_loss_db\n0,1,NaN\n", CityFault.Loss, 2, "2")]
    public void A_wrong_file_is_named_with_line_and_fault(string file, string content, CityFault fault, int line, string detail)
    {
        Write(file, content);
        var error = Assert.Throws<CityFileException>(() => CityFolder.Load(_folder, "line"));
        Assert.Equal((Path.Combine(_folder, file), fault, line, detail), (error.FilePath, error.Fault, error.Line, error.Detail));
    }

    [Theory]
    [InlineData("5,reboot,1\n", CityFault.EventHeading, 1, "")]
    [InlineData("at_s,event,node,a,b,c\nsoon,reboot,1\n", CityFault.EventTime, 2, "soon")]
    [InlineData("at_s,event,node,a,b,c\n-1,reboot,1\n", CityFault.EventTime, 2, "-1")]
    [InlineData("at_s,event,node,a,b,c\n5\n", CityFault.EventName, 2, "")]
    [InlineData("at_s,event,node,a,b,c\n\n5,explode,1\n", CityFault.EventName, 3, "explode")]
    [InlineData("at_s,event,node,a,b,c\n5,reboot\n", CityFault.EventNode, 2, "2")]
    [InlineData("at_s,event,node,a,b,c\n5,reboot,3\n", CityFault.EventNode, 2, "2")]
    [InlineData("at_s,event,node,a,b,c\n5,move,1,100\n", CityFault.EventArguments, 2, "move: a, b")]
    [InlineData("at_s,event,node,a,b,c\n5,jam,,100,0,loud\n", CityFault.EventArguments, 2, "jam: a, b, c")]
    public void A_wrong_event_is_named_with_line_and_fault(string content, CityFault fault, int line, string detail)
    {
        Write("line.events.csv", content);
        string path = Path.Combine(_folder, "line.events.csv");
        var error = Assert.Throws<CityFileException>(() => ScenarioFile.Load(path, 3));
        Assert.Equal((path, fault, line, detail), (error.FilePath, error.Fault, error.Line, error.Detail));
    }

    private void Write(string file, string content) => File.WriteAllText(Path.Combine(_folder, file), content);
}
