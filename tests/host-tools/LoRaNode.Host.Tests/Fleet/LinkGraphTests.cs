using CsCheck;
using LoRaNode.Host.Fleet;

namespace LoRaNode.Host.Tests.Fleet;

/// <summary>Where a network falls apart.</summary>
public sealed class LinkGraphTests
{
    private static readonly Gen<LinkGraphCase> Cases =
        from places in Gen.Int[1, 14]
        from links in Gen.Select(Gen.Int[0, places - 1], Gen.Int[0, places - 1]).Array[0, 24]
        select new LinkGraphCase(places, links);

    [Fact]
    public void Weak_places_are_those_whose_loss_leaves_more_parts() => Cases.Sample(c =>
    {
        var graph = new LinkGraph(c.Places, c.Links);
        int parts = graph.Parts().Count;
        int[] brute = [.. Enumerable.Range(0, c.Places).Where(p => graph.Parts(p).Count > parts - (graph.NeighboursOf(p).Count == 0 ? 1 : 0))];

        Assert.Equal(brute, graph.WeakPoints().Places);
    });

    [Fact]
    public void Bridges_are_the_links_whose_loss_leaves_more_parts() => Cases.Sample(c =>
    {
        (int From, int To)[] links = [.. c.Links.Where(l => l.Item1 != l.Item2).Select(l => (Math.Min(l.Item1, l.Item2), Math.Max(l.Item1, l.Item2))).Distinct().Order()];
        int parts = new LinkGraph(c.Places, links).Parts().Count;
        (int, int)[] brute = [.. links.Where(l => new LinkGraph(c.Places, links.Where(o => o != l)).Parts().Count > parts)];

        Assert.Equal(brute, new LinkGraph(c.Places, c.Links).WeakPoints().Links);
    });

    [Fact]
    public void Whoever_is_cut_off_has_no_way_to_the_rest() => Cases.Sample(c =>
    {
        var graph = new LinkGraph(c.Places, c.Links);
        foreach (int place in Enumerable.Range(0, c.Places))
        {
            IReadOnlyList<int> cutOff = graph.CutOffBy(place);

            Assert.Equal(graph.WeakPoints().Places.Contains(place), cutOff.Count > 0);
            Assert.DoesNotContain(place, cutOff);
            int[] rest = [.. graph.Parts().First(p => p.Contains(place)).Except([.. cutOff, place])];
            Assert.All(cutOff, c => Assert.DoesNotContain(rest, r => graph.Parts(place).Any(p => p.Contains(c) && p.Contains(r))));
            Assert.True(rest.Length >= graph.Parts(place).Where(p => p.Any(cutOff.Contains)).Select(p => p.Count).DefaultIfEmpty(0).Max());
        }
    });

    [Fact]
    public void A_chain_as_long_as_a_country_is_walked_without_running_out_of_stack()
    {
        const int Length = 60_000;
        var graph = new LinkGraph(Length, Enumerable.Range(0, Length - 1).Select(i => (i, i + 1)));

        (IReadOnlyList<int> places, IReadOnlyList<(int From, int To)> links) = graph.WeakPoints();

        Assert.Equal(Length - 2, places.Count);
        Assert.Equal(Length - 1, links.Count);
    }

    private sealed record LinkGraphCase(int Places, (int, int)[] Links);
}
