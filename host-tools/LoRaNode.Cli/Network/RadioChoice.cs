using System.CommandLine;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Radio.Regions;

namespace LoRaNode.Cli.Network;

/// <summary>The options that choose a network's region and data rate.</summary>
internal sealed class RadioChoice
{
    internal RadioChoice(CliContext context)
    {
        Region = new Option<string?>("--region") { Description = context.Text("network.option.region", string.Join(", ", NetworkRadio.RegionCodes)), HelpName = "CODE" };
        Preset = new Option<string?>("--preset") { Description = context.Text("network.option.preset"), HelpName = string.Join('|', RadioPreset.All.Select(p => p.Name)) };
        Region.CompletionSources.Add([.. NetworkRadio.RegionCodes]);
        Preset.CompletionSources.Add([.. RadioPreset.All.Select(p => p.Name)]);
    }

    internal Option<string?> Region { get; }

    internal Option<string?> Preset { get; }

    /// <summary>What was chosen; null when neither was.</summary>
    /// <exception cref="UserError">A name is unknown, or the two do not go together.</exception>
    internal NetworkRadio? Of(ParseResult parse)
    {
        string? region = parse.GetValue(Region);
        string? preset = parse.GetValue(Preset);
        if (region is null && preset is null)
        {
            return null;
        }

        region ??= NetworkRadio.Default.Band.Code;
        preset ??= RadioPreset.Default.Name;
        if (RegionTable.Find(region) is null)
        {
            throw new UserError("network.error.region", region, string.Join(", ", NetworkRadio.RegionCodes));
        }

        if (RadioPreset.Find(preset) is null)
        {
            throw new UserError("network.error.preset", preset, string.Join(", ", RadioPreset.All.Select(p => p.Name)));
        }

        return NetworkRadio.TryFind(region, preset) ?? throw new UserError("network.error.narrow", region, preset);
    }
}
