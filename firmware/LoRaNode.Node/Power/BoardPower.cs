using LoRaNode.Node.Boards;

namespace LoRaNode.Node.Power;

/// <summary>
/// What a board draws beside processor, radio and display: regulator, charger, power chip, divider. The figures per board are few and
/// come from people who measured their board; where there is none, a value is assumed and marked so.
/// </summary>
public sealed class BoardPower
{
    /// <summary>Assumed for boards of which no measurement is known: between the 0.9 mA of the T-Beam and what regulators with a power LED draw.</summary>
    public const int AssumedOverheadMicroamperes = 1000;

    /// <summary>
    /// T-Beam V1.0 and V1.1, AXP192, radio and GPS off, display asleep, timer wake-up: 0.9 mA in deep sleep (The Things Network forum, topic
    /// 30800, "T-Beam V1.0, OLED and deep sleep").
    /// </summary>
    private const int TBeamOverheadMicroamperes = 880;

    /// <summary>Current of the TCXO while the radio is not asleep: 1.5 mA (data sheets of 32 MHz clipped-sine parts, 1.5 to 2 mA).</summary>
    private const int OscillatorMicroamperes = 1500;

    /// <summary>Constant current of the board in microamperes at battery voltage, divider included.</summary>
    public int OverheadMicroamperes;

    /// <summary>False when the overhead is assumed.</summary>
    public bool IsMeasured;

    /// <summary>Extra current of the radio's oscillator while the radio is awake, in microamperes.</summary>
    public int RadioClockMicroamperes;

    /// <summary>True when the board comes with a display.</summary>
    public bool HasDisplay;

    /// <summary>The figures of a board.</summary>
    public static BoardPower Of(BoardDefinition board)
    {
        bool isTBeam = board.PowerChipAddress != 0;
        int divider = board.BatteryPin == BoardDefinition.NotWired || board.SupplyPin != BoardDefinition.NotWired
            ? 0
            : PowerModel.NominalMillivolts / (board.BatteryUpperKilohms + board.BatteryLowerKilohms);
        return new BoardPower
        {
            OverheadMicroamperes = (isTBeam ? TBeamOverheadMicroamperes : AssumedOverheadMicroamperes) + divider,
            IsMeasured = isTBeam,
            RadioClockMicroamperes = board.RadioHasTcxo ? OscillatorMicroamperes : 0,
            HasDisplay = board.DisplayIsFitted && board.DisplayAddress != 0,
        };
    }
}
