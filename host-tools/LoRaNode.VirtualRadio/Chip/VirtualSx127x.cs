using LoRaNode.VirtualRadio.Airwaves;

namespace LoRaNode.VirtualRadio.Chip;

/// <summary>
/// An SX1276 at register level: an SPI slave, a reset pin, six DIO pins, and an antenna in an <see cref="Air"/>. Section numbers
/// in this class are those of the SX1276/77/78/79 datasheet, rev. 7. Nothing here blocks; time is that of the air. Not for use by
/// several threads.
/// </summary>
public sealed partial class VirtualSx127x : IAirStation
{
    private static readonly RegisterDefinition[] LoRaDefinitions = RegisterTable.Flat(RegisterPage.LoRa);
    private static readonly RegisterDefinition[] FskDefinitions = RegisterTable.Flat(RegisterPage.Fsk);

    private readonly Air _air;
    private readonly SimulatedTime _time;
    private readonly byte[] _common = new byte[128];
    private readonly byte[] _loRa = new byte[64];
    private readonly byte[] _fsk = new byte[64];
    private readonly byte[] _memory = new byte[256];
    private long _readyAtUs;
    private long _resetAtUs;

    /// <summary>Creates a chip that has had power for a while, and attaches it to an air.</summary>
    public VirtualSx127x(Air air)
    {
        _air = air;
        _time = air.Time;
        Station = air.Attach(this);
        ResetState();
    }

    /// <summary>Index of the chip in the air.</summary>
    public int Station { get; }

    /// <summary>Error of the crystal in parts per million; moves what the chip sends and what it listens to.</summary>
    public double CrystalPpm { get; set; }

    /// <summary>Temperature of the chip in degrees Celsius, as RegTemp reports it.</summary>
    public int TemperatureC { get; set; } = 20;

    /// <summary>True while the reset line is held.</summary>
    public bool IsInReset { get; private set; }

    /// <summary>The present mode.</summary>
    public DeviceMode Mode { get; private set; }

    /// <summary>True while the LoRa modem is selected.</summary>
    public bool IsLoRa => (_common[Register.OpMode] & 0x80) != 0;

    /// <summary>True while the chip sends a LoRa frame.</summary>
    public bool IsSending => _sending is not null;

    /// <summary>Called for everything that the chip ignores or that looks wrong.</summary>
    public event Action<ChipRemark>? Remark;

    /// <summary>Drives the reset pin: true holds the chip in reset (pin low).</summary>
    public void SetReset(bool asserted)
    {
        if (asserted && !IsInReset)
        {
            IsInReset = true;
            _resetAtUs = _time.NowUs;
            ResetState();
        }
        else if (!asserted && IsInReset)
        {
            IsInReset = false;
            if (_time.NowUs - _resetAtUs < ChipTimes.ResetPulseUs)
            {
                Note(ChipRemarkKind.ShortReset, 0, 0, "The reset pulse is shorter than 100 µs.");
            }

            _readyAtUs = _time.NowUs + ChipTimes.ResetUs;
        }
    }

    /// <summary>The supply fails for a moment: all registers fall back, and the chip needs its power-on time.</summary>
    public void BrownOut()
    {
        ResetState();
        _readyAtUs = _time.NowUs + ChipTimes.PowerOnUs;
    }

    /// <summary>Value of a register without side effects, for tests and displays.</summary>
    public byte Peek(RegisterPage page, byte address)
    {
        bool paged = address is >= RegisterTable.FirstPaged and <= RegisterTable.LastPaged;
        return (paged ? page : RegisterPage.Common) switch
        {
            RegisterPage.LoRa => _loRa[address],
            RegisterPage.Fsk => _fsk[address],
            _ => _common[address],
        };
    }

    private void ResetState()
    {
        Abandon();
        Mode = DeviceMode.Standby;
        ResetRegisters();
        Array.Clear(_memory);
        ResetFsk();
        _flags = 0;
        _selected = false;
        _oscillatorUs = 0;
        UpdatePins();
    }

    private void ResetRegisters()
    {
        for (int i = 0; i < 128; i++)
        {
            bool paged = i is >= RegisterTable.FirstPaged and <= RegisterTable.LastPaged;
            if (paged)
            {
                _loRa[i] = LoRaDefinitions[i].Reset;
                _fsk[i] = FskDefinitions[i].Reset;
            }
            else
            {
                _common[i] = LoRaDefinitions[i].Reset;
            }
        }
    }

    private bool IsReady => !IsInReset && _time.NowUs >= _readyAtUs;

    private void Note(ChipRemarkKind kind, byte address, byte value, string text)
    {
        Remark?.Invoke(new ChipRemark(_time.NowUs, kind, address, value, text));
    }
}
