using LoRaNode.Core.Frames;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Tests.Keys;

namespace LoRaNode.Host.Tests.Trust;

public class AlertVerifierTests
{
    private const long HourMs = 3_600_000;

    [Fact]
    public void An_alert_of_a_certified_issuer_is_accepted_once()
    {
        using var community = new TestCommunity();
        using Issuer issuer = community.NewIssuer();
        TestNode node = community.NewNode("A");
        byte[] alert = issuer.SignAlert(TestCommunity.Draft(), [1, 2, 3], TestCommunity.Now);
        Assert.Equal(TrustVerdict.Accept, node.Judge(FrameType.Alert, alert));
        Assert.Equal(6 * HourMs, node.Verifier.LifetimeMs);
        Assert.Equal(TrustVerdict.Refuse, node.Judge(FrameType.Alert, alert));
        Assert.Equal(1, node.Verifier.Verified);
    }

    [Fact]
    public void An_alert_with_any_bit_flipped_is_never_accepted()
    {
        using var community = new TestCommunity();
        using Issuer issuer = community.NewIssuer();
        TestNode node = community.NewNode("A");
        byte[] alert = issuer.SignAlert(TestCommunity.Draft() with { Area = AreaKind.Cell, Cell = 123456 }, [9], TestCommunity.Now);
        for (int bit = 0; bit < alert.Length * 8; bit++)
        {
            byte[] changed = (byte[])alert.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(TrustVerdict.Accept, node.Judge(FrameType.Alert, changed, bit));
        }

        Assert.Equal(TrustVerdict.Accept, node.Judge(FrameType.Alert, alert));
    }

    [Fact]
    public void Who_has_the_network_key_but_no_certificate_cannot_make_an_alert()
    {
        using var community = new TestCommunity();
        using var forger = new TestCommunity();
        using Issuer issuer = community.NewIssuer();
        using Issuer forged = forger.NewIssuer();
        TestNode node = community.NewNode("A");
        Assert.Equal(issuer.Slot, forged.Slot);
        Assert.Equal(TrustVerdict.Refuse, node.Judge(FrameType.Alert, forged.SignAlert(TestCommunity.Draft(), [1], TestCommunity.Now)));
        Assert.Equal(TrustReason.BadSignature, node.Verifier.Reason);

        // Nor can the forger's root name issuers here.
        Assert.Equal(TrustVerdict.Refuse, node.Judge(FrameType.Trust, forger.Keys.Certify(9, "X", forged.PublicKey, 1, 9, TestCommunity.Now).Certificate));
        Assert.Equal(TrustReason.BadSignature, node.Verifier.Reason);
    }

    [Fact]
    public void An_alert_whose_certificate_comes_later_is_accepted_when_offered_again()
    {
        using var community = new TestCommunity();
        TestNode node = community.NewNode("A");
        using Issuer issuer = community.NewIssuer();
        byte[] alert = issuer.SignAlert(TestCommunity.Draft(), [1], TestCommunity.Now);
        Assert.Equal(TrustVerdict.Later, node.Judge(FrameType.Alert, alert));
        Assert.Equal(TrustVerdict.Accept, node.Judge(FrameType.Trust, issuer.Certificate));
        Assert.Equal(TrustVerdict.Accept, node.Judge(FrameType.Alert, alert));
    }

    [Fact]
    public void An_alert_of_a_revoked_issuer_is_refused_and_the_old_certificate_does_not_bring_it_back()
    {
        using var community = new TestCommunity();
        using Issuer issuer = community.NewIssuer();
        TestNode node = community.NewNode("A");
        Assert.Equal(TrustVerdict.Accept, node.Judge(FrameType.Trust, community.Keys.RevokeIssuer(issuer.Slot)));
        Assert.Equal(TrustVerdict.Refuse, node.Judge(FrameType.Alert, issuer.SignAlert(TestCommunity.Draft(), [1], TestCommunity.Now)));
        Assert.Equal(TrustReason.Revoked, node.Verifier.Reason);
        Assert.Equal(TrustVerdict.Refuse, node.Judge(FrameType.Trust, issuer.Certificate));
        Assert.Equal(TrustReason.Superseded, node.Verifier.Reason);

        // A new certificate for the slot works again.
        byte[] renewed = community.Keys.Certify(issuer.Slot, "Renewed", issuer.PublicKey, IssuerScope.AllCategories, 90, TestCommunity.Now).Certificate;
        Assert.Equal(TrustVerdict.Accept, node.Judge(FrameType.Trust, renewed));
        Assert.Equal(TrustVerdict.Accept, node.Judge(FrameType.Alert, issuer.SignAlert(TestCommunity.Draft(), [1], TestCommunity.Now)));
    }

    [Fact]
    public void An_alert_that_was_waiting_when_its_issuer_was_revoked_is_refused()
    {
        using var community = new TestCommunity();
        using Issuer issuer = community.NewIssuer();
        TestNode node = community.NewNode("A");
        byte[] alert = issuer.SignAlert(TestCommunity.Draft(), [1], TestCommunity.Now);
        Assert.Equal(TrustVerdict.Pending, node.Verifier.Judge(1, FrameType.Alert, 7, alert, alert.Length, 0));
        node.Verifier.Step(100, 0);
        var revocation = new RevocationPayload { Serial = 100, Slot = issuer.Slot };
        Assert.True(node.Issuers.Apply(revocation));
        while (!node.Verifier.Step(100, 0))
        {
        }

        Assert.Equal(TrustVerdict.Refuse, node.Verifier.ResolvedVerdict);
        Assert.Equal(TrustReason.Revoked, node.Verifier.Reason);
    }

    [Fact]
    public void An_issuer_is_heard_only_within_its_scope_and_validity()
    {
        using var community = new TestCommunity();
        using Issuer health = community.NewIssuer("Health", scope: 1 << 6);
        using Issuer drills = community.NewIssuer("Drills", scope: IssuerScope.AllCategories | IssuerScope.ExercisesOnly);
        TestNode node = community.NewNode("A");
        byte[] fire = health.SignAlert(TestCommunity.Draft() with { Event = 0x50 }, [1], TestCommunity.Now);
        Assert.Equal(TrustVerdict.Refuse, node.Judge(FrameType.Alert, fire));
        Assert.Equal(TrustReason.OutOfScope, node.Verifier.Reason);
        Assert.Equal(TrustVerdict.Accept, node.Judge(FrameType.Alert, health.SignAlert(TestCommunity.Draft(), [1], TestCommunity.Now)));
        Assert.Equal(TrustVerdict.Refuse, node.Judge(FrameType.Alert, drills.SignAlert(TestCommunity.Draft(), [1], TestCommunity.Now)));
        Assert.Equal(TrustVerdict.Accept, node.Judge(FrameType.Alert, drills.SignAlert(TestCommunity.Draft() with { IsExercise = true }, [1], TestCommunity.Now)));

        byte[] late = health.SignAlert(TestCommunity.Draft(), [1], TestCommunity.Now.AddDays(200));
        Assert.Equal(TrustVerdict.Refuse, node.Judge(FrameType.Alert, late));
        Assert.Equal(TrustReason.OutsideValidity, node.Verifier.Reason);
    }

    [Fact]
    public void An_expired_alert_is_refused_also_after_a_reboot()
    {
        using var community = new TestCommunity();
        using Issuer issuer = community.NewIssuer();
        TestNode node = community.NewNode("A");
        byte[] alert = issuer.SignAlert(TestCommunity.Draft(), [1], TestCommunity.Now);
        Assert.Equal(TrustVerdict.Refuse, node.Judge(FrameType.Alert, alert, 6 * HourMs));
        Assert.Equal(TrustReason.Expired, node.Verifier.Reason);
        node.Reboot();
        Assert.Equal(TrustVerdict.Refuse, node.Judge(FrameType.Alert, alert, 7 * HourMs));
    }

    [Fact]
    public void An_update_replaces_its_alert_and_a_cancellation_both_in_whatever_order_they_come()
    {
        using var community = new TestCommunity();
        using Issuer issuer = community.NewIssuer();
        byte[] first = issuer.SignAlert(TestCommunity.Draft(), [1], TestCommunity.Now);
        byte[] other = issuer.SignAlert(TestCommunity.Draft(), [2], TestCommunity.Now);
        byte[] update = issuer.SignAlert(TestCommunity.Draft(AlertKind.Update, 0), [3], TestCommunity.Now);
        byte[] cancel = issuer.SignAlert(TestCommunity.Draft(AlertKind.Cancel, 0), [4], TestCommunity.Now);

        TestNode inOrder = community.NewNode("A");
        Assert.All([first, other, update, cancel], alert => Assert.Equal(TrustVerdict.Accept, inOrder.Judge(FrameType.Alert, alert)));

        TestNode reversed = community.NewNode("B");
        Assert.Equal(TrustVerdict.Accept, reversed.Judge(FrameType.Alert, cancel));
        reversed.Reboot();
        Assert.Equal(TrustVerdict.Refuse, reversed.Judge(FrameType.Alert, update));
        Assert.Equal(TrustVerdict.Refuse, reversed.Judge(FrameType.Alert, first));
        Assert.Equal(TrustReason.Superseded, reversed.Verifier.Reason);
        Assert.Equal(TrustVerdict.Accept, reversed.Judge(FrameType.Alert, other));
    }

    [Fact]
    public void A_flood_of_bad_signatures_from_many_origins_does_not_keep_an_alert_out()
    {
        using var community = new TestCommunity();
        using Issuer issuer = community.NewIssuer();
        TestNode node = community.NewNode("A");
        byte[] alert = issuer.SignAlert(TestCommunity.Draft(), [1], TestCommunity.Now);
        byte[] bad = (byte[])alert.Clone();
        bool accepted = false;
        int offers = 0;
        for (int second = 0; second < 600 && !accepted; second++)
        {
            // Twenty forged alerts a second, each from a new origin; the genuine one is offered every ten seconds; the node has
            // time for one verification a second.
            for (int i = 0; i < 20; i++)
            {
                bad[10] = (byte)i;
                bad[11] = (byte)second;
                bad[12] = (byte)(second >> 8);
                node.Verifier.Judge(0, FrameType.Alert, (ushort)(1000 + (second * 20) + i), bad, bad.Length, second * 1000L);
            }

            if (second % 10 == 5)
            {
                offers++;
                node.Verifier.Judge(1, FrameType.Alert, 7, alert, alert.Length, second * 1000L);
            }

            while (!node.Verifier.Step(320, second * 1000L))
            {
            }

            accepted = node.Verifier.ResolvedVerdict == TrustVerdict.Accept;
        }

        Assert.True(accepted, "The alert never got its turn.");
        Assert.InRange(offers, 1, 59);
    }

    [Fact]
    public void A_forger_who_uses_the_name_of_an_honest_origin_does_not_lock_it_out()
    {
        using var community = new TestCommunity();
        using Issuer issuer = community.NewIssuer();
        TestNode node = community.NewNode("A");
        byte[] alert = issuer.SignAlert(TestCommunity.Draft(), [1], TestCommunity.Now);
        byte[] bad = (byte[])alert.Clone();
        bool accepted = false;
        for (int second = 0; second < 600 && !accepted; second++)
        {
            for (int i = 0; i < 5; i++)
            {
                bad[10] = (byte)i;
                bad[11] = (byte)second;
                bad[12] = (byte)(second >> 8);
                node.Verifier.Judge(0, FrameType.Alert, 7, bad, bad.Length, second * 1000L);
            }

            node.Verifier.Judge(1, FrameType.Alert, 7, alert, alert.Length, second * 1000L);
            while (!node.Verifier.Step(320, second * 1000L))
            {
            }

            accepted = node.Verifier.ResolvedVerdict == TrustVerdict.Accept;
        }

        Assert.True(accepted, "The alert never got its turn.");
    }

    [Fact]
    public void Time_moves_forward_by_signed_statements_only_and_never_back()
    {
        using var community = new TestCommunity();
        using Issuer clock = community.NewIssuer("Clock", IssuerScope.Time);
        using Issuer health = community.NewIssuer("Health", 1 << 6);
        TestNode node = community.NewNode("A");
        uint start = node.Time.Seconds(0);
        Assert.False(node.Time.IsKnown);
        Assert.Equal(TrustVerdict.Accept, node.Judge(FrameType.Trust, clock.SignTime(TestCommunity.Now.AddHours(5))));
        Assert.Equal(start + (5 * 3600), node.Time.Seconds(0));
        Assert.True(node.Time.IsKnown);
        Assert.Equal(TrustVerdict.Refuse, node.Judge(FrameType.Trust, clock.SignTime(TestCommunity.Now.AddHours(1))));
        Assert.Equal(TrustReason.Expired, node.Verifier.Reason);
        Assert.Equal(start + (5 * 3600), node.Time.Seconds(0));

        // Beyond its certificate an issuer's word on the time counts for nothing; the root's counts always.
        Assert.Equal(TrustVerdict.Refuse, node.Judge(FrameType.Trust, clock.SignTime(TestCommunity.Now.AddDays(100))));
        Assert.Equal(TrustReason.OutsideValidity, node.Verifier.Reason);
        Assert.Equal(TrustVerdict.Accept, node.Judge(FrameType.Trust, community.Keys.SignTime(TestCommunity.Now.AddDays(100))));
        Assert.Throws<Texts.UserError>(() => health.SignTime(TestCommunity.Now));
    }
}
