using System.Text;
using LoRaNode.Core.Journal;
using LoRaNode.Core.Security;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using LoRaNode.Node;
using LoRaNode.Node.Link;
using LoRaNode.Node.Log;
using LoRaNode.Simulator.Attacks;

namespace LoRaNode.Simulator.Tests.Attacks;

/// <summary>What the memory and the flash of a seized node give away, read as an attacker reads them.</summary>
public class SeizureTests
{
    private const int Nodes = 6;
    private const int Seized = 2;

    [Fact]
    public void A_dump_after_the_epoch_turned_shows_no_past_text_no_log_and_nobody_elses_keys()
    {
        using var city = new AttackCity(Nodes, seed: 3);
        city.Run(20_000, TestContext.Current.CancellationToken);
        byte[] firstEpochKey = NetworkKeyOf(city, Seized);
        byte[] firstLogKey = city.Community.Keys.LogKey(Entry(city, Seized));
        city.SendMessage(0, "кешкі жиналыс ескі көпірде");
        city.Run(60_000, TestContext.Current.CancellationToken);
        Assert.Equal(Nodes, city.NodesShowing(Encoding.UTF8.GetBytes("кешкі жиналыс ескі көпірде")));

        for (int i = 0; i < 3; i++)
        {
            city.Submit(0, LinkOperation.SendAlert, city.Community.SignAlert(Encoding.UTF8.GetBytes(FormattableString.Invariant($"alert {i}"))));
            city.Run(30_000, TestContext.Current.CancellationToken);
        }

        // The root turns the epoch, and the message's time goes by.
        foreach (byte[] statement in city.Community.Keys.TurnEpoch([], grace: TimeSpan.FromMinutes(5)).Statements)
        {
            city.Submit(0, LinkOperation.SendTrust, statement);
        }

        city.Run(7L * 3600 * 1000, TestContext.Current.CancellationToken);
        city.SendMessage(1, "жаңа дәуір");
        city.Run(60_000, TestContext.Current.CancellationToken);
        NodeApplication application = city.Boards[Seized].Application;
        Assert.Equal(1, application.Network.Trust.Keys.Epoch);

        var dump = MemoryDump.Of(application, city.Volumes[Seized]);
        Assert.True(dump.Objects > 200, $"The walk reached {dump.Objects} objects only.");

        // The dump does show what the node needs: a walk that finds nothing would prove nothing.
        Assert.NotEmpty(dump.Find(NetworkKeyOf(city, Seized)));
        Assert.NotEmpty(dump.Find(city.Community.RootPublicKey));
        Assert.NotEmpty(dump.Find(LeafKeyOf(city, Seized)));
        Assert.NotEmpty(dump.Find(TrustKeyOf(city, Seized)));
        Assert.NotEmpty(dump.Find("Medics"));
        Assert.NotEmpty(dump.Find("Virtual city"));
        Assert.NotEmpty(dump.Find(city.Community.Keys.LinkKey(Entry(city, Seized))));

        Assert.Empty(dump.Find("кешкі жиналыс"));
        Assert.Empty(dump.Find("ескі көпірде"));
        Assert.Empty(dump.Find(firstEpochKey));
        Assert.Empty(dump.Find(firstLogKey));
        for (int other = 0; other < Nodes; other++)
        {
            if (other != Seized)
            {
                Assert.Empty(dump.Find(city.Community.Keys.LinkKey(Entry(city, other))));
                Assert.Empty(dump.Find(city.Community.Keys.LogKey(Entry(city, other))));
                Assert.Empty(dump.Find(LeafKeyOf(city, other)));
            }
        }

        using Issuer issuer = city.Community.Keys.OpenIssuer(1);
        Assert.Empty(dump.Find(city.Community.Keys.BackUpRoot().Secret));
        Assert.Empty(dump.Find(city.Community.Keys.BackUpIssuer(issuer.Slot).Secret));
        AssertNoLogRecord(dump, application, firstLogKey);
    }

    [Fact]
    public void After_the_panic_action_neither_memory_nor_flash_shows_a_key_or_a_text()
    {
        using var city = new AttackCity(Nodes, seed: 4);
        city.Run(20_000, TestContext.Current.CancellationToken);
        city.SendMessage(0, "тізім осында");
        city.Run(60_000, TestContext.Current.CancellationToken);
        byte[] networkKey = NetworkKeyOf(city, Seized);
        byte[] linkKey = city.Community.Keys.LinkKey(Entry(city, Seized));
        byte[] leafKey = LeafKeyOf(city, Seized);
        NodeApplication application = city.Boards[Seized].Application;
        Assert.NotEmpty(MemoryDump.Of(application, city.Volumes[Seized]).Find(networkKey));

        // The text lies sealed on the medium; somebody who looks at it brings it into memory.
        byte[] entry = new byte[LinkMessage.MaxLength];
        int length = application.ReadText(0, 0, entry, 0, entry.Length, city.NowMs);
        Assert.Contains("тізім осында", Encoding.UTF8.GetString(entry, 0, length), StringComparison.Ordinal);

        Assert.Equal(LinkStatus.Pending, application.FactoryErase(city.NowMs));
        var dump = MemoryDump.Of(application, city.Volumes[Seized]);
        Assert.Empty(dump.Find(networkKey));
        Assert.Empty(dump.Find(linkKey));
        Assert.Empty(dump.Find(leafKey));
        Assert.Empty(dump.Find("тізім осында"));
    }

    private static void AssertNoLogRecord(MemoryDump dump, NodeApplication application, byte[] firstLogKey)
    {
        var opener = new LogOpener(firstLogKey);
        byte[] buffer = new byte[4096];
        int checkedRecords = 0;
        uint from = 0;
        int length;
        while ((length = application.ReadLog(from, buffer, 0, buffer.Length)) > 0)
        {
            for (int at = 0; at < length;)
            {
                from = BitConverter.ToUInt32(buffer, at) + 1;
                int size = buffer[at + 4];
                at += NodeLog.EntryHeader;

                // Records from before provisioning are in the clear: there was no key yet, and they say that the board was switched on.
                if (size == LogRatchet.SealedSize)
                {
                    byte[]? plain = opener.Open(buffer.AsSpan(at, size));
                    Assert.NotNull(plain);
                    Assert.Empty(dump.Find(plain));
                    checkedRecords++;
                }

                at += size;
            }
        }

        Assert.True(checkedRecords > 3, $"Only {checkedRecords} sealed records.");
    }

    private static NodeEntry Entry(AttackCity city, int node) => city.Community.Keys.Node(city.Addresses[node]);

    private static byte[] NetworkKeyOf(AttackCity city, int node)
    {
        byte[] stored = new byte[NetworkKeys.MaxStored];
        city.Boards[node].Application.Network.Trust.Keys.Save(stored);
        return stored[13..29];
    }

    private static byte[] TrustKeyOf(AttackCity city, int node)
    {
        byte[] stored = new byte[NetworkKeys.MaxStored];
        city.Boards[node].Application.Network.Trust.Keys.Save(stored);
        return stored[45..61];
    }

    private static byte[] LeafKeyOf(AttackCity city, int node)
    {
        byte[] stored = new byte[NetworkKeys.MaxStored];
        city.Boards[node].Application.Network.Trust.Keys.Save(stored);
        return stored[61..77];
    }
}
