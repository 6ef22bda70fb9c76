using System.Diagnostics;
using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Chip;
using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.VirtualRadio.Sockets;

/// <summary>
/// Some chips, the air between them and their clock, shared by all connections of a server. Every access holds <see cref="Gate"/>.
/// </summary>
public sealed class VirtualWorld
{
    /// <summary>Largest number of chips.</summary>
    public const int MaxChips = 1_000;

    /// <summary>Remarks kept for each chip; older ones are dropped.</summary>
    public const int MaxRemarks = 100;

    private readonly LossMatrix _losses;
    private readonly Queue<ChipRemark>[] _remarks;
    private readonly Stopwatch? _wall;

    /// <summary>Creates a world.</summary>
    /// <param name="chips">Number of chips, 1 to <see cref="MaxChips"/>.</param>
    /// <param name="lossDb">Path loss in decibels between any two of them.</param>
    /// <param name="seed">Seed of everything random.</param>
    /// <param name="realTime">True when simulated time follows the wall clock; else it only passes by what the drivers do.</param>
    public VirtualWorld(int chips, double lossDb = 80, uint seed = 1, bool realTime = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(chips, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(chips, MaxChips);
        _losses = new LossMatrix(chips);
        Air = new Air(Time, _losses, new LinkModel(), seed);
        _remarks = new Queue<ChipRemark>[chips];
        var list = new VirtualSx127x[chips];
        for (int i = 0; i < chips; i++)
        {
            var remarks = _remarks[i] = new Queue<ChipRemark>();
            list[i] = new VirtualSx127x(Air);
            list[i].Remark += remark =>
            {
                if (remarks.Count == MaxRemarks)
                {
                    remarks.Dequeue();
                }

                remarks.Enqueue(remark);
            };
            for (int k = 0; k < i; k++)
            {
                _losses.Set(i, k, lossDb);
            }
        }

        Chips = list;
        _wall = realTime ? Stopwatch.StartNew() : null;
    }

    /// <summary>Held during every access.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Clock and events.</summary>
    public SimulatedTime Time { get; } = new();

    /// <summary>The air.</summary>
    public Air Air { get; }

    /// <summary>The chips.</summary>
    public IReadOnlyList<VirtualSx127x> Chips { get; }

    /// <summary>True when simulated time follows the wall clock.</summary>
    public bool IsRealTime => _wall is not null;

    /// <summary>Simulated time that a transfer takes besides its bytes, in microseconds: what a small computer spends on it.</summary>
    public int TransferUs { get; set; } = 10;

    /// <summary>Simulated time of a byte on the bus, in microseconds: 8 MHz.</summary>
    public int ByteUs { get; set; } = 1;

    /// <summary>Sets the path loss between two chips in both directions, in decibels.</summary>
    public void SetLoss(int a, int b, double lossDb)
    {
        _losses.Set(a, b, lossDb);
        Air.LossesChanged();
    }

    /// <summary>Takes the remarks of a chip, oldest first.</summary>
    public IReadOnlyList<ChipRemark> TakeRemarks(int chip)
    {
        ChipRemark[] taken = [.. _remarks[chip]];
        _remarks[chip].Clear();
        return taken;
    }

    /// <summary>In real time, lets everything happen that the wall clock has made due.</summary>
    public void CatchUp()
    {
        if (_wall is not null)
        {
            Time.RunUntil(_wall.ElapsedTicks / (Stopwatch.Frequency / 1_000_000));
        }
    }

    /// <summary>Lets so many microseconds pass, unless the wall clock does.</summary>
    public void Spend(long us)
    {
        if (_wall is null)
        {
            Time.RunUntil(Time.NowUs + us);
        }
        else
        {
            CatchUp();
        }
    }
}
