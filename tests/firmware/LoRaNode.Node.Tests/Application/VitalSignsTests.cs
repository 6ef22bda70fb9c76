using CsCheck;
using LoRaNode.Node.Link;
using LoRaNode.Node.Log;
using LoRaNode.Simulator.Boards;

namespace LoRaNode.Node.Tests.Application;

/// <summary>What a node notes of itself from time to time.</summary>
public sealed class VitalSignsTests
{
    private const long HourMs = 3600 * 1000;

    private static readonly LogCode[] Codes = [LogCode.Battery, LogCode.Airtime, LogCode.Traffic, LogCode.Standing, LogCode.Neighbours];

    [Fact]
    public void A_quarter_of_an_hour_after_the_start_the_log_has_neighbours_airtime_and_traffic()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.ProvisionedBoard("a");
        VirtualBoard[] others = [bench.ProvisionedBoard("b"), bench.ProvisionedBoard("c"), bench.ProvisionedBoard("d")];

        bench.Run(VitalSigns.FirstMs - 1000);
        Assert.Empty(Signs(bench, board));
        bench.Run(2000);

        IReadOnlyList<LogRecord> signs = Signs(bench, board);
        Assert.Equal([LogCode.Airtime, LogCode.Traffic, LogCode.Standing, LogCode.Neighbours, LogCode.Neighbours], signs.Select(r => r.Code));
        Assert.True(signs[0].A > 0);
        Assert.Equal(board.Application.Network!.Engine.Budget.LimitMs, signs[0].B);
        Assert.Equal((int)board.Application.Network.Engine.FramesReceived, signs[1].A);
        Assert.Equal((int)board.Application.Network.Engine.FramesSent, signs[1].B);
        Assert.Equal(3, signs[2].A);
        int[] notes = [signs[3].A, signs[3].B, signs[4].A, signs[4].B];
        Assert.Equal(others.Select(o => (int)o.Application.Identity!.Address).Append(0).Order(), notes.Select(n => (int)NeighbourNote.Address(n)).Order());
        Assert.All(notes.Take(3), n => Assert.True(NeighbourNote.SnrHalfDb(n) > 0));
    }

    [Fact]
    public void Half_a_day_costs_the_log_no_more_than_it_was_made_for()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.ProvisionedBoard("a");
        for (int i = 0; i < VitalSigns.MaxNeighbours + 4; i++)
        {
            bench.ProvisionedBoard($"n{i}");
        }

        bench.Run(VitalSigns.FirstMs + HourMs);
        uint before = bench.Identify(board).NextLogIndex;
        bench.Run(12 * HourMs);

        Assert.InRange(bench.Identify(board).NextLogIndex - before, 24u, 36u);
    }

    [Fact]
    public void From_whom_news_came_first_is_counted_until_it_is_noted()
    {
        using var bench = new Bench();
        VirtualBoard source = bench.ProvisionedBoard("source");
        VirtualBoard board = bench.ProvisionedBoard("board");
        bench.Run(60_000);
        Assert.Equal(LinkStatus.Ok, bench.SendAlert(source, bench.Alert("one")).Status);
        bench.Run(60_000);
        Assert.Equal(LinkStatus.Ok, bench.SendAlert(source, bench.Alert("two")).Status);
        bench.Run(60_000);

        bench.NoteVitalSigns(board);
        LogRecord first = Signs(bench, board)[^1];
        bench.Run(VitalSigns.LeastPauseMs);
        bench.NoteVitalSigns(board);
        LogRecord second = Signs(bench, board)[^1];

        Assert.Equal((source.Application.Identity!.Address, 2), (NeighbourNote.Address(first.A), NeighbourNote.Firsts(first.A)));
        Assert.Equal(0, NeighbourNote.Firsts(second.A));
    }

    [Fact]
    public void Asking_again_and_again_writes_nothing_within_a_minute()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.ProvisionedBoard("a");
        bench.Run(1000);
        bench.NoteVitalSigns(board);
        uint before = bench.Identify(board).NextLogIndex;

        for (int i = 0; i < 50; i++)
        {
            Assert.Equal(LinkStatus.Ok, bench.Request(board, LinkOperation.NoteVitalSigns).Status);
            bench.Run(1000);
        }

        Assert.Equal(before, bench.Identify(board).NextLogIndex);
    }

    [Fact]
    public void The_battery_is_noted_with_its_lowest_and_its_highest_voltage()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.ProvisionedBoard("a");
        foreach ((int battery, int input) in new[] { (3_900, 0), (3_610, 0), (4_150, 5_600), (4_000, 200) })
        {
            board.Application.Power.BatteryMillivolts = battery;
            board.Application.Power.InputMillivolts = input;
            board.Application.OnMeasured();
        }

        bench.Run(VitalSigns.FirstMs + 1000);
        LogRecord noted = Assert.Single(Signs(bench, board), r => r.Code == LogCode.Battery);
        Assert.Equal((3_610, 4_150, 5_600), (noted.A & 0xFFFF, noted.A >> 16, noted.B));
    }

    [Fact]
    public void Without_credentials_there_is_nothing_to_note()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.Board();

        Assert.Equal(LinkStatus.NotProvisioned, bench.Request(board, LinkOperation.NoteVitalSigns).Status);
    }

    [Fact]
    public void A_packed_neighbour_is_unpacked_as_it_was()
    {
        Gen.Select(Gen.UShort, Gen.Int[-256, 255], Gen.Int[0, 3], Gen.Int[0, 200]).Sample((address, snr, quality, firsts) =>
        {
            int note = NeighbourNote.Pack(address, snr, quality, firsts);

            Assert.Equal(address, NeighbourNote.Address(note));
            Assert.Equal(snr >> 1, NeighbourNote.SnrHalfDb(note));
            Assert.Equal(quality, NeighbourNote.Quality(note));
            Assert.Equal(Math.Min(firsts, NeighbourNote.MaxFirsts), NeighbourNote.Firsts(note));
        });
        Assert.Equal(-64, NeighbourNote.SnrHalfDb(NeighbourNote.Pack(1, -1000, 0, 0)) / 2);
        Assert.Equal(127, NeighbourNote.SnrHalfDb(NeighbourNote.Pack(1, 1000, 0, 0)));
    }

    private static IReadOnlyList<LogRecord> Signs(Bench bench, VirtualBoard board) => [.. bench.Log(board, 0).Where(r => Codes.Contains(r.Code))];
}
