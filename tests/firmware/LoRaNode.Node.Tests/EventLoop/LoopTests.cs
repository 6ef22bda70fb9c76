using LoRaNode.Core.Relay;
using LoRaNode.Node.Boards;
using LoRaNode.Node.EventLoop;
using LoRaNode.Node.Power;

namespace LoRaNode.Node.Tests.EventLoop;

/// <summary>What the device program decides, without a device.</summary>
public sealed class LoopTests
{
    [Fact]
    public void A_loop_that_comes_round_is_never_stuck_and_one_that_does_not_is_found()
    {
        var heartbeat = new Heartbeat();
        for (int i = 0; i < 100; i++)
        {
            heartbeat.Beat();
            Assert.False(heartbeat.IsStuck());
        }

        heartbeat.Enter(LoopStage.Network);
        int looks = 1;
        while (!heartbeat.IsStuck())
        {
            looks++;
        }

        Assert.Equal(Heartbeat.LimitMs / Heartbeat.LookEveryMs, looks);
        Assert.Equal(LoopStage.Network, heartbeat.Stage);
    }

    [Theory]
    [InlineData(PowerState.Full, 1000)]
    [InlineData(PowerState.Saving, 167)]
    [InlineData(PowerState.BeaconOnly, 17)]
    public void The_radio_listens_as_long_as_the_power_plan_says(PowerState state, int perMille)
    {
        var rhythm = new RelayRhythm();
        var schedule = new ListenSchedule(rhythm);
        rhythm.Hear(rhythm.Told(5_000), true, 5_000);
        schedule.Enter(state, 5_000);
        int open = 0;
        for (long nowMs = 5_000; nowMs < 5_000 + 3_600_000; nowMs += 1_000)
        {
            open += schedule.IsOpen(nowMs) ? 1 : 0;
            Assert.True(schedule.NextChangeMs(nowMs) > nowMs);
            Assert.True(state == PowerState.Full || schedule.IsOpen(schedule.NextChangeMs(nowMs)) != schedule.IsOpen(nowMs));
        }

        Assert.InRange(open * 1000 / 3600, perMille - 1, perMille + 1);
    }

    [Fact]
    public void Whoever_is_alone_searches_from_one_mark_to_the_next_now_and_then_and_whoever_is_not_searches_rarely()
    {
        Assert.InRange(Searches(company: false), 6, 7);
        Assert.InRange(Searches(company: true), 1, 1);

        // In a day of saving.
        static int Searches(bool company)
        {
            var rhythm = new RelayRhythm();
            var schedule = new ListenSchedule(rhythm);
            rhythm.Hear(rhythm.Told(0), true, 0);
            if (!company)
            {
                schedule = new ListenSchedule(rhythm = new RelayRhythm());
            }

            schedule.Enter(PowerState.Saving, 0);
            int searches = 0;
            bool searched = false;
            for (long nowMs = 0; nowMs < 25L * 3600 * 1000; nowMs += 1_000)
            {
                if (company && nowMs % RelayRhythm.MarkMs == 5_000)
                {
                    rhythm.Hear(rhythm.Told(nowMs), true, nowMs);
                }

                // Open in the middle of a minute: no window of saving.
                bool isSearching = nowMs % RelayRhythm.PeriodMs == 30_000 ? schedule.IsOpen(nowMs) : searched;
                searches += isSearching && !searched ? 1 : 0;
                searched = isSearching;
            }

            return searches;
        }
    }

    [Fact]
    public void A_board_is_known_by_the_chips_that_answer()
    {
        Assert.Equal("tbeam-1.0", new BoardFinder(new Buses("tbeam-1.0")).Find(string.Empty)!.Id);
        Assert.Equal("esp32-devkitc-rfm95w", new BoardFinder(new Buses("esp32-devkitc-rfm95w")).Find("esp32-devkitc-rfm95w")!.Id);
        Assert.Null(new BoardFinder(new Buses("none")).Find(string.Empty));
    }

    [Fact]
    public void A_stored_board_whose_chips_do_not_answer_is_not_believed()
    {
        Assert.Equal("tbeam-1.0", new BoardFinder(new Buses("tbeam-1.0")).Find("lora32-1.3")!.Id);
    }

    /// <summary>The buses of one board: chips answer on its pins alone.</summary>
    private sealed class Buses(string id) : IBoardProbe
    {
        private readonly BoardDefinition? _board = BoardCatalog.Find(id);

        public bool AnswersOnI2c(BoardDefinition board, int address) =>
            _board is not null && board.I2cDataPin == _board.I2cDataPin && board.I2cClockPin == _board.I2cClockPin
            && (address == _board.PowerChipAddress || (address == _board.DisplayAddress && _board.DisplayIsFitted));

        public bool HasRadio(BoardDefinition board) =>
            _board is not null && board.RadioClockPin == _board.RadioClockPin && board.RadioSelectPin == _board.RadioSelectPin
            && board.RadioMisoPin == _board.RadioMisoPin && board.RadioMosiPin == _board.RadioMosiPin;
    }
}
