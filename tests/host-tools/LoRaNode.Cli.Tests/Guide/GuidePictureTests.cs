using LoRaNode.Host.Texts;
using SkiaSharp;

namespace LoRaNode.Cli.Tests.Guide;

/// <summary>
/// The guide's pictures are what the tool draws today. <c>LORANODE_RENEW_GOLDEN=1</c> renews them.
/// </summary>
public sealed class GuidePictureTests(GuidePictures pictures) : IClassFixture<GuidePictures>
{
    // Edges of letters may differ by a shade between builds of the drawing library.
    private const double MostDifferentShare = 0.002;
    private const int MostDifference = 24;

    [Theory]
    [InlineData("en", Language.English)]
    [InlineData("ru", Language.Russian)]
    [InlineData("kk", Language.Kazakh)]
    public async Task Each_picture_is_as_the_tool_draws_it(string folder, Language language)
    {
        foreach (string path in GuideText.All[folder].Pictures)
        {
            byte[] made = await pictures.MakeAsync(Path.GetFileName(path), language);
            string file = Path.Combine(GuideText.Folder, path);
            if (GuidePictures.IsRenewing)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await File.WriteAllBytesAsync(file, made, TestContext.Current.CancellationToken);
            }

            byte[] committed = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            if (path.EndsWith(".png", StringComparison.Ordinal))
            {
                AssertSame(path, committed, made);
            }
            else
            {
                Assert.True(committed.AsSpan().SequenceEqual(made), path + " is not what the tool draws: renew the pictures.");
            }
        }
    }

    private static void AssertSame(string path, byte[] committed, byte[] made)
    {
        using SKBitmap before = SKBitmap.Decode(committed);
        using SKBitmap now = SKBitmap.Decode(made);
        Assert.Equal((before.Width, before.Height), (now.Width, now.Height));
        int different = before.Pixels.Zip(now.Pixels)
            .Count(p => Math.Abs(p.First.Red - p.Second.Red) + Math.Abs(p.First.Green - p.Second.Green) + Math.Abs(p.First.Blue - p.Second.Blue) > MostDifference);
        Assert.True(different <= MostDifferentShare * before.Width * before.Height, $"{path} differs in {different} pixels: renew the pictures.");
    }
}
