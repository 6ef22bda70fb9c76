using LoRaNode.Node.Boards;
using LoRaNode.Node.Power;

namespace LoRaNode.Node.Tests.Power;

/// <summary>Supplies are on, and have settled, before anything that hangs on them is asked.</summary>
public sealed class SupplyTests
{
    [Theory]
    [InlineData("tbeam-1.0", 0x03)]
    [InlineData("tbeam-1.1", 0x03)]
    [InlineData("tbeam-1.1", 0x4A)]
    [InlineData("tbeam-1.2", 0x4A)]
    public void A_t_beams_radio_answers_once_its_rail_is_on_and_its_reset_is_over(string id, int chipId)
    {
        BoardDefinition definition = BoardCatalog.Find(id)!;
        var board = new PoweredBoard(definition, chipId);
        Assert.False(board.RadioAnswers);

        IPowerChip? chip = new BoardSupplies(board).SwitchOn(definition);

        Assert.IsType(chipId == 0x03 ? typeof(Axp192) : typeof(Axp2101), chip);
        Assert.True(board.RadioAnswers);
        Assert.True(chip!.SetRail(PowerRail.Radio, false));
        Assert.False(board.RadioAnswers);
    }

    [Fact]
    public void Every_board_is_found_by_a_finder_whose_radio_answers_only_with_power()
    {
        foreach (string id in BoardCatalog.Ids())
        {
            BoardDefinition definition = BoardCatalog.Find(id)!;
            var board = new PoweredBoard(definition, 0x03);
            Assert.Equal(id, new BoardFinder(board).Find(id)!.Id);
        }
    }

    [Fact]
    public void A_power_chip_that_does_not_answer_leaves_the_radio_without_power_and_the_board_unknown()
    {
        var board = new PoweredBoard(BoardCatalog.Find("tbeam-1.0")!, 0x00);
        Assert.Null(new BoardSupplies(board).SwitchOn(board.Definition));
        Assert.False(board.RadioAnswers);
        Assert.False(((IBoardProbe)board).HasRadio(board.Definition));
    }

    /// <summary>
    /// A board whose radio has power only when its rail or supply pin is on, and answers only after its power-on reset. The rails are those of the
    /// AXP192 (LDO2: register 0x12, bit 2; voltage 0x28) and the AXP2101 (ALDO2: 0x90, bit 1; 0x93); both are off at first here.
    /// </summary>
    private sealed class PoweredBoard(BoardDefinition definition, int chipId) : IBoardOutputs, IBoardProbe, IRegisterBus
    {
        private const int PowerOnResetMs = 10;

        private readonly byte[] _registers = NewRegisters(chipId);
        private readonly HashSet<int> _high = [];
        private int _nowMs;
        private int? _poweredAtMs;

        public BoardDefinition Definition => definition;

        // Without a switch the radio has had its power since the board has.
        public bool RadioAnswers => HasPower && (_poweredAtMs is not { } at || _nowMs - at >= PowerOnResetMs);

        private bool HasPower
        {
            get
            {
                bool rail = chipId switch
                {
                    _ when definition.PowerChipAddress == 0 => true,
                    0x03 => (_registers[0x12] & 0x04) != 0 && _registers[0x28] >> 4 >= 12,
                    0x47 or 0x4A => (_registers[0x90] & 0x02) != 0 && (_registers[0x93] & 0x1F) >= 25,
                    _ => false,
                };
                bool pin = definition.SupplyPin == BoardDefinition.NotWired || _high.Contains(definition.SupplyPin) != definition.SupplyIsActiveLow;
                bool clock = definition.RadioTcxoEnablePin == BoardDefinition.NotWired || _high.Contains(definition.RadioTcxoEnablePin);
                return rail && pin && clock;
            }
        }

        public void SetOutput(int pin, bool isHigh) => Change(() => _ = isHigh ? _high.Add(pin) : _high.Remove(pin));

        public IRegisterBus OpenPowerChip(BoardDefinition board) => this;

        public void Wait(int ms) => _nowMs += ms;

        public bool Read(int number, byte[] buffer, int count)
        {
            Array.Copy(_registers, number, buffer, 0, count);
            return chipId != 0;
        }

        public bool Write(int number, int value)
        {
            Change(() => _registers[number] = (byte)value);
            return chipId != 0;
        }

        bool IBoardProbe.AnswersOnI2c(BoardDefinition board, int address)
        {
            new BoardSupplies(this).SwitchOn(board);
            return board.I2cDataPin == definition.I2cDataPin && board.I2cClockPin == definition.I2cClockPin
                && (address == definition.PowerChipAddress || (address == definition.DisplayAddress && definition.DisplayIsFitted));
        }

        bool IBoardProbe.HasRadio(BoardDefinition board)
        {
            new BoardSupplies(this).SwitchOn(board);
            return RadioAnswers && board.RadioSelectPin == definition.RadioSelectPin && board.RadioClockPin == definition.RadioClockPin
                && board.RadioMisoPin == definition.RadioMisoPin && board.RadioMosiPin == definition.RadioMosiPin;
        }

        private static byte[] NewRegisters(int chipId)
        {
            byte[] registers = new byte[256];
            registers[0x03] = (byte)chipId;
            registers[0x12] = 0x02;
            return registers;
        }

        private void Change(Action change)
        {
            bool before = HasPower;
            change();
            _poweredAtMs = HasPower && !before ? _nowMs : _poweredAtMs;
        }
    }
}
