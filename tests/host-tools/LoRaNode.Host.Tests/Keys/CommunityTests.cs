using System.Text;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Tests.Keys;

public class CommunityTests
{
    [Fact]
    public void A_community_opens_with_its_passphrase_and_with_no_other()
    {
        using var community = new TestCommunity();
        NodeEntry node = community.Keys.AddNode("Roof 12");
        using (Community again = Community.Open(community.Folder, TestCommunity.Passphrase))
        {
            Assert.Equal("Алатау", again.Name);
            Assert.Equal(community.Keys.RootPublicKey, again.RootPublicKey);
            Assert.Equal(node, Assert.Single(again.Nodes));
        }

        UserError error = Assert.Throws<UserError>(() => Community.Open(community.Folder, "wrong"));
        Assert.Equal("keys.error.passphrase", error.TextKey);
    }

    [Fact]
    public void An_issuer_that_nobody_revoked_is_still_certified_after_reopening()
    {
        using var community = new TestCommunity();
        community.NewIssuer().Dispose();
        using Community again = Community.Open(community.Folder, TestCommunity.Passphrase);

        IssuerEntry issuer = Assert.Single(again.Issuers);
        Assert.Null(issuer.Revocation);
        Assert.Equal(issuer.Certificate, Assert.Single(again.Statements()));
    }

    [Fact]
    public void A_second_community_does_not_overwrite_the_first()
    {
        using var community = new TestCommunity();
        UserError error = Assert.Throws<UserError>(() => Community.Create(community.Folder, "Other", "passphrase"));
        Assert.Equal("keys.error.exists", error.TextKey);
    }

    [Fact]
    public void No_file_of_the_folder_holds_a_secret_in_the_clear_and_none_is_readable_by_others()
    {
        using var community = new TestCommunity();
        using Issuer issuer = community.NewIssuer();
        TestNode node = community.NewNode("Balcony");
        byte[][] secrets = [node.Credentials.LinkKey, node.Credentials.LogKey, Encoding.UTF8.GetBytes("Balcony"), Encoding.UTF8.GetBytes("Алатау")];

        // network.key with its lock, root.key, issuer-01.key.
        string[] files = Directory.GetFiles(community.Folder);
        Assert.Equal(4, files.Length);
        foreach (string file in files)
        {
            byte[] bytes = File.ReadAllBytes(file);
            Assert.All(secrets, secret => Assert.True(bytes.AsSpan().IndexOf(secret) < 0));
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Fact]
    public void Two_provisioned_nodes_understand_each_other_and_a_stranger_does_not()
    {
        using var community = new TestCommunity();
        using var other = new TestCommunity();
        TestNode a = community.NewNode("A");
        TestNode b = community.NewNode("B");
        TestNode stranger = other.NewNode("C");
        byte[] frame = a.SealMessage("сәлем");
        Assert.Equal("сәлем", b.Open(frame));
        Assert.Null(stranger.Open(frame));
    }

    [Fact]
    public void Each_provisioning_gives_new_link_and_log_keys_that_the_host_can_find_again()
    {
        using var community = new TestCommunity();
        ushort address = community.Keys.AddNode("A").Address;
        var first = new TestNode(community.Keys.IssueCredentials(address, TestCommunity.Now));
        var second = new TestNode(community.Keys.IssueCredentials(address, TestCommunity.Now));
        Assert.NotEqual(first.Credentials.LinkKey, second.Credentials.LinkKey);
        Assert.NotEqual(first.Credentials.LogKey, second.Credentials.LogKey);
        using Community again = Community.Open(community.Folder, TestCommunity.Passphrase);
        Assert.Equal(second.Credentials.LinkKey, again.LinkKey(again.Node(address)));
        Assert.Equal(second.Credentials.LogKey, again.LogKey(again.Node(address)));
    }

    [Fact]
    public async Task Programs_that_change_the_keys_of_one_folder_at_once_lose_nothing()
    {
        using var community = new TestCommunity();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(program => Task.Run(() =>
        {
            using Community own = Community.Open(community.Folder, TestCommunity.Passphrase);
            for (int i = 0; i < 5; i++)
            {
                NodeEntry node = own.AddNode($"{program}-{i}");
                own.IssueCredentials(node.Address, TestCommunity.Now);
            }
        })));

        using Community after = Community.Open(community.Folder, TestCommunity.Passphrase);
        NodeEntry[] added = [.. after.Nodes.Where(n => n.Name.Contains('-', StringComparison.Ordinal))];
        Assert.Equal(20, added.Length);
        Assert.Equal(20, added.Select(n => n.Leaf).Distinct().Count());
        Assert.Equal(20, added.Select(n => n.Address).Distinct().Count());
        Assert.All(added, n => Assert.Equal(1, n.Provisioned));
    }

    [Fact]
    public async Task What_changes_while_a_program_opens_the_keys_is_not_lost()
    {
        // Opening takes long, as it does outside of tests: the first who is through changes what the others are just opening.
        const int Programs = 8;
        using var community = new TestCommunity(cost: new KeyFileCost(15, 2));
        await Task.WhenAll(Enumerable.Range(0, Programs).Select(program => Task.Factory.StartNew(
            () =>
            {
                using Community own = Community.Open(community.Folder, TestCommunity.Passphrase);
                own.SetZone(program + 1, "Алмалы");
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        using Community after = Community.Open(community.Folder, TestCommunity.Passphrase);
        Assert.Equal(Enumerable.Range(1, Programs), after.Zones.Keys.Order());
    }

    [Fact]
    public void Without_the_root_file_nothing_can_be_certified_but_alerts_can_be_signed()
    {
        using var community = new TestCommunity();
        using Issuer issuer = community.NewIssuer();
        File.Delete(Path.Combine(community.Folder, Community.RootFileName));
        UserError error = Assert.Throws<UserError>(() => community.NewIssuer("Second"));
        Assert.Equal("keys.error.noroot", error.TextKey);
        Assert.NotEmpty(issuer.SignAlert(TestCommunity.Draft(), [1, 2, 3], TestCommunity.Now));
    }

    [Fact]
    public void An_alert_number_is_stored_before_its_signature_leaves()
    {
        using var community = new TestCommunity();
        using Issuer issuer = community.NewIssuer();
        for (int i = 0; i < 3; i++)
        {
            byte[] payload = issuer.SignAlert(TestCommunity.Draft(), [], TestCommunity.Now);
            var alert = new AlertPayload();
            Assert.True(alert.TryRead(payload, payload.Length));
            Assert.Equal(i, alert.Sequence);
            using Issuer again = Issuer.Open(community.Keys.IssuerPath(issuer.Slot), TestCommunity.Passphrase);
            Assert.Equal(i + 1, again.NextSequence);
        }
    }

    [Fact]
    public async Task Programs_that_sign_with_one_key_at_once_never_use_a_number_twice()
    {
        using var community = new TestCommunity();
        using Issuer first = community.NewIssuer();
        using Issuer second = community.Keys.OpenIssuer(first.Slot);
        int[][] numbers = await Task.WhenAll(((Issuer[])[first, second]).Select(issuer => Task.Run(() => Enumerable.Range(0, 20).Select(_ =>
        {
            byte[] payload = issuer.SignAlert(TestCommunity.Draft(), [], TestCommunity.Now);
            var alert = new AlertPayload();
            Assert.True(alert.TryRead(payload, payload.Length));
            return (int)alert.Sequence;
        }).ToArray())));

        Assert.Equal(Enumerable.Range(0, 40), numbers.SelectMany(n => n).Order());
    }

    [Fact]
    public void The_same_community_gives_each_node_only_keys_on_its_own_path()
    {
        using var community = new TestCommunity(depth: 3);
        var seen = new Dictionary<string, HashSet<int>>();
        for (int leaf = 0; leaf < 8; leaf++)
        {
            byte[] blob = community.Keys.IssueCredentials(community.Keys.AddNode("N" + leaf).Address, TestCommunity.Now);
            var credentials = new NodeCredentials();
            Assert.True(credentials.TryRead(blob, blob.Length));
            byte[] stored = blob[credentials.KeysOffset..(credentials.KeysOffset + credentials.KeysLength)];
            for (int level = 0; level <= 3; level++)
            {
                string key = Convert.ToHexString(stored.AsSpan(13 + (3 * 16) + (16 * level), 16));
                seen.TryAdd(key, []);
                seen[key].Add(KeyTree.PositionOf(leaf, 3) >> level);
            }
        }

        // 15 positions, each with its own key.
        Assert.Equal(15, seen.Count);
        Assert.All(seen.Values, positions => Assert.Single(positions));
        UserError error = Assert.Throws<UserError>(() => community.Keys.AddNode("One too many"));
        Assert.Equal("keys.error.full", error.TextKey);
    }
}
