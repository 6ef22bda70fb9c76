using System.Globalization;
using System.Text;

namespace LoRaNode.VirtualRadio.Sockets;

/// <summary>
/// One connection of a driver: takes request lines, returns reply lines. The protocol is described in the read-me of this project.
/// </summary>
/// <param name="world">The world that all connections share.</param>
public sealed class RadioSession(VirtualWorld world)
{
    /// <summary>Version of the protocol, in the reply to <c>hello</c>.</summary>
    public const int ProtocolVersion = 1;

    /// <summary>Longest request in characters: a transfer of 2,000 bytes.</summary>
    public const int MaxLineLength = 4_096;

    /// <summary>Longest single wait in microseconds: one day.</summary>
    public const long MaxWaitUs = 86_400_000_000;

    private const int MaxWords = 8;
    private readonly byte[] _transfer = new byte[MaxLineLength / 2];
    private int _chip;

    /// <summary>True after <c>quit</c>.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>
    /// Executes a request. In real time, the reply to a wait comes when the time has passed.
    /// </summary>
    public async ValueTask<string> ExecuteAsync(string line, CancellationToken cancellation)
    {
        var request = Prepare(line);
        if (request.Error is not null)
        {
            return "error " + request.Error;
        }

        if (!world.IsRealTime || request.UntilUs is not { } untilUs)
        {
            lock (world.Gate)
            {
                return Finish(request);
            }
        }

        while (true)
        {
            long remainingUs;
            lock (world.Gate)
            {
                world.CatchUp();
                if (world.Time.NowUs >= untilUs || PinIsThere(request))
                {
                    return Finish(request);
                }

                long nextUs = request.Dio >= 0 ? Math.Min(untilUs, world.Time.NextUs ?? untilUs) : untilUs;

                // Another driver may move a pin at any time; a millisecond is the grain of the wall clock anyway.
                remainingUs = request.Dio >= 0 ? Math.Min(nextUs - world.Time.NowUs, 1_000) : nextUs - world.Time.NowUs;
            }

            await Task.Delay(TimeSpan.FromMicroseconds(Math.Max(remainingUs, 1)), cancellation);
        }
    }

    // A request that takes time, or one that does not.
    private readonly record struct Request(string[] Words, string? Error, long? UntilUs, int Dio, bool Level);

    private Request Prepare(string line)
    {
        if (line.Length > MaxLineLength)
        {
            return Failed($"the line is longer than {MaxLineLength} characters");
        }

        string[] words = line.Split([' ', '\t'], MaxWords + 1, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0)
        {
            return Failed("empty request; try: help");
        }

        long nowUs;
        lock (world.Gate)
        {
            world.CatchUp();
            nowUs = world.Time.NowUs;
        }

        switch (words[0])
        {
            case "wait":
                return words.Length == 2 && TryWait(words[1], out long us)
                    ? new Request(words, null, nowUs + us, -1, false)
                    : Failed("expected: wait MICROSECONDS (0 to one day)");
            case "wait-dio":
                return words.Length == 4 && TryPin(words[1], out int dio) && TryBit(words[2], out bool level) && TryWait(words[3], out long limitUs)
                    ? new Request(words, null, nowUs + limitUs, dio, level)
                    : Failed("expected: wait-dio PIN LEVEL MICROSECONDS (pin 0 to 5, level 0 or 1)");
            default:
                return new Request(words, null, null, -1, false);
        }
    }

    private string Finish(Request request)
    {
        world.CatchUp();
        if (request.UntilUs is not { } untilUs)
        {
            return Act(request.Words);
        }

        var time = world.Time;
        if (request.Dio < 0)
        {
            if (!world.IsRealTime)
            {
                time.RunUntil(untilUs);
            }

            return Ok(time.NowUs);
        }

        while (!PinIsThere(request) && !world.IsRealTime && time.NowUs < untilUs)
        {
            time.RunUntil(Math.Min(untilUs, time.NextUs ?? untilUs));
        }

        return string.Create(CultureInfo.InvariantCulture, $"ok {(PinIsThere(request) ? 1 : 0)} {time.NowUs}");
    }

    private bool PinIsThere(in Request request) => request.Dio >= 0 && world.Chips[_chip].ReadPin(request.Dio) == request.Level;

    private string Act(string[] words)
    {
        var chip = world.Chips[_chip];
        switch (words[0])
        {
            case "spi" when words.Length >= 2:
                return Transfer(words, select: true, deselect: true);
            case "xfer" when words.Length >= 2:
                return Transfer(words, select: false, deselect: false);
            case "cs" when words.Length == 2 && TryBit(words[1], out bool level):
                if (level)
                {
                    chip.Deselect();
                }
                else
                {
                    chip.Select();
                }

                world.Spend(world.ByteUs);
                return "ok";
            case "reset" when words.Length == 2 && TryBit(words[1], out bool level):
                chip.SetReset(!level);
                world.Spend(world.ByteUs);
                return "ok";
            case "dio" when words.Length == 1:
                world.Spend(world.ByteUs);
                return "ok " + string.Concat(Enumerable.Range(0, Chip.VirtualSx127x.PinCount).Select(i => chip.ReadPin(i) ? '1' : '0'));
            case "dio" when words.Length == 2 && TryPin(words[1], out int dio):
                world.Spend(world.ByteUs);
                return chip.ReadPin(dio) ? "ok 1" : "ok 0";
            case "time" when words.Length == 1:
                return Ok(world.Time.NowUs);
            default:
                return ActOnWorld(words);
        }
    }

    private string ActOnWorld(string[] words)
    {
        switch (words[0])
        {
            case "hello" when words.Length == 1:
                return string.Create(CultureInfo.InvariantCulture, $"ok loranode-virtual-radio {ProtocolVersion} chips {world.Chips.Count}");
            case "use" when words.Length == 2 && TryChip(words[1], out int chip):
                _chip = chip;
                return "ok";
            case "loss" when words.Length == 4 && TryChip(words[1], out int a) && TryChip(words[2], out int b) && TryNumber(words[3], 0, 400, out double loss):
                world.SetLoss(a, b, loss);
                return "ok";
            case "ppm" when words.Length == 2 && TryNumber(words[1], -200, 200, out double ppm):
                world.Chips[_chip].CrystalPpm = ppm;
                return "ok";
            case "power-cycle" when words.Length == 1:
                world.Chips[_chip].BrownOut();
                return "ok";
            case "remarks" when words.Length == 1:
                return Remarks();
            case "quit" when words.Length == 1:
                IsClosed = true;
                return "ok";
            case "help" when words.Length == 1:
                return "ok hello | use CHIP | spi HEX | cs LEVEL | xfer HEX | reset LEVEL | dio [PIN] | wait US | wait-dio PIN LEVEL US | time"
                    + " | loss CHIP CHIP DB | ppm PPM | power-cycle | remarks | quit";
            default:
                return $"error not understood: {Shown(words[0])}; try: help";
        }
    }

    private string Transfer(string[] words, bool select, bool deselect)
    {
        int length = 0;
        for (int i = 1; i < words.Length; i++)
        {
            if (words[i].Length % 2 != 0
                || Convert.FromHexString(words[i], _transfer.AsSpan(length), out _, out int written) != System.Buffers.OperationStatus.Done)
            {
                return "error expected bytes in hexadecimal, two digits each";
            }

            length += written;
        }

        var chip = world.Chips[_chip];
        if (select)
        {
            chip.Select();
        }

        for (int i = 0; i < length; i++)
        {
            _transfer[i] = chip.Exchange(_transfer[i]);
        }

        if (deselect)
        {
            chip.Deselect();
        }

        world.Spend((select ? world.TransferUs : 0) + (length * world.ByteUs));
        return "ok " + Convert.ToHexStringLower(_transfer, 0, length);
    }

    // One line: count, then for each remark time, kind, register, value and text, separated by tabs.
    private string Remarks()
    {
        var remarks = world.TakeRemarks(_chip);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"ok {remarks.Count}");
        foreach (var remark in remarks)
        {
            text.Append(CultureInfo.InvariantCulture, $"\t{remark.AtUs} {remark.Kind} {remark.Address:x2} {remark.Value:x2} {remark.Text}");
        }

        return text.ToString();
    }

    // A reply is one line of ASCII, whatever the request was.
    private static string Shown(string word)
    {
        return string.Concat(word.Take(20).Select(c => c is > ' ' and < '\x7F' ? c : '?'));
    }

    private static string Ok(long number) => string.Create(CultureInfo.InvariantCulture, $"ok {number}");

    private static Request Failed(string error) => new([], error, null, -1, false);

    private static bool TryWait(string word, out long us)
    {
        return long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out us) && us <= MaxWaitUs;
    }

    private static bool TryPin(string word, out int dio)
    {
        return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out dio) && dio < Chip.VirtualSx127x.PinCount;
    }

    private bool TryChip(string word, out int chip)
    {
        return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out chip) && chip < world.Chips.Count;
    }

    private static bool TryBit(string word, out bool bit)
    {
        bit = word == "1";
        return word is "0" or "1";
    }

    private static bool TryNumber(string word, double least, double most, out double value)
    {
        return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value >= least && value <= most;
    }
}
