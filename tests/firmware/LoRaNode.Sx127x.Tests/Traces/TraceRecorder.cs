using System.Globalization;
using System.Text;
using LoRaNode.Sx127x.Tests.Chip;

namespace LoRaNode.Sx127x.Tests.Traces;

/// <summary>Writes down what passes between driver and chip, one line for each transfer, wait and change of the reset line.</summary>
internal sealed class TraceRecorder
{
    private readonly List<string> _lines = [];

    public TraceRecorder(ScriptedChip chip)
    {
        chip.Happened = _lines.Add;
        chip.Transferred = (write, read) => _lines.Add(Describe(write, read, chip.IsLoRa));
    }

    public void Clear() => _lines.Clear();

    public override string ToString() => string.Join('\n', _lines) + "\n";

    private static string Describe(byte[] write, byte[] read, bool isLoRa)
    {
        bool isWrite = (write[0] & 0x80) != 0;
        int address = write[0] & 0x7F;
        byte[] values = (isWrite ? write : read)[1..];
        var line = new StringBuilder();
        line.Append(isWrite ? "write " : "read  ");
        line.Append(address.ToString("X2", CultureInfo.InvariantCulture)).Append(' ').Append(Name(address, isLoRa));
        if (values.Length > 1 && address != 0)
        {
            int last = address + values.Length - 1;
            line.Append("..").Append(last.ToString("X2", CultureInfo.InvariantCulture)).Append(' ').Append(Name(last, isLoRa));
        }

        line.Append(" =");
        foreach (byte value in values)
        {
            line.Append(' ').Append(value.ToString("X2", CultureInfo.InvariantCulture));
        }

        return line.ToString();
    }

    private static string Name(int address, bool isLoRa)
    {
        if (!isLoRa && address == (int)Sx127xFskPage.ImageCalibration)
        {
            return nameof(Sx127xFskPage.ImageCalibration);
        }

        return Enum.GetName((Sx127xRegister)address) ?? "Reserved";
    }
}
