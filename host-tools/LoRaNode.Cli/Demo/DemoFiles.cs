using System.Text;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Pictures;
using LoRaNode.Host.Drawing;
using LoRaNode.Host.Texts;
using LoRaNode.Simulator;
using LoRaNode.Simulator.Report;
using LoRaNode.Simulator.Report.Page;

namespace LoRaNode.Cli.Demo;

/// <summary>The files of a demo and the folder that they go to.</summary>
internal sealed class DemoFiles
{
    // Sharp on screens of high density, and as wide as a page shows it.
    private const float PngScale = 1.5f;

    private DemoFiles(string folder) => Folder = folder;

    /// <summary>Full path of the folder.</summary>
    public string Folder { get; }

    /// <summary>Full path of the picture in pixels.</summary>
    public string Png => Path.Combine(Folder, "city.png");

    /// <summary>Full path of the picture in lines.</summary>
    public string Svg => Path.Combine(Folder, "city.svg");

    /// <summary>Full path of the report.</summary>
    public string Report => Path.Combine(Folder, "report.html");

    /// <summary>Makes sure that the folder exists and takes files, before the city runs.</summary>
    /// <param name="folder">The folder; null for one of its own under the temporary folder.</param>
    /// <exception cref="UserError">The folder cannot be made or written.</exception>
    public static DemoFiles Prepare(string? folder)
    {
        string shown = folder ?? Path.GetTempPath();
        if (string.IsNullOrWhiteSpace(shown))
        {
            throw new UserError("demo.error.folder.empty");
        }

        try
        {
            var files = new DemoFiles(folder is null ? Directory.CreateTempSubdirectory("loranode-demo-").FullName : Directory.CreateDirectory(folder).FullName);
            foreach (string path in (ReadOnlySpan<string>)[files.Png, files.Svg, files.Report])
            {
                // Opening for append proves the right to write and leaves an older picture as it is until the new one is there.
                bool isNew = !File.Exists(path);
                using (new FileStream(path, FileMode.Append, FileAccess.Write))
                {
                }

                if (isNew)
                {
                    File.Delete(path);
                }
            }

            return files;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UserError("demo.error.folder", shown);
        }
    }

    /// <summary>Writes pictures and report.</summary>
    public void Write(CityRun run, ReportTexts texts)
    {
        // Pictures and report have nothing in common but the run: two cores do them in the time of one.
        Task report = Task.Run(() => File.WriteAllText(Report, CityReport.Compose(run, texts, "loranode " + VersionAction.Version), new UTF8Encoding(false)));
        Scene picture = CityPicture.Compose(run, texts);
        File.WriteAllText(Svg, SvgDocument.Standalone(picture, Theme.Night, LanguageCode.Of(texts.Language)), new UTF8Encoding(false));
        File.WriteAllBytes(Png, PngPicture.Paint(picture, Theme.Night, PngScale));
        report.GetAwaiter().GetResult();
    }
}
