using CsCheck;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Tests.Keys;

public class PaperKeyTests
{
    private static readonly Gen<PaperKey> Papers = Gen.Select(Gen.Int[1, 3], Gen.UShort, Gen.Byte, Gen.Byte.Array[32]).Select(
        (kind, set, index, secret) => new PaperKey((PaperKind)kind, "0123456789abcdef", set, index, secret));

    [Fact]
    public void A_paper_key_comes_back_from_its_lines_and_from_its_qr_text_however_it_is_typed()
    {
        Papers.Sample(paper =>
        {
            string lines = string.Join('\n', paper.ToLines());
            foreach (string typed in new[] { lines, lines.ToLowerInvariant(), lines.Replace('0', 'O').Replace(" ", "  ", StringComparison.Ordinal), paper.ToQrText() })
            {
                PaperKey again = PaperKey.Parse(typed);
                if (again.Kind != paper.Kind || again.Set != paper.Set || again.Index != paper.Index || !again.Secret.AsSpan().SequenceEqual(paper.Secret))
                {
                    return false;
                }
            }

            return true;
        });
    }

    [Fact]
    public void A_slip_is_found_in_its_line()
    {
        string[] lines = [.. new PaperKey(PaperKind.Root, "0123456789abcdef", 0, 0, new byte[32]).ToLines()];
        int found = 0;
        for (int line = 0; line < PaperKey.Lines; line++)
        {
            for (int at = 3; at < lines[line].Length; at++)
            {
                if (lines[line][at] is ' ' or '/')
                {
                    continue;
                }

                string[] changed = [.. lines];
                char other = lines[line][at] == '7' ? '8' : '7';
                changed[line] = lines[line][..at] + other + lines[line][(at + 1)..];
                UserError error = Assert.Throws<UserError>(() => PaperKey.Parse(string.Join('\n', changed)));
                found += error.TextKey == "keys.error.paperline" && Equals(error.Arguments[0], line + 1) ? 1 : 0;
            }
        }

        // A line's check has ten bits: of 88 slips it may miss one by chance, and the whole has 48 bits more.
        Assert.InRange(found, 86, 88);
    }

    [Fact]
    public void Any_text_is_refused_with_one_clear_error()
    {
        Gen.String.Sample(text =>
        {
            try
            {
                PaperKey.Parse(text);
                return false;
            }
            catch (UserError)
            {
                return true;
            }
        });
    }

    [Fact]
    public void Any_two_shares_restore_the_secret_and_one_tells_nothing()
    {
        Gen.Byte.Array[1, 64].Sample(secret =>
        {
            byte[][] shares = SecretSharing.Split(secret);
            for (int a = 0; a < 3; a++)
            {
                for (int b = 0; b < 3; b++)
                {
                    if (a != b && !SecretSharing.Combine(shares[a], a + 1, shares[b], b + 1).AsSpan().SequenceEqual(secret))
                    {
                        return false;
                    }
                }
            }

            return true;
        });

        // Each value of a share of a fixed secret is equally likely: 256 bins, 64 expected in each.
        int[] counts = new int[256];
        for (int i = 0; i < 256 * 64; i++)
        {
            counts[SecretSharing.Split([0x5A])[1][0]]++;
        }

        double chiSquared = counts.Sum(c => Math.Pow(c - 64, 2) / 64);
        Assert.InRange(chiSquared, 150, 380);
    }

    [Fact]
    public void A_root_is_split_removed_and_brought_back_by_two_shares()
    {
        using var community = new TestCommunity();
        IReadOnlyList<PaperKey> shares = community.Keys.SplitRoot();
        PaperKey whole = community.Keys.BackUpRoot();
        community.Keys.RemoveRoot();
        Assert.False(community.Keys.HasRoot);
        UserError one = Assert.Throws<UserError>(() => community.Keys.RestoreRoot([shares[0]], KeyFileCost.Least));
        Assert.Equal("keys.error.papershares", one.TextKey);
        UserError same = Assert.Throws<UserError>(() => community.Keys.RestoreRoot([shares[0], shares[0]], KeyFileCost.Least));
        Assert.Equal("keys.error.papershares", same.TextKey);
        community.Keys.RestoreRoot([shares[2], shares[0]], KeyFileCost.Least);
        Assert.NotEmpty(community.Keys.TurnEpoch([]).Statements);
        community.Keys.RemoveRoot();
        community.Keys.RestoreRoot([PaperKey.Parse(whole.ToQrText())], KeyFileCost.Least);
        Assert.True(community.Keys.HasRoot);

        using var other = new TestCommunity();
        Assert.Throws<UserError>(() => other.Keys.RestoreRoot([whole], KeyFileCost.Least));
    }

    [Fact]
    public void Shares_of_two_splits_do_not_mix()
    {
        using var community = new TestCommunity();
        IReadOnlyList<PaperKey> first = community.Keys.SplitRoot();
        IReadOnlyList<PaperKey> second = community.Keys.SplitRoot();
        Assert.Throws<UserError>(() => community.Keys.RestoreRoot([first[0], second[1]], KeyFileCost.Least));
    }

    [Fact]
    public void An_issuer_comes_back_from_paper_and_signs_as_before()
    {
        using var community = new TestCommunity();
        using Issuer issuer = community.NewIssuer();
        TestNode node = community.NewNode("A");
        PaperKey paper = community.Keys.BackUpIssuer(issuer.Slot);
        File.Delete(community.Keys.IssuerPath(issuer.Slot));
        community.Keys.RestoreIssuer(PaperKey.Parse(string.Join('\n', paper.ToLines())), 100, KeyFileCost.Least);
        using Issuer again = community.Keys.OpenIssuer(issuer.Slot);
        Assert.Equal(100, again.NextSequence);
        byte[] alert = again.SignAlert(TestCommunity.Draft(), [1], TestCommunity.Now);
        Assert.Equal(Core.Trust.TrustVerdict.Accept, node.Judge(Core.Frames.FrameType.Alert, alert));
    }
}
