using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Radio.Regions;
using Spectre.Console;

namespace LoRaNode.Cli.Network;

/// <summary>Asks for what the command line of <c>network create</c> left open, one question after the other.</summary>
internal sealed class NetworkWizard(CliContext context)
{
    /// <summary>Asks for a name.</summary>
    /// <exception cref="UserError">Nobody can be asked.</exception>
    internal string AskName(string option, string key) => context.CanAsk
        ? context.Progress.Prompt(new TextPrompt<string>(context.Markup(key)))
        : throw new UserError("network.error.missing", option);

    /// <summary>Asks for region and data rate; null when nobody can be asked.</summary>
    internal NetworkRadio? AskRadio()
    {
        if (!context.CanAsk)
        {
            return null;
        }

        string region = context.Progress.Prompt(
            new SelectionPrompt<string>()
                .Title(context.Markup("network.ask.region"))
                .UseConverter(Describe)
                .AddChoices(NetworkRadio.RegionCodes.OrderByDescending(c => c == NetworkRadio.Default.Band.Code)));
        string[] rates = [.. RadioPreset.All.Select(p => p.Name).Where(p => NetworkRadio.TryFind(region, p) is not null)];
        if (rates.Length == 0)
        {
            throw new UserError("network.error.narrow", region, RadioPreset.Default.Name);
        }

        string preset = context.Progress.Prompt(
            new SelectionPrompt<string>()
                .Title(context.Markup("network.ask.preset"))
                .UseConverter(name => $"{name.EscapeMarkup()}: {context.Markup("network.preset." + name)}")
                .AddChoices(rates.OrderByDescending(p => p == RadioPreset.Default.Name)));
        return NetworkRadio.TryFind(region, preset);
    }

    private string Describe(string code)
    {
        RadioBand band = RegionTable.Find(code)!;
        return context.Markup("network.region", code, band.LowHz / 1_000_000.0, band.HighHz / 1_000_000.0, band.DutyCycleBasisPoints / 100m, band.PowerDbm);
    }
}
