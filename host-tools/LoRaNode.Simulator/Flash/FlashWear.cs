using LoRaNode.Core.Frames;
using LoRaNode.Node.Log;
using LoRaNode.Node.Storage;

namespace LoRaNode.Simulator.Flash;

/// <summary>How much a node stores in an hour.</summary>
/// <param name="Messages">Group messages kept.</param>
/// <param name="Alerts">Alerts and trust frames kept.</param>
/// <param name="LogRecords">Log records.</param>
/// <param name="OwnFrames">Frames that this node numbers: one counter write per <see cref="FrameCounter.BlockSize"/>.</param>
/// <param name="ReplayWrites">Writes of the replay window and other states of <see cref="FlashWear.StateBytes"/> bytes.</param>
public sealed record StorageRate(double Messages, double Alerts, double LogRecords, double OwnFrames, double ReplayWrites)
{
    /// <summary>
    /// A busy network all around the clock: a message every two minutes, an alert every ten, 90 log records an hour (two for each of
    /// these frames and 18 more), an own beacon or frame every 30 s, the replay window every two minutes.
    /// </summary>
    public static readonly StorageRate Busy = new(30, 6, 90, 120, 30);
}

/// <summary>What a time of storing did to the flash.</summary>
/// <param name="Days">Simulated days.</param>
/// <param name="Erases">Sector erases.</param>
/// <param name="WorstSector">Erases of the most worn sector.</param>
/// <param name="MeanSector">Mean erases of a sector.</param>
/// <param name="ProgrammedBytes">Bytes programmed.</param>
/// <param name="StoredBytes">Bytes that the node wanted to keep.</param>
public sealed record FlashWearResult(double Days, long Erases, long WorstSector, double MeanSector, long ProgrammedBytes, long StoredBytes)
{
    /// <summary>
    /// Erase cycles that a sector of the modules' flash endures at least: 100,000 (Winbond W25Q32JV data sheet, features; GigaDevice
    /// GD25Q32C data sheet, features).
    /// </summary>
    public const int EnduranceErases = 100_000;

    /// <summary>
    /// Years until the most worn sector has seen its erases, if it goes on as measured. Too few rather than too many: a sector of a metadata pair
    /// runs some hundred erases ahead before the pair moves, and the share of that falls with time. Measure over hundreds of days.
    /// </summary>
    public double YearsOfWorstSector => EnduranceErases / (WorstSector / Days) / 365.25;

    /// <summary>Years if all sectors wore alike: what the most worn one approaches.</summary>
    public double YearsOfMeanSector => EnduranceErases / (MeanSector / Days) / 365.25;
}

/// <summary>Lets the node's storage code write at a steady rate on a simulated flash and counts the wear.</summary>
public static class FlashWear
{
    /// <summary>Bytes of a replay window as it is assumed here.</summary>
    public const int StateBytes = 400;

    private const int AlertLifeS = 24 * 3600;
    private const int MessageLifeS = 6 * 3600;

    /// <summary>Runs for a number of days. Repeats exactly for a seed.</summary>
    public static FlashWearResult Run(StorageRate rate, double days, int seed, Action<double>? progress = null)
    {
        var flash = new NorFlash();
        var random = new Random(seed);
        var storage = new FlashStorage(flash);
        var log = new NodeLog(storage, 1, 0);
        var frames = new FrameArchive(storage, 0);
        var counter = new FrameCounter(storage, StorageNames.Counter);
        var state = new byte[StateBytes];
        uint number = 0;
        long stored = 0;
        var seconds = (long)(days * 86400);
        var before = (Erases: (long[])[.. flash.Erases], flash.ProgrammedBytes);

        for (uint now = 1; now <= seconds; now++)
        {
            if (Happens(rate.LogRecords))
            {
                log.Write(LogCode.Relayed, random.Next(), random.Next(), now);
                stored += LogRecord.Size;
            }

            if (Happens(rate.OwnFrames) && !counter.TryTake(out _))
            {
                throw new InvalidOperationException("The flash refused a frame counter.");
            }

            if (Happens(rate.Messages))
            {
                Keep(FrameType.Message, 60 + random.Next(100), now, MessageLifeS);
            }

            if (Happens(rate.Alerts))
            {
                Keep(FrameType.Alert, 150 + random.Next(100), now, AlertLifeS);
            }

            if (Happens(rate.ReplayWrites))
            {
                random.NextBytes(state);
                stored += StateBytes;
                if (!storage.Write("replay", state, StateBytes))
                {
                    throw new InvalidOperationException("The flash refused a small file.");
                }
            }

            if (now % 3600 == 0)
            {
                frames.Expire(now);
                progress?.Invoke((double)now / seconds);
            }
        }

        var erases = flash.Erases.Select((count, sector) => count - before.Erases[sector]).ToList();
        return new FlashWearResult(days, erases.Sum(), erases.Max(), erases.Average(), flash.ProgrammedBytes - before.ProgrammedBytes, stored);

        bool Happens(double perHour) => random.NextDouble() < perHour / 3600;

        void Keep(FrameType type, int length, uint now, int lifeS)
        {
            var frame = new byte[length];
            random.NextBytes(frame);
            FrameHeader.Write(frame, type, 0, 5, 9, 9, ++number);
            stored += length;
            if (!frames.Add(frame, length, now + (uint)lifeS, now))
            {
                throw new InvalidOperationException("The flash refused a frame.");
            }
        }
    }

    /// <summary>Erases per log record when records are appended straight to a file, for comparison.</summary>
    public static double ErasesPerStraightAppend(int records)
    {
        var flash = new NorFlash();
        var volume = new FlashVolume(flash);
        var record = new byte[LogRecord.Size];
        for (var i = 0; i < records; i++)
        {
            var segment = "log." + (i / (NorFlash.SectorBytes / LogRecord.Size) % StorageNames.LogSegments);
            if (i % (NorFlash.SectorBytes / LogRecord.Size) == 0)
            {
                volume.Delete(segment);
            }

            volume.Append(segment, record, 0, record.Length);
        }

        return (double)flash.Erases.Sum() / records;
    }

    /// <summary>Erases per log record through the node's log.</summary>
    public static double ErasesPerLogRecord(int records)
    {
        var flash = new NorFlash();
        var log = new NodeLog(new FlashStorage(flash), 1, 0);
        for (var i = 0; i < records; i++)
        {
            log.Write(LogCode.Relayed, i, i, i);
        }

        return (double)flash.Erases.Sum() / records;
    }
}
