using System.Xml.Linq;
using LoRaNode.Cli.Tests.Cities;
using LoRaNode.Host.Drawing;
using LoRaNode.Host.Texts;
using LoRaNode.Simulator;
using LoRaNode.Simulator.Report;

namespace LoRaNode.Cli.Tests.Pictures;

/// <summary>The picture of a run as shapes and as SVG.</summary>
public class CityPictureTests
{
    private static readonly ReportTexts Russian = new(Language.Russian);

    [Fact]
    public void The_picture_of_a_known_run_is_as_it_was()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Golden", "city.svg");
        string actual = SvgDocument.Standalone(CityPicture.Compose(SyntheticCity.Of(12, 4, deaf: 1, lonely: 1).Build(), Russian), Theme.Night, "ru");

        if (Environment.GetEnvironmentVariable("LORANODE_RENEW_GOLDEN") == "1")
        {
            File.WriteAllText(Path.Combine(Repository.Root, "tests/host-tools/LoRaNode.Cli.Tests/Golden/city.svg"), actual);
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == actual,
            "The picture differs from Golden/city.svg. Look at the new one; if it is right, run the tests with LORANODE_RENEW_GOLDEN=1 and commit it.");
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(30, 1)]
    [InlineData(30, 2)]
    [InlineData(30, 3)]
    [InlineData(60, 4)]
    [InlineData(120, 5)]
    [InlineData(200, 6)]
    public void No_label_covers_another_label_or_a_node(int nodes, int seed)
    {
        Scene scene = CityPicture.Compose(SyntheticCity.Run(nodes, seed), Russian);
        (ShapeTag Tag, LabelBox Box)[] labels = [.. scene.Shapes.OfType<TextShape>().Where(t => t.Tag?.Part is "label" or "time").Select(t => (t.Tag!.Value, BoxOf(t)))];
        CircleShape[] marks = [.. scene.Shapes.OfType<CircleShape>().Where(c => c.Tag?.Part == "node")];

        for (int i = 0; i < labels.Length; i++)
        {
            Assert.DoesNotContain(labels.Skip(i + 1), other => other.Tag.Index != labels[i].Tag.Index && other.Box.Overlaps(labels[i].Box));
            Assert.DoesNotContain(marks, m => labels[i].Box.Touches(m.Center, m.Radius));
        }
    }

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    public void In_a_city_of_usual_size_nearly_every_node_is_named(int nodes)
    {
        int named = 0;
        for (int seed = 1; seed <= 5; seed++)
        {
            named += CityPicture.Compose(SyntheticCity.Run(nodes, seed), Russian).Shapes.Count(s => s.Tag?.Part == "label");
        }

        Assert.InRange(named, (int)(nodes * 5 * 0.97), nodes * 5);
    }

    [Fact]
    public void Everything_stays_within_the_sheet()
    {
        Scene scene = CityPicture.Compose(SyntheticCity.Of(40, 9, text: new string('Щ', 400), lonely: 2).Build(), Russian);

        Assert.All(scene.Shapes.OfType<TextShape>(), t =>
        {
            LabelBox box = BoxOf(t);
            Assert.True(box.X >= 0 && box.Y >= 0 && box.X + box.Width <= scene.Width && box.Y + box.Height <= scene.Height, t.Text);
        });
        Assert.All(scene.Shapes.OfType<PathShape>().SelectMany(p => p.Points), p =>
        {
            Assert.InRange(p.X, 0, scene.Width);
            Assert.InRange(p.Y, 0, scene.Height);
        });
    }

    [Fact]
    public void Nodes_without_the_text_are_marked_and_their_kinds_differ()
    {
        CityRun run = SyntheticCity.Of(30, 3, deaf: 2, lonely: 1).Build();
        Assert.Equal(29, run.Connected);
        Assert.Equal(27, run.Verified);

        CircleShape[] marks = [.. CityPicture.Compose(run, Russian).Shapes.OfType<CircleShape>().Where(c => c.Tag?.Part == "node")];

        Assert.Equal(30, marks.Length);
        Assert.Equal(2, marks.Count(m => m.Stroke == new Tone(ToneRole.Alarm)));
        Assert.Equal(1, marks.Count(m => m.Stroke == new Tone(ToneRole.Unreached)));
    }

    [Fact]
    public void Arrows_follow_the_copies_that_the_nodes_took()
    {
        CityRun run = SyntheticCity.Run();
        PathShape[] hops = [.. CityPicture.Compose(run, Russian).Shapes.OfType<PathShape>().Where(p => p.Tag?.Part == "hop")];

        Assert.Equal(run.Nodes.Where(n => n.HeardFrom is not null).Select(n => n.Index), hops.Select(h => h.Tag!.Value.Index));
    }

    [Theory]
    [InlineData("<script>alert(1)</script> & \"quotes\" 'single'")]
    [InlineData("]]> <!-- -->")]
    [InlineData("line\nline\tтаб 🔥水")]
    [InlineData("\u0001\uFFFE\u0085 control")]
    public void Any_text_gives_valid_svg(string text)
    {
        string svg = SvgDocument.Standalone(CityPicture.Compose(SyntheticCity.Of(5, 1, text: text).Build(), Russian), Theme.Night, "ru");

        XDocument document = XDocument.Parse(svg);

        Assert.DoesNotContain(document.Descendants(), e => e.Name.LocalName == "script");
        Assert.Contains(document.Descendants(), e => e.Name.LocalName == "title");
    }

    [Fact]
    public void A_run_that_reached_nobody_can_be_drawn()
    {
        CityRun run = SyntheticCity.Of(2, 1).Build();
        CityNode[] nodes = [.. run.Nodes.Select(n => n with { VerifiedAtMs = null, HeardFrom = null, Hops = null, XMeters = 5, YMeters = 5 })];

        Scene scene = CityPicture.Compose(run with { Nodes = nodes, Transmissions = [] }, Russian);

        Assert.Equal(2, scene.Shapes.Count(s => s.Tag?.Part == "node"));
    }

    [Fact]
    public void Late_arrivals_do_not_give_all_others_one_colour()
    {
        CityRun run = SyntheticCity.Of(40, 2, repairMs: 90_000).Build();
        var scale = new WaveScale(run);
        int[] steps = [.. run.Nodes.Where(n => n.VerifiedAtMs is not null && n.Index != run.Source).Select(n => scale.Tone(n.VerifiedAtMs!.Value - run.SentAtMs).Step)];

        Assert.True(steps.Where(s => s < 18).Distinct().Count() >= 3, string.Join(' ', steps));
        Assert.Equal(Tone.WaveSteps - 1, steps.Max());
        Assert.All(scale.TicksMs, t => Assert.Equal(t, scale.AtShare(scale.Share(t)), 0.001));
    }

    [Fact]
    public void Letters_and_marks_stand_out_from_their_ground()
    {
        foreach (Theme theme in (ReadOnlySpan<Theme>)[Theme.Night, Theme.Day])
        {
            foreach (ToneRole ground in (ReadOnlySpan<ToneRole>)[ToneRole.Ground, ToneRole.Panel])
            {
                // WCAG 2.2: 4.5 for text, 3 for marks.
                Assert.True(Contrast(theme, ToneRole.Ink, ground) >= 7);
                Assert.True(Contrast(theme, ToneRole.Muted, ground) >= 4.5);
                Assert.True(Contrast(theme, ToneRole.Alarm, ground) >= 4.5);
                Assert.True(Contrast(theme, ToneRole.Unreached, ground) >= 3);
                Assert.All(Enumerable.Range(0, Tone.WaveSteps), step =>
                {
                    Assert.True(Contrast(theme[new Tone(ToneRole.Wave, step)], theme[new Tone(ground)]) >= 3);
                    Assert.True(Contrast(theme[new Tone(ToneRole.Wave, step)], theme[new Tone(ToneRole.OnWave)]) >= 4.5);
                });
            }
        }
    }

    private static double Contrast(Theme theme, ToneRole front, ToneRole ground) => Contrast(theme[new Tone(front)], theme[new Tone(ground)]);

    // WCAG 2.2, relative luminance and contrast ratio.
    private static double Contrast(int first, int second)
    {
        double a = Luminance(first);
        double b = Luminance(second);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(int rgb)
    {
        return (0.2126 * Channel(rgb >> 16)) + (0.7152 * Channel(rgb >> 8)) + (0.0722 * Channel(rgb));

        static double Channel(int value)
        {
            double share = (value & 0xFF) / 255.0;
            return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
        }
    }

    private static LabelBox BoxOf(TextShape text)
    {
        double width = StrokeFont.Measure(text.Text, text.Size);
        double x = text.At.X - (text.Anchor == TextAnchor.Middle ? width / 2 : text.Anchor == TextAnchor.End ? width : 0);
        return new LabelBox(x, text.At.Y - (text.Size * 0.72), width, text.Size * 0.72);
    }
}
