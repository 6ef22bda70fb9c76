using System.Text;
using System.Text.Json;
using LoRaNode.Host.Boards;
using LoRaNode.Node.Boards;

namespace LoRaNode.Host.Tests.Boards;

public class BoardTests
{
    private static readonly string Root = FindRoot();

    private static readonly IReadOnlyList<BoardFile> Files = BoardShelf.ReadFolder(Path.Combine(Root, BoardOutputs.BoardsFolder));

    public static TheoryData<string> Ids => [.. Files.Select(board => board.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Board_is_possible(string id)
    {
        Assert.Empty(BoardCheck.Faults(Board(id)));
    }

    [Fact]
    public void Every_promised_board_has_its_file()
    {
        string[] promised =
        [
            "tbeam-0.7", "tbeam-1.0", "tbeam-1.1", "tbeam-1.2", "lora32-1.0", "lora32-1.3", "lora32-2.0", "lora32-2.1-1.6",
            "heltec-wifi-lora-32-v1", "heltec-wifi-lora-32-v2", "heltec-wireless-stick", "esp32-devkitc-rfm95w", "esp32-devkitc-ra-02",
        ];
        Assert.Empty(promised.Except(Files.Select(board => board.Id)));
    }

    [Fact]
    public void File_is_named_by_its_id_and_the_tool_carries_the_same_boards()
    {
        string[] names = [.. Directory.EnumerateFiles(Path.Combine(Root, BoardOutputs.BoardsFolder), "*.json")
            .Select(Path.GetFileNameWithoutExtension)
            .Where(name => name != "board.schema")
            .Select(name => name!)
            .Order(StringComparer.Ordinal)];
        Assert.Equal(names, Files.Select(board => board.Id).Order(StringComparer.Ordinal));
        Assert.Equal(names, BoardShelf.All.Select(board => board.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Generated_files_are_up_to_date()
    {
        foreach ((string path, string content) in BoardOutputs.Make(Root))
        {
            string file = Path.Combine(Root, path);
            Assert.True(File.Exists(file), $"{path} is missing: run \"loranode boards generate .\".");
            Assert.True(File.ReadAllText(file) == content, $"{path} is stale: run \"loranode boards generate .\".");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Firmware_has_the_pins_of_the_file(string id)
    {
        BoardFile file = Board(id);
        BoardDefinition firmware = BoardCatalog.Find(id);
        Assert.Contains(id, BoardCatalog.Ids());
        Assert.Equal(file.Name, firmware.Name);
        Assert.Equal(file.Radio.SelectPin, firmware.RadioSelectPin);
        Assert.Equal(file.Radio.ResetPin ?? BoardDefinition.NotWired, firmware.RadioResetPin);
        Assert.Equal(file.Radio.Dio0Pin ?? BoardDefinition.NotWired, firmware.RadioDio0Pin);
        Assert.Equal(file.Radio.Dio1Pin ?? BoardDefinition.NotWired, firmware.RadioDio1Pin);
        Assert.Equal(file.Radio.Clock == BoardRadioClock.Tcxo, firmware.RadioHasTcxo);
        Assert.Equal(file.Display?.ResetPin ?? BoardDefinition.NotWired, firmware.DisplayResetPin);
        Assert.Equal(file.Battery?.Pin ?? BoardDefinition.NotWired, firmware.BatteryPin);
        Assert.Equal(file.Power?.Address ?? 0, firmware.PowerChipAddress);
        Assert.Equal(file.SwitchedSupply?.Pin ?? BoardDefinition.NotWired, firmware.SupplyPin);
    }

    [Fact]
    public void Firmware_knows_no_other_boards()
    {
        Assert.Null(BoardCatalog.Find("toaster"));
        Assert.Null(BoardShelf.Find("toaster"));
        Assert.Equal(Files.Count, BoardCatalog.Ids().Length);
    }

    [Fact]
    public void Impossible_boards_are_found_out()
    {
        BoardFile good = Board("tbeam-1.1");
        AssertFault(good with { Led = new BoardSwitch(5, false) }, "GPIO5 is used for Radio SCK and LED");
        AssertFault(good with { Led = new BoardSwitch(36, false) }, "input only");
        AssertFault(good with { Button = new BoardSwitch(9, true) }, "flash or PSRAM");
        AssertFault(good with { Button = new BoardSwitch(17, true) }, "flash or PSRAM");
        AssertFault(good with { Button = new BoardSwitch(24, true) }, "there is no GPIO24");
        AssertFault(good with { Button = new BoardSwitch(3, true) }, "USB serial port");
        AssertFault(good with { Battery = new BoardBattery(13, 100, 100) }, "ADC1");
        AssertFault(good with { Image = "ESP32_REV3" }, "do not fit together");
        AssertFault(good with { Sources = [] }, "Sources");
        AssertFault(good with { Radio = good.Radio with { TcxoEnablePin = 13 } }, "without a TCXO");
        AssertFault(good with { Radio = good.Radio with { Chip = BoardRadioChip.Sx1278 } }, "525 MHz");
        BoardFile pico = Board("lora32-2.1-1.6");
        AssertFault(pico with { Display = pico.Display! with { ResetPin = 16 } }, "flash or PSRAM");
    }

    [Fact]
    public void Files_with_unknown_missing_or_wrong_properties_are_refused()
    {
        string text = File.ReadAllText(Path.Combine(Root, BoardOutputs.BoardsFolder, "tbeam-1.1.json"));
        Assert.Equal("tbeam-1.1", Parse(text).Id);
        Assert.Throws<JsonException>(() => Parse(text.Replace("\"maker\"", "\"mkaer\"", StringComparison.Ordinal)));
        Assert.Throws<JsonException>(() => Parse(text.Replace("\"resetPin\": 23", "\"resetPin\": \"23\"", StringComparison.Ordinal)));
        Assert.Throws<JsonException>(() => Parse(text.Replace("\"SX1276\"", "\"SX1301\"", StringComparison.Ordinal)));
        Assert.Throws<JsonException>(() => Parse(text.Replace("\"dio0Pin\": 26,", string.Empty, StringComparison.Ordinal)));
    }

    private static void AssertFault(BoardFile board, string words)
    {
        Assert.Contains(BoardCheck.Faults(board), fault => fault.Contains(words, StringComparison.Ordinal));
    }

    private static BoardFile Parse(string text) => BoardShelf.Parse(Encoding.UTF8.GetBytes(text));

    private static BoardFile Board(string id) => Files.Single(board => board.Id == id);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LoRaNode.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("LoRaNode.sln was not found above the tests.");
    }
}
