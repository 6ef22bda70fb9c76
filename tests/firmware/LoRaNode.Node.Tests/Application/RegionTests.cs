using LoRaNode.Host.Store;
using LoRaNode.Node.Boards;
using LoRaNode.Node.Link;
using LoRaNode.Node.Settings;
using LoRaNode.Node.Storage;
using LoRaNode.Radio.Regions;
using LoRaNode.Simulator.Boards;
using LoRaNode.Simulator.Flash;
using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Chip;

namespace LoRaNode.Node.Tests.Application;

/// <summary>A node sends only where and as its region allows, by what its radio's registers say.</summary>
public sealed class RegionTests
{
    private const double StepHz = 32e6 / (1 << 19);

    public static TheoryData<string, string> Networks =>
    [
        .. NetworkRadio.RegionCodes.SelectMany(_ => RadioPreset.All, (region, preset) => (region, preset.Name))
            .Where(n => NetworkRadio.TryFind(n.region, n.Name) is not null),
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_frame_lies_inside_the_band_and_below_its_power(string region, string preset)
    {
        using var bench = new Bench();
        NetworkRadio radio = NetworkRadio.TryFind(region, preset)!;
        var frames = new List<AirFrame>();
        bench.Air.FrameStarted += frames.Add;
        VirtualBoard[] boards = [Provisioned(bench, radio, "a"), Provisioned(bench, radio, "b")];
        bench.Run(60_000);
        bench.Request(boards[0], LinkOperation.SendMessage, 0x80, (byte)'h', (byte)'i');
        bench.Run(20_000);

        Assert.NotEmpty(frames);
        Assert.All(frames, f =>
        {
            // The synthesizer's step is 61 Hz.
            Assert.InRange(f.Wave.FrequencyHz - (f.Wave.BandwidthHz / 2), radio.Band.LowHz - StepHz, radio.Band.HighHz);
            Assert.InRange(f.Wave.FrequencyHz + (f.Wave.BandwidthHz / 2), radio.Band.LowHz, radio.Band.HighHz + StepHz);
            Assert.True(f.PowerDbm <= radio.Band.MaxConductedDbm(21), $"{f.PowerDbm} dBm");
        });
        Assert.InRange(RegisterHz(boards[0]), radio.Settings.FrequencyHz - StepHz, radio.Settings.FrequencyHz + StepHz);
        Assert.True(bench.Statistics(boards[0]).AirtimeLimitMs <= Math.Max(radio.HourlyBudgetMs, 3_600));
    }

    [Fact]
    public void A_node_that_does_not_know_its_region_takes_no_keys_and_sends_nothing()
    {
        using var bench = new Bench();
        var flash = new MemoryVolume();
        VirtualBoard board = bench.BoardWithoutRegion(flash);
        byte[] credentials = bench.Community.IssueCredentials(bench.Community.AddNode("a").Address, Bench.Now);
        Assert.Equal(LinkStatus.NoRegion, bench.Provision(board, credentials));
        Assert.False(bench.Identify(board).IsRegionKnown);

        bench.Set(board, Settings(NetworkRadio.Default), out _);
        Assert.Equal(LinkStatus.Ok, bench.Provision(board, credentials));
        board.PowerOff();
        new MemoryStorage(flash).Delete(StorageNames.Settings);

        VirtualBoard lost = bench.BoardWithoutRegion(flash);
        long before = bench.Air.FramesSent;
        bench.Run(20 * 60_000);
        Assert.Equal(before, bench.Air.FramesSent);
        Assert.Equal(LinkStatus.NotProvisioned, bench.Request(lost, LinkOperation.SendMessage, 0x80, (byte)'x').Status);
        Assert.Equal((true, false), (bench.Identify(lost).IsProvisioned, bench.Identify(lost).IsRegionKnown));

        Assert.Equal(LinkStatus.Ok, bench.Set(lost, Settings(NetworkRadio.Default), out _));
        bench.Run(60_000);
        Assert.True(bench.Air.FramesSent > before);
        Assert.InRange(RegisterHz(lost), NetworkRadio.Default.Settings.FrequencyHz - StepHz, NetworkRadio.Default.Settings.FrequencyHz + StepHz);
    }

    [Fact]
    public void Settings_outside_of_the_range_of_the_board_that_was_found_are_refused_though_they_name_no_board()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.BoardWithoutRegion(type: BoardCatalog.Find("esp32-devkitc-ra-02"));

        Assert.Equal(LinkStatus.Refused, bench.Set(board, Settings(NetworkRadio.Default), out SettingsFault fault));
        Assert.Equal(SettingsFault.Band, fault);
        Assert.False(bench.Identify(board).IsRegionKnown);
        Assert.Equal(LinkStatus.Ok, bench.Set(board, Settings(NetworkRadio.TryFind("kz-433", "city")!), out _));
    }

    [Fact]
    public void An_erased_node_has_forgotten_region_and_password()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.BoardWithoutRegion();
        NodeSettings settings = Settings(NetworkRadio.TryFind("ru-866", "city")!);
        settings.WifiName = "cafe"u8.ToArray();
        settings.WifiPassword = "correct horse"u8.ToArray();
        bench.Set(board, settings, out _);

        Assert.Equal(LinkStatus.Ok, bench.Erase(board));

        Assert.False(bench.Identify(board).IsRegionKnown);
        Assert.Empty(board.Application.Settings.WifiPassword);
        Assert.Equal(RadioBandId.Kazakhstan863, board.Application.Settings.Band);
    }

    [Fact]
    public void What_a_blank_node_would_use_is_legal()
    {
        var settings = new NodeSettings();
        byte[] bytes = new byte[NodeSettings.MaxSize];

        Assert.Equal(SettingsFault.None, new NodeSettings().TryRead(bytes, 0, settings.Write(bytes, 0, true)));
    }

    [Fact]
    public void The_version_that_the_firmware_tells_is_the_products()
    {
        Version version = typeof(NodeApplication).Assembly.GetName().Version!;

        Assert.Equal((version.Major, version.Minor, version.Build), (FirmwareVersion.Major, FirmwareVersion.Minor, FirmwareVersion.Patch));
    }

    private static VirtualBoard Provisioned(Bench bench, NetworkRadio radio, string name)
    {
        VirtualBoard board = bench.BoardWithoutRegion();
        Assert.Equal(LinkStatus.Ok, bench.Set(board, Settings(radio), out _));
        Assert.Equal(LinkStatus.Ok, bench.Provision(board, bench.Community.IssueCredentials(bench.Community.AddNode(name).Address, Bench.Now)));
        return board;
    }

    private static NodeSettings Settings(NetworkRadio radio)
    {
        var settings = new NodeSettings { Band = radio.Band.Id };
        settings.Radio.FrequencyHz = radio.Settings.FrequencyHz;
        settings.Radio.BandwidthHz = radio.Settings.BandwidthHz;
        settings.Radio.SpreadingFactor = radio.Settings.SpreadingFactor;
        settings.Radio.PowerDbm = radio.Settings.PowerDbm;
        return settings;
    }

    private static double RegisterHz(VirtualBoard board)
    {
        int word = 0;
        foreach (byte register in (byte[])[Register.FrfMsb, Register.FrfMid, Register.FrfLsb])
        {
            word = (word << 8) | board.Chip.Peek(RegisterPage.Common, register);
        }

        return word * StepHz;
    }
}
