using System.Globalization;
using System.Text;

namespace LoRaNode.Host.Boards;

/// <summary>The board files as C# for the firmware.</summary>
public static class BoardCatalogText
{
    /// <summary>Text of <c>BoardCatalog.cs</c>.</summary>
    public static string Of(IReadOnlyList<BoardFile> boards)
    {
        ArgumentNullException.ThrowIfNull(boards);
        var text = new StringBuilder();
        text.Append("""
            // Made from hardware/boards by "loranode boards generate". Change the board files, not this one.
            namespace LoRaNode.Node.Boards;

            /// <summary>The boards that the firmware knows.</summary>
            public static class BoardCatalog
            {
                /// <summary>Ids of all boards.</summary>
                public static string[] Ids()
                {
                    return new string[]
                    {

            """);
        foreach (BoardFile board in boards)
        {
            text.Append(CultureInfo.InvariantCulture, $"            \"{board.Id}\",\n");
        }

        text.Append("""
                    };
                }

                /// <summary>The board of that id, or null. Makes a new object, so that a node holds only its own.</summary>
                public static BoardDefinition Find(string id)
                {
                    switch (id)
                    {

            """);
        foreach (BoardFile board in boards)
        {
            text.Append(CultureInfo.InvariantCulture, $"            case \"{board.Id}\": return {MethodName(board)}();\n");
        }

        text.Append("""
                        default: return null;
                    }
                }

            """);
        foreach (BoardFile board in boards)
        {
            AppendBoard(text, board);
        }

        return text.Append("}\n").ToString();
    }

    private static void AppendBoard(StringBuilder text, BoardFile board)
    {
        BoardRadio radio = board.Radio;
        text.Append(CultureInfo.InvariantCulture, $"\n    private static BoardDefinition {MethodName(board)}()\n    {{\n");
        text.Append("        return new BoardDefinition\n        {\n");
        Text("Id", board.Id);
        Text("Name", board.Name);
        Number("RadioChip", radio.Chip == BoardRadioChip.Sx1278 ? 1278 : 1276);
        Flag("RadioUsesPaBoost", radio.Output == BoardRadioOutput.PaBoost);
        Flag("RadioHasTcxo", radio.Clock == BoardRadioClock.Tcxo);
        Line("RadioBandsMhz", $"new int[] {{ {string.Join(", ", radio.BandsMhz)} }}");
        Number("RadioClockPin", radio.ClockPin);
        Number("RadioMisoPin", radio.MisoPin);
        Number("RadioMosiPin", radio.MosiPin);
        Number("RadioSelectPin", radio.SelectPin);
        Number("RadioResetPin", radio.ResetPin);
        Number("RadioDio0Pin", radio.Dio0Pin);
        Number("RadioDio1Pin", radio.Dio1Pin);
        Number("RadioTcxoEnablePin", radio.TcxoEnablePin);
        Number("I2cDataPin", board.I2c.DataPin);
        Number("I2cClockPin", board.I2c.ClockPin);
        Number("DisplayAddress", board.Display?.Address);
        Number("DisplayWidth", board.Display?.Width);
        Number("DisplayHeight", board.Display?.Height);
        Flag("DisplayIsFitted", board.Display?.IsFitted == true);
        Number("DisplayResetPin", board.Display?.ResetPin);
        Number("LedPin", board.Led?.Pin);
        Flag("LedIsActiveLow", board.Led?.IsActiveLow == true);
        Number("ButtonPin", board.Button?.Pin);
        Flag("ButtonIsActiveLow", board.Button?.IsActiveLow == true);
        Number("BatteryPin", board.Battery?.Pin);
        Number("BatteryUpperKilohms", board.Battery?.UpperKilohms);
        Number("BatteryLowerKilohms", board.Battery?.LowerKilohms);
        Number("PowerChipAddress", board.Power?.Address);
        Number("PowerInterruptPin", board.Power?.InterruptPin);
        Number("SupplyPin", board.SwitchedSupply?.Pin);
        Flag("SupplyIsActiveLow", board.SwitchedSupply?.IsActiveLow == true);
        Number("GpsReceivePin", board.Gps?.ReceivePin);
        Number("GpsTransmitPin", board.Gps?.TransmitPin);
        text.Append("        };\n    }\n");

        void Text(string name, string value) => Line(name, $"\"{value}\"");

        // What is left out keeps the value that means "not there".
        void Number(string name, int? value)
        {
            if (value is int number)
            {
                Line(name, number.ToString(CultureInfo.InvariantCulture));
            }
        }

        void Flag(string name, bool value)
        {
            if (value)
            {
                Line(name, "true");
            }
        }

        void Line(string name, string value) => text.Append(CultureInfo.InvariantCulture, $"            {name} = {value},\n");
    }

    /// <summary>The id as a name of C#: <c>tbeam-1.1</c> becomes <c>Tbeam1_1</c>.</summary>
    private static string MethodName(BoardFile board)
    {
        var name = new StringBuilder();
        foreach (string part in board.Id.Split('-'))
        {
            string word = part.Replace('.', '_');
            if (name.Length > 0 && char.IsAsciiDigit(name[^1]) && char.IsAsciiDigit(word[0]))
            {
                name.Append('_');
            }

            name.Append(char.ToUpperInvariant(word[0])).Append(word.AsSpan(1));
        }

        return name.ToString();
    }
}
