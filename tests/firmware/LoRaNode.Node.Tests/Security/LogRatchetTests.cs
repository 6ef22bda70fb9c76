using LoRaNode.Core.Security;
using LoRaNode.Host.Keys;

namespace LoRaNode.Node.Tests.Security;

public class LogRatchetTests
{
    private static readonly byte[] FirstKey = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();

    [Fact]
    public void The_first_key_opens_every_record_of_every_boot_in_any_order()
    {
        byte[] stored = Stored();
        var records = new List<(byte[] Plain, byte[] Sealed)>();
        for (int boot = 0; boot < 5; boot++)
        {
            var ratchet = new LogRatchet(stored);
            for (int i = 0; i < 6; i++)
            {
                byte[] plain = Enumerable.Range(0, LogRatchet.RecordSize).Select(b => (byte)(b + boot + i)).ToArray();
                records.Add((plain, Seal(ratchet, plain)));
            }
        }

        Assert.Equal(records.Count, records.Select(r => Convert.ToHexString(r.Sealed)).Distinct().Count());
        var opener = new LogOpener(FirstKey);
        foreach ((byte[] plain, byte[] sealedRecord) in records.Concat(records.AsEnumerable().Reverse()))
        {
            Assert.Equal(plain, opener.Open(sealedRecord));
        }
    }

    [Fact]
    public void What_a_dump_holds_after_a_record_opens_nothing_written_before()
    {
        byte[] stored = Stored();
        var ratchet = new LogRatchet(stored);
        byte[] earlier = Seal(ratchet, new byte[LogRatchet.RecordSize]);
        byte[] dump = (byte[])stored.Clone();
        byte[] memory = (byte[])((byte[])typeof(LogRatchet).GetField("_key", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.GetValue(ratchet)!).Clone();
        byte[] plain = new byte[LogRatchet.RecordSize];
        foreach (byte[] start in new[] { memory, dump[..32], LogRatchet.BootKey(dump[..32]) })
        {
            byte[] key = start;
            for (int i = 0; i < 100; i++)
            {
                Assert.False(LogRatchet.TryOpen(key, earlier, 0, plain, 0));
                key = LogRatchet.Next(key);
            }
        }

        // What comes after the seizure can be read from it: that is what the ratchet does not promise.
        Assert.True(LogRatchet.TryOpen(memory, Seal(ratchet, new byte[LogRatchet.RecordSize]), 0, plain, 0));
    }

    [Fact]
    public void A_changed_record_does_not_open()
    {
        byte[] sealedRecord = Seal(new LogRatchet(Stored()), new byte[LogRatchet.RecordSize]);
        var opener = new LogOpener(FirstKey);
        for (int bit = 0; bit < sealedRecord.Length * 8; bit++)
        {
            byte[] changed = (byte[])sealedRecord.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            if (bit is < 10 or >= 64 || bit is >= 32 and < 42)
            {
                Assert.Null(opener.Open(changed));
            }
        }

        Assert.NotNull(opener.Open(sealedRecord));
        Assert.Null(opener.Open(sealedRecord.AsSpan(1)));
    }

    private static byte[] Stored()
    {
        return [.. FirstKey, 0, 0, 0, 0];
    }

    private static byte[] Seal(LogRatchet ratchet, byte[] plain)
    {
        byte[] target = new byte[LogRatchet.SealedSize];
        ratchet.Seal(plain, 0, target, 0);
        return target;
    }
}
