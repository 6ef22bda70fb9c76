using LoRaNode.Core.Journal;

namespace LoRaNode.Node.SelfTest;

/// <summary>Records written to a journal in memory are found again, and after a torn write all but the last are.</summary>
public sealed class JournalCheck : SelfCheck
{
    private const int Records = 5;
    private const int RecordSize = 20;
    private const int Segments = 2;
    private const string Journal = "j";

    /// <inheritdoc/>
    public override string Name
    {
        get { return "journal after a torn write"; }
    }

    /// <inheritdoc/>
    public override bool Passes()
    {
        ScratchVolume volume = new ScratchVolume();
        RecordJournal journal = Open(volume);
        byte[] record = new byte[RecordSize];
        for (int i = 0; i < Records; i++)
        {
            record[0] = (byte)(i + 1);
            if (!journal.Append(record, 0, RecordSize))
            {
                return false;
            }
        }

        if (!Holds(Open(volume), Records))
        {
            return false;
        }

        volume.Tear(RecordSize / 2);
        return Holds(Open(volume), Records - 1);
    }

    private static RecordJournal Open(IFileVolume volume)
    {
        return new RecordJournal(volume, Journal, Segments, true, null, null);
    }

    private static bool Holds(RecordJournal journal, int records)
    {
        byte[] record = new byte[JournalPage.MaxRecord];
        for (uint i = 0; i < records; i++)
        {
            if (journal.Read(i, record, 0) != RecordSize || record[0] != i + 1)
            {
                return false;
            }
        }

        return journal.Next == records;
    }
}
