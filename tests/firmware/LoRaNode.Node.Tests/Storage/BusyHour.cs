using LoRaNode.Core.Frames;
using LoRaNode.Core.Journal;
using LoRaNode.Node.Log;

namespace LoRaNode.Node.Tests.Storage;

/// <summary>
/// A busy hour of a node's storage and what must be found after it, wherever the power was cut. It keeps the list of what was
/// acknowledged and of the one write that is in progress.
/// </summary>
internal sealed class BusyHour
{
    public const uint StartS = 1_700_000_000;
    private const int AlertLifeS = 86_400;
    private const int EnoughToFillTwoTails = 40;

    private readonly StoredNode _node;
    private readonly Random _random;
    private readonly List<(uint Counter, uint ExpiresS)> _alerts = [];
    private readonly List<(uint Counter, uint ExpiresS)> _messages = [];
    private readonly List<(int A, int B)> _log = [];
    private byte[] _settings = [];
    private byte[]? _settingsInProgress;
    private byte[] _replay = [];
    private byte[]? _replayInProgress;
    private uint _nowS = StartS;
    private uint _frames;
    private int _checks;

    public BusyHour(IFileVolume volume, int seed)
    {
        _random = new Random(seed);
        _node = new StoredNode(volume, _nowS);
        Assert.True(_node.StoreBoot());
    }

    public long LastCounter { get; private set; } = -1;

    public int LogRecords => _log.Count;

    /// <summary>Runs for a while; <paramref name="intensity"/> 1 is 60 messages, 12 alerts, 360 log records and 1,200 own frames an hour.</summary>
    public void Run(int seconds, double intensity)
    {
        for (var second = 0; second < seconds; second++)
        {
            _nowS++;
            Maybe(360 * intensity, WriteLog);
            Maybe(1200 * intensity, TakeCounter);
            Maybe(60 * intensity, StoreMessage);
            Maybe(12 * intensity, StoreAlert);
            Maybe(60 * intensity, StoreReplayWindow);
            Maybe(2 * intensity, StoreSettings);
            Maybe(4 * intensity, RemoveAnAlert);
        }
    }

    public void FillLog(int records)
    {
        for (var i = 0; i < records; i++)
        {
            WriteLog();
        }
    }

    /// <summary>Starts a node on what the power cut left and looks for everything that was acknowledged.</summary>
    public void VerifyAfterCut(IFileVolume volume)
    {
        var everything = _checks++ % 64 == 0;
        var after = new StoredNode(volume, _nowS);
        VerifyFiles(after);
        VerifyLog(after, everything, 1);
        VerifyFrames(after, everything);

        // Life goes on after the start, and the next start finds that too.
        Assert.True(after.Counter.TryTake(out var counter), "no counter can be taken after the cut");
        Assert.True(counter > LastCounter, $"counter {counter} was used before the cut (up to {LastCounter})");
        var index = after.Log.NextIndex;
        var records = _checks % 8 == 0 ? EnoughToFillTwoTails : 1;
        for (var i = 0; i < records; i++)
        {
            after.Log.Write(LogCode.Started, 1, i, 3);
        }

        Assert.Equal(index + records, after.Log.NextIndex);
        var frame = StoredNode.FrameOf(FrameType.Alert, 0x77, 1);
        Assert.True(after.Frames.Add(frame, frame.Length, _nowS + 100, _nowS));
        Assert.True(after.StoreBoot());
        var again = new StoredNode(volume, _nowS);
        VerifyFiles(again);
        VerifyFrames(again, everything);
        VerifyLog(again, everything, 1 + records);
        Assert.Equal(index + records, again.Log.NextIndex);
        for (var i = 0; i < records; i++)
        {
            var buffer = new byte[LogRecord.Size];
            Assert.Equal(LogRecord.Size, again.Log.ReadOne(index + (uint)i, buffer, 0));
        }

        Assert.True(again.Frames.Holds(FrameType.Alert, 0x77, 1));
        Assert.Equal(after.Boot + 1, again.Boot);
        Assert.True(again.Counter.TryTake(out var next));
        Assert.True(next > counter);
    }

    private void Maybe(double perHour, Action action)
    {
        if (_random.NextDouble() < perHour / 3600)
        {
            action();
        }
    }

    private void WriteLog()
    {
        var record = (_random.Next(), _random.Next());
        var index = _node.Log.NextIndex;
        _node.Log.Write(LogCode.Relayed, record.Item1, record.Item2, _nowS);
        Assert.Equal(index + 1, _node.Log.NextIndex);
        _log.Add(record);
    }

    private void TakeCounter()
    {
        Assert.True(_node.Counter.TryTake(out var counter));
        Assert.True(counter > LastCounter);
        LastCounter = counter;
    }

    private void StoreMessage()
    {
        var frame = StoredNode.FrameOf(FrameType.Message, 5, ++_frames);
        Assert.True(_node.Frames.Add(frame, frame.Length, _nowS + 7200, _nowS));
        _messages.Add((_frames, _nowS + 7200));
    }

    private void StoreAlert()
    {
        var frame = StoredNode.FrameOf(FrameType.Alert, 5, ++_frames);
        Assert.True(_node.Frames.Add(frame, frame.Length, _nowS + AlertLifeS, _nowS));
        _alerts.Add((_frames, _nowS + AlertLifeS));
    }

    private void RemoveAnAlert()
    {
        if (_alerts.Count == 0)
        {
            return;
        }

        // While the removal is in progress the alert may be there or not: it is not looked for.
        var (counter, _) = _alerts[0];
        _alerts.RemoveAt(0);
        Assert.True(_node.Frames.Remove(FrameType.Alert, 5, counter));
    }

    private void StoreSettings()
    {
        _settingsInProgress = RandomBytes(40 + _random.Next(300));
        Assert.True(_node.Storage.Write(StoredNode.Settings, _settingsInProgress, _settingsInProgress.Length));
        _settings = _settingsInProgress;
        _settingsInProgress = null;
    }

    private void StoreReplayWindow()
    {
        _replayInProgress = RandomBytes(900);
        Assert.True(_node.Storage.Write(StoredNode.Replay, _replayInProgress, _replayInProgress.Length));
        _replay = _replayInProgress;
        _replayInProgress = null;
    }

    private byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private void VerifyFiles(StoredNode after)
    {
        VerifyFile(after, StoredNode.Settings, _settings, _settingsInProgress);
        VerifyFile(after, StoredNode.Replay, _replay, _replayInProgress);
    }

    private static void VerifyFile(StoredNode after, string name, byte[] stored, byte[]? inProgress)
    {
        var buffer = new byte[2000];
        var length = after.Storage.Read(name, buffer);
        var found = buffer.AsSpan(0, Math.Max(length, 0));
        var isNew = inProgress is not null && found.SequenceEqual(inProgress);
        Assert.True(isNew || found.SequenceEqual(stored), $"{name} is neither what was stored nor what was being stored");
    }

    private void VerifyLog(StoredNode after, bool everything, int mayBeMore)
    {
        var log = after.Log;
        Assert.InRange(log.NextIndex, (uint)_log.Count, (uint)(_log.Count + mayBeMore));
        const uint keptAtLeast = (uint)(Node.Storage.StorageNames.LogSegments - 2) * 100;
        var from = _log.Count < keptAtLeast ? 0 : (uint)_log.Count - keptAtLeast;
        Assert.True(log.OldestIndex <= from, $"the log begins at {log.OldestIndex} although {_log.Count} records were stored");
        var record = new LogRecord();
        var buffer = new byte[LogRecord.Size];
        for (var i = everything ? log.OldestIndex : (uint)Math.Max(from, _log.Count - 40); i < _log.Count; i++)
        {
            Assert.Equal(LogRecord.Size, log.ReadOne(i, buffer, 0));
            record.Read(buffer, 0);
            Assert.Equal(i, record.Index);
            Assert.Equal(_log[(int)i], (record.A, record.B));
        }
    }

    private void VerifyFrames(StoredNode after, bool everything)
    {
        foreach (var (counter, expiresS) in _alerts.Concat(_messages.TakeLast(100)))
        {
            if (expiresS > _nowS)
            {
                var isAlert = after.Frames.Holds(FrameType.Alert, 5, counter);
                Assert.True(isAlert || after.Frames.Holds(FrameType.Message, 5, counter), $"frame {counter} is lost");
            }
        }

        if (!everything)
        {
            return;
        }

        var frame = new byte[FrameHeader.MaxFrame];
        for (var i = 0; i < after.Frames.Count; i++)
        {
            var length = after.Frames.Read(i, frame, out var expiresS);
            Assert.True(length > 0 && expiresS > _nowS);
            if (FrameHeader.Origin(frame) == 5)
            {
                Assert.Equal(StoredNode.FrameOf(FrameHeader.Type(frame), 5, FrameHeader.Counter(frame)), frame[..length]);
            }
        }
    }
}
