using LoRaNode.Host.Drawing;
using LoRaNode.Host.Fleet;
using LoRaNode.Host.Texts;
using LoRaNode.Node.EventLoop;

namespace LoRaNode.Host.Tests.Fleet;

/// <summary>How a fleet is judged.</summary>
public sealed class FleetStateTests
{
    public static TheoryData<Language> Languages => [.. Enum.GetValues<Language>()];

    [Fact]
    public void A_ring_of_nodes_that_are_well_has_nothing_to_fix()
    {
        FleetState fleet = Ring().Judge();

        Assert.Empty(fleet.Findings);
        Assert.Empty(fleet.SinglePoints);
        Assert.DoesNotContain(fleet.Links, l => l.IsBridge);
        Assert.All(fleet.Nodes, n => Assert.Equal(NodeHealth.Good, n.Health));
        Assert.Equal(1, fleet.Parts);
    }

    [Fact]
    public void The_node_between_two_parts_is_a_single_point_and_names_those_it_cuts_off()
    {
        FleetState fleet = Ring().Add("x", "y").Link("a", "x").Link("x", "y").Link("a", "y").Judge();

        SinglePoint point = Assert.Single(fleet.SinglePoints);
        Assert.Equal("a", fleet.Nodes[point.Node].Name);
        Assert.Equal(["x", "y"], point.CutsOff.Select(i => fleet.Nodes[i].Name));
        Finding first = fleet.Findings[0];
        Assert.Equal((FindingKind.SinglePoint, Severity.Critical), (first.Kind, first.Severity));
        Assert.DoesNotContain(fleet.Links, l => l.IsBridge);
    }

    [Fact]
    public void A_link_that_only_one_end_noted_counts_unless_the_other_end_noted_later_without_it()
    {
        FleetBuilder one = FleetBuilder.With("a", "b").Hears("a", "b", 2, 2);
        one["b"].Standing.Clear();
        Assert.True(Assert.Single(one.Judge().Links).IsUsable);
        one["b"].Standing.Add(new StandingSample(FleetBuilder.Now, 0, true));

        NodeHistory gone = one["a"];
        gone.Standing[0] = gone.Standing[0] with { At = FleetBuilder.Now.AddHours(-20) };
        gone.Neighbours[0] = gone.Neighbours[0] with { At = FleetBuilder.Now.AddHours(-20) };

        Assert.Empty(one.Judge().Links);
    }

    [Theory]
    [InlineData(true, FindingKind.Deaf)]
    [InlineData(false, FindingKind.Mute)]
    public void A_node_whose_links_go_one_way_only_is_joined_to_nobody_and_named(bool isHeard, FindingKind kind)
    {
        FleetBuilder builder = Ring().Add("x");
        foreach (string other in (string[])["a", "b", "c"])
        {
            builder.Hears(isHeard ? other : "x", isHeard ? "x" : other, 2, 2);
        }

        FleetState fleet = builder.Judge();

        Finding found = Assert.Single(fleet.Findings, f => f.Kind == kind);
        Assert.Equal(("x", 3.0, Severity.Critical), (fleet.Nodes[found.Node].Name, found.Value, found.Severity));
        Assert.Equal(2, fleet.Links.Count(l => l.IsOneWay && !l.IsUsable));
    }

    [Fact]
    public void A_node_whose_only_link_is_weak_stays_joined_and_is_named()
    {
        FleetState fleet = Ring().Add("far").Link("a", "far", -12, 0).Judge();

        Assert.Equal(1, fleet.Parts);
        Finding weak = Assert.Single(fleet.Findings, f => f.Kind == FindingKind.WeakLink);
        Assert.Equal("far", fleet.Nodes[weak.Node].Name);
        Assert.True(Assert.Single(fleet.Links, l => l.Quality == 0).IsBridge);
    }

    [Fact]
    public void Weak_links_between_nodes_that_have_better_ones_do_not_hide_a_single_point()
    {
        FleetState fleet = FleetBuilder.With("a", "b", "c").Link("a", "b").Link("b", "c").Link("a", "c", -14, 0).Judge();

        Assert.Equal("b", fleet.Nodes[Assert.Single(fleet.SinglePoints).Node].Name);
    }

    [Fact]
    public void Nothing_is_called_weak_between_nodes_that_were_never_read()
    {
        FleetState fleet = FleetBuilder.With("a", "b", "c", "d").Link("a", "b").Link("a", "c").Link("a", "d").NeverRead("b").NeverRead("c").NeverRead("d").Judge();

        Assert.Empty(fleet.SinglePoints);
        Assert.DoesNotContain(fleet.Links, l => l.IsBridge);
        Assert.All(fleet.Findings, f => Assert.Equal((FindingKind.NeverRead, Severity.Note), (f.Kind, f.Severity)));
    }

    [Fact]
    public void A_part_that_nothing_joins_is_named_once()
    {
        FleetState fleet = Ring().Add("x", "y").Link("x", "y").Judge();

        Finding apart = Assert.Single(fleet.Findings, f => f.Kind == FindingKind.Apart);
        Assert.Equal((Severity.Critical, 2), (apart.Severity, apart.Weight));
        Assert.Equal(2, fleet.Parts);
    }

    [Theory]
    [InlineData(-9, FindingKind.HearsPoorly)]
    [InlineData(9, FindingKind.HeardPoorly)]
    public void A_node_whose_links_are_uneven_is_found(double difference, FindingKind kind)
    {
        FleetBuilder builder = FleetBuilder.With("a", "b", "c", "d");
        foreach (string other in (string[])["b", "c", "d"])
        {
            builder.Link("a", other, snr: 2 + difference, back: 2);
        }

        builder.Link("b", "c").Link("c", "d").Link("b", "d");
        Finding found = Assert.Single(builder.Judge().Findings);

        Assert.Equal((kind, 0, 9.0), (found.Kind, found.Node, found.Value));
    }

    [Fact]
    public void Each_trouble_of_a_node_is_found_with_its_severity()
    {
        Check(b => b.Battery("a", 5_000, 3_900, 3_700, 3_500, 3_390), FindingKind.BatteryLow, Severity.Critical);
        Check(b => b.Battery("a", 5_000, 4_000, 3_450), FindingKind.BatteryLow, Severity.Warning);
        Check(b => b.Battery("a", 5_000, 3_950, 3_930, 3_910, 3_890), FindingKind.BatteryFalling, Severity.Warning);
        Check(b => b.Battery("a", 5_000, 3_950, 3_840, 3_730, 3_620), FindingKind.BatteryFalling, Severity.Critical);
        Check(b => b.Battery("a", 0, 4_000, 4_000, 4_000), FindingKind.NoInput, Severity.Warning);
        Check(b => b["a"].Airtime.Add(new AirtimeSample(FleetBuilder.Now, 20_000, 36_000)), FindingKind.AirtimeFull, Severity.Warning);
        Check(b => b["a"].Airtime.Add(new AirtimeSample(FleetBuilder.Now, 35_000, 36_000)), FindingKind.AirtimeFull, Severity.Critical);
        Check(b => b.Boots("a", RestartReason.None, 3), FindingKind.PowerLost, Severity.Warning);
        Check(b => b.Boots("a", RestartReason.BatteryEmpty, 1), FindingKind.RanEmpty, Severity.Critical);
        Check(b => b.Boots("a", RestartReason.Stuck, 1), FindingKind.FirmwareFailed, Severity.Warning);
        Check(b => b["a"].RadioFailures = 1, FindingKind.RadioFailed, Severity.Critical);
        Check(b => b["a"].StorageFailures = 1, FindingKind.StorageFailed, Severity.Warning);
        Check(b => b["a"].AlertsForged = 1, FindingKind.Forged, Severity.Warning);
        Check(b => b["b"].Epoch = b["c"].Epoch = b["d"].Epoch = 2, FindingKind.EpochBehind, Severity.Critical);
        Check(b => b["a"].NewestAt = FleetBuilder.Now.AddDays(-9), FindingKind.LogOld, Severity.Note);
        Check(b => b.NoSite("a"), FindingKind.NoSite, Severity.Note);
        Check(b => b.NeverRead("a"), FindingKind.NeverRead, Severity.Note);
    }

    [Fact]
    public void Restarts_that_a_technician_asked_for_and_lost_power_now_and_then_are_no_trouble()
    {
        Assert.Empty(Ring().Boots("a", RestartReason.Requested, 9).Boots("b", RestartReason.None, 2).Judge().Findings);
    }

    [Fact]
    public void What_cuts_most_people_off_comes_first()
    {
        FleetBuilder builder = Ring().Add("x", "y", "z").Link("a", "x").Link("x", "y").Link("a", "y").Link("b", "z").Boots("c", RestartReason.None, 5);
        builder["d"].RadioFailures = 1;

        Assert.Equal(
            [FindingKind.SinglePoint, FindingKind.RadioFailed, FindingKind.SinglePoint, FindingKind.PowerLost],
            builder.Judge().Findings.Select(f => f.Kind));
    }

    [Fact]
    public void From_whom_a_node_got_its_news_is_added_up()
    {
        FleetBuilder builder = Ring().Hears("c", "a", 1, 2, firsts: 4).Hears("c", "a", 1, 2, firsts: 3).Hears("b", "a", 1, 2, firsts: 5);

        Assert.Equal([(0, 2, 7), (0, 1, 5)], builder.Judge().Relays.Select(r => (r.Relay, r.Node, r.Count)));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_kind_of_finding_has_its_words(Language language)
    {
        FleetState fleet = Ring().Judge();
        var texts = new FleetTexts(language);
        foreach (FindingKind kind in Enum.GetValues<FindingKind>())
        {
            var finding = new Finding(kind, Severity.Warning, 0, 1, [1, 2], 7, 8);

            Assert.DoesNotContain('‹', texts.What(finding, fleet.Nodes) + texts.Advice(finding));
            Assert.Contains("a", texts.What(finding, fleet.Nodes), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Charts_and_maps_use_only_letters_that_the_font_draws(Language language)
    {
        FleetState fleet = Ring().Battery("a", 5_000, 4_000, 3_900, 3_800).Boots("a", RestartReason.Stuck, 2).Judge();
        var texts = new FleetTexts(language);
        var charts = new FleetCharts(texts, FleetBuilder.Now.AddDays(-3), FleetBuilder.Now);
        (string, NodeHistory)[] nodes = [.. fleet.Nodes.Select(n => (n.Name, n.History))];
        IEnumerable<Scene> scenes = Enum.GetValues<LogChart>().Select(c => charts.Compose(c, nodes)).Append(FleetMap.Compose(fleet, texts));

        string all = string.Concat(scenes.SelectMany(s => s.Shapes).OfType<TextShape>().Select(t => t.Text));

        Assert.All(all.EnumerateRunes(), r => Assert.True(StrokeFont.Knows(r), r.ToString()));
        Assert.DoesNotContain('‹', all);
    }

    [Fact]
    public void The_font_draws_every_kazakh_letter()
    {
        Assert.All("ӘәҒғҚқҢңӨөҰұҮүҺһІі".EnumerateRunes(), r => Assert.True(StrokeFont.Knows(r), r.ToString()));
    }

    private static FleetBuilder Ring() => FleetBuilder.With("a", "b", "c", "d").Link("a", "b").Link("b", "c").Link("c", "d").Link("d", "a");

    private static void Check(Action<FleetBuilder> trouble, FindingKind kind, Severity severity)
    {
        FleetBuilder builder = Ring();
        trouble(builder);

        Finding found = Assert.Single(builder.Judge().Findings);

        Assert.Equal((kind, severity, 0), (found.Kind, found.Severity, found.Node));
    }
}
