namespace LoRaNode.VirtualRadio.Chip;

/// <content>Interrupt flags and the six DIO pins (4.1.2.2, tables 17 and 18).</content>
public sealed partial class VirtualSx127x
{
    /// <summary>Number of DIO pins.</summary>
    public const int PinCount = 6;

    private LoRaInterrupts _flags;
    private byte _levels;

    /// <summary>Flags that are set and not masked.</summary>
    public LoRaInterrupts Flags => _flags;

    /// <summary>Called when a pin changes, with its number and new level.</summary>
    public event Action<int, bool>? PinChanged;

    /// <summary>Level of a DIO pin, 0 to 5.</summary>
    public bool ReadPin(int dio) => (_levels & (1 << dio)) != 0;

    // A masked interrupt is not set at all (RegIrqFlagsMask, 6.4).
    private void Raise(LoRaInterrupts flags)
    {
        _flags |= flags & (LoRaInterrupts)~_loRa[Register.IrqFlagsMask];
        UpdatePins();
    }

    private void UpdatePins()
    {
        byte levels = 0;
        if (!IsInReset)
        {
            for (int dio = 0; dio < PinCount; dio++)
            {
                if (IsLoRa ? LoRaLevel(dio) : FskLevel(dio))
                {
                    levels |= (byte)(1 << dio);
                }
            }
        }

        byte changed = (byte)(levels ^ _levels);
        _levels = levels;
        if (changed == 0 || PinChanged is null)
        {
            return;
        }

        for (int dio = 0; dio < PinCount; dio++)
        {
            if ((changed & (1 << dio)) != 0)
            {
                PinChanged(dio, (levels & (1 << dio)) != 0);
            }
        }
    }

    // RegDioMapping1: DIO0 in bits 7–6 down to DIO3 in bits 1–0; RegDioMapping2: DIO4 in bits 7–6, DIO5 in bits 5–4.
    private int Mapping(int dio)
    {
        return dio < 4
            ? (_common[Register.DioMapping1] >> (6 - (2 * dio))) & 3
            : (_common[Register.DioMapping2] >> (6 - (2 * (dio - 4)))) & 3;
    }

    private bool LoRaLevel(int dio)
    {
        return (dio, Mapping(dio)) switch
        {
            (0, 0) => Has(LoRaInterrupts.RxDone),
            (0, 1) => Has(LoRaInterrupts.TxDone),
            (0, 2) => Has(LoRaInterrupts.CadDone),
            (1, 0) => Has(LoRaInterrupts.RxTimeout),
            (1, 1) => Has(LoRaInterrupts.FhssChangeChannel),
            (1, 2) => Has(LoRaInterrupts.CadDetected),
            (2, 0 or 1 or 2) => Has(LoRaInterrupts.FhssChangeChannel),
            (3, 0) => Has(LoRaInterrupts.CadDone),
            (3, 1) => Has(LoRaInterrupts.ValidHeader),
            (3, 2) => Has(LoRaInterrupts.PayloadCrcError),
            (4, 0) => Has(LoRaInterrupts.CadDetected),
            (4, 1 or 2) => _locked,
            (5, 0) => _modeReady && Mode != DeviceMode.Sleep,
            _ => false,
        };
    }

    private bool Has(LoRaInterrupts flag) => (_flags & flag) != 0;
}
