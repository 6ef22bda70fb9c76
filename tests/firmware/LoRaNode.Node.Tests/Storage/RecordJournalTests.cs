using LoRaNode.Core.Journal;
using LoRaNode.Simulator.Flash;

namespace LoRaNode.Node.Tests.Storage;

/// <summary>The journal on its own: numbers, order, limits, and the repair of what a cut left.</summary>
public class RecordJournalTests
{
    private const int RecordBytes = 24;

    [Fact]
    public void A_page_that_was_torn_on_its_way_to_a_segment_is_never_written_behind()
    {
        var volume = new MemoryVolume();
        var journal = new RecordJournal(volume, "log", 4, true, null, null);
        var segmentAppends = 0;
        var segmentBegins = 0;
        volume.Observer = (name, stays, added) =>
        {
            if (name == "log.t" || added is null)
            {
                return;
            }

            segmentAppends += stays.Length > 0 ? 1 : 0;
            segmentBegins += stays.Length > 0 ? 0 : 1;
            var stored = journal.Next;
            for (var done = 0; done <= added.Length; done++)
            {
                var torn = volume.CloneWith(name, [.. stays, .. added[..done]]);
                var after = new RecordJournal(torn, "log", 4, true, null, null);
                Assert.Equal(stored, after.Next);
                Add(after, 45);
                VerifyAll(after);
                var again = new RecordJournal(torn, "log", 4, true, null, null);
                Assert.Equal(stored + 45, again.Next);
                VerifyAll(again);
            }
        };
        Add(journal, 160);
        Assert.True(segmentAppends >= 2, "no page was added to a segment");
        Assert.True(segmentBegins >= 2, "no segment was begun");
    }

    [Fact]
    public void Every_kept_record_is_read_in_any_order()
    {
        var volume = new FlashVolume(new NorFlash());
        var journal = new RecordJournal(volume, "log", 3, true, null, null);
        Add(journal, 1000);
        Assert.InRange(journal.Next - journal.Oldest, 250u, 400u);
        VerifyAll(journal);
        var buffer = new byte[RecordBytes];
        for (var number = journal.Next; number-- > journal.Oldest;)
        {
            Assert.Equal(RecordBytes, journal.Read(number, buffer, 0));
            Assert.Equal(RecordOf(number), buffer);
        }

        Assert.Equal(0, journal.Read(journal.Oldest - 1, buffer, 0));
        Assert.Equal(0, journal.Read(journal.Next, buffer, 0));
    }

    [Fact]
    public void A_journal_that_keeps_everything_refuses_records_when_it_is_full_and_takes_them_after_a_release()
    {
        var journal = new RecordJournal(new FlashVolume(new NorFlash()), "alerts", 2, false, null, null);
        var taken = 0;
        while (journal.Append(RecordOf(journal.Next), 0, RecordBytes))
        {
            taken++;
        }

        Assert.InRange(taken, 200, 400);
        Assert.Equal(0u, journal.Oldest);
        VerifyAll(journal);
        Assert.True(journal.Release());
        Assert.True(journal.Append(RecordOf(journal.Next), 0, RecordBytes));
        VerifyAll(journal);
    }

    [Fact]
    public void Records_of_no_length_and_records_longer_than_a_page_are_refused()
    {
        var journal = new RecordJournal(new MemoryVolume(), "log", 2, true, null, null);
        var record = new byte[JournalPage.MaxRecord + 1];
        Assert.False(journal.Append(record, 0, 0));
        Assert.False(journal.Append(record, 0, record.Length));
        Assert.True(journal.Append(record, 0, JournalPage.MaxRecord));
        Assert.True(journal.Append(record, 1, 1));
        var buffer = new byte[JournalPage.MaxRecord];
        Assert.Equal(JournalPage.MaxRecord, journal.Read(0, buffer, 0));
        Assert.Equal(1, journal.Read(1, buffer, 0));
    }

    [Fact]
    public void A_record_that_the_medium_refused_leaves_no_trace()
    {
        var volume = new MemoryVolume(1000);
        var journal = new RecordJournal(volume, "log", 2, false, null, null);
        while (journal.Append(RecordOf(journal.Next), 0, RecordBytes))
        {
        }

        var next = journal.Next;
        VerifyAll(journal);
        var again = new RecordJournal(volume, "log", 2, false, null, null);
        Assert.Equal(next, again.Next);
        VerifyAll(again);
    }

    [Fact]
    public void Reading_and_writing_the_log_allocates_the_names_of_the_files_it_turns_to_and_nothing_else()
    {
        var journal = new RecordJournal(new FixedVolume(), "log", 3, true, null, null);
        var record = RecordOf(0);
        var buffer = new byte[RecordBytes];
        for (var i = 0; i < 600; i++)
        {
            journal.Append(record, 0, RecordBytes);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 600; i++)
        {
            journal.Append(record, 0, RecordBytes);
            journal.Read(journal.Oldest, buffer, 0);
        }

        // A page of records takes its segment's name a few times; a record none.
        const int pages = 600 / (JournalPage.MaxRecord / (RecordBytes + JournalPage.EntryOverhead));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, pages * 4 * 64);
    }

    private static byte[] RecordOf(uint number)
    {
        var record = new byte[RecordBytes];
        new Random((int)number).NextBytes(record);
        return record;
    }

    private static void Add(RecordJournal journal, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.True(journal.Append(RecordOf(journal.Next), 0, RecordBytes));
        }
    }

    private static void VerifyAll(RecordJournal journal)
    {
        var buffer = new byte[RecordBytes];
        for (var number = journal.Oldest; number != journal.Next; number++)
        {
            Assert.Equal(RecordBytes, journal.Read(number, buffer, 0));
            Assert.Equal(RecordOf(number), buffer);
        }
    }

    /// <summary>Files of fixed arrays, so that only the journal's own allocations count.</summary>
    private sealed class FixedVolume : IFileVolume
    {
        private readonly Dictionary<string, byte[]> _bytes = [];
        private readonly Dictionary<string, int> _lengths = [];

        public int Length(string name) => _lengths.GetValueOrDefault(name, -1);

        public int Read(string name, int offset, byte[] buffer, int bufferOffset, int count)
        {
            var read = Math.Clamp(Length(name) - offset, 0, count);
            if (read > 0)
            {
                Array.Copy(_bytes[name], offset, buffer, bufferOffset, read);
            }

            return read;
        }

        public bool Replace(string name, byte[] content, int offset, int count)
        {
            _lengths[name] = 0;
            return Append(name, content, offset, count);
        }

        public bool Append(string name, byte[] content, int offset, int count)
        {
            if (!_bytes.TryGetValue(name, out var bytes))
            {
                bytes = _bytes[name] = new byte[8192];
            }

            var length = Math.Max(0, Length(name));
            Array.Copy(content, offset, bytes, length, count);
            _lengths[name] = length + count;
            return true;
        }

        public void Prepare(string name, byte[] content, int offset, int count)
        {
        }

        public bool Delete(string name)
        {
            _lengths[name] = -1;
            return true;
        }

        public string[] List() => [.. _lengths.Keys];
    }
}
