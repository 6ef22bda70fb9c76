using System.CommandLine;
using System.Globalization;
using System.Text;
using LoRaNode.Host.Boards;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Display;
using LoRaNode.Node.Settings;
using LoRaNode.Radio.Regions;
using Spectre.Console;

namespace LoRaNode.Cli.Node;

/// <summary>The options that change a node's settings. What is not named stays as it is.</summary>
internal sealed class SettingsOptions
{
    /// <summary>Environment variable that holds the password of the node's Wi-Fi.</summary>
    internal const string PasswordVariable = "LORANODE_WIFI_PASSWORD";

    private const string None = "none";

    private readonly CliContext _context;
    private readonly Option<string?> _region;
    private readonly Option<string?> _preset;
    private readonly Option<double?> _frequency;
    private readonly Option<int?> _power;
    private readonly Option<double?> _gain;
    private readonly Option<string?> _language;
    private readonly Option<string?> _board;
    private readonly Option<string?> _name;
    private readonly Option<string?> _wifi;
    private readonly Option<string?> _pins;

    internal SettingsOptions(CliContext context)
    {
        _context = context;
        _region = new("--region") { Description = context.Text("node.settings.option.region", string.Join(", ", NetworkRadio.RegionCodes)), HelpName = "CODE" };
        _preset = new("--preset") { Description = context.Text("network.option.preset"), HelpName = string.Join('|', RadioPreset.All.Select(p => p.Name)) };
        _frequency = new("--frequency") { Description = context.Text("node.settings.option.frequency"), HelpName = "MHZ" };
        _power = new("--power") { Description = context.Text("node.settings.option.power"), HelpName = "DBM" };
        _gain = new("--antenna-gain") { Description = context.Text("node.settings.option.gain"), HelpName = "DBI" };
        _language = new("--display-language") { Description = context.Text("node.settings.option.language"), HelpName = string.Join('|', LanguageCode.All) };
        _board = new("--board") { Description = context.Text("node.option.boardtype"), HelpName = "BOARD" };
        _name = new("--name") { Description = context.Text("node.settings.option.name"), HelpName = "NAME" };
        _wifi = new("--wifi") { Description = context.Text("node.settings.option.wifi", PasswordVariable, None), HelpName = "NAME" };
        _pins = new("--serial-pins") { Description = context.Text("node.settings.option.pins", None), HelpName = "RX,TX" };
        _region.CompletionSources.Add([.. NetworkRadio.RegionCodes]);
        _preset.CompletionSources.Add([.. RadioPreset.All.Select(p => p.Name)]);
        _language.CompletionSources.Add([.. LanguageCode.All]);
        _board.CompletionSources.Add([.. BoardShelf.All.Select(b => b.Id)]);
    }

    /// <summary>All, in the order in which help shows them.</summary>
    internal IReadOnlyList<Option> All => [_region, _preset, _frequency, _power, _gain, _language, _board, _name, _wifi, _pins];

    /// <summary>The code of a display's language on the command line.</summary>
    internal static string CodeOf(DisplayLanguage language) => language switch
    {
        DisplayLanguage.Kazakh => "kk",
        DisplayLanguage.Russian => "ru",
        _ => "en",
    };

    /// <summary>Changes what was named. Whether the values go together is for the rules of the settings to say.</summary>
    /// <exception cref="UserError">Nothing was named, or a word is unknown.</exception>
    internal void Apply(ParseResult parse, NodeSettings settings)
    {
        if (All.All(o => parse.GetResult(o) is null))
        {
            throw new UserError("node.error.nosettings");
        }

        ApplyRadio(parse, settings);
        if (parse.GetValue(_language) is { } language)
        {
            settings.Language = language switch
            {
                "kk" => DisplayLanguage.Kazakh,
                "ru" => DisplayLanguage.Russian,
                "en" => DisplayLanguage.English,
                _ => throw new UserError("node.error.language", language),
            };
        }

        if (parse.GetValue(_board) is { } board)
        {
            settings.Board = BoardShelf.Find(board) is null
                ? throw new UserError("node.error.board", board, string.Join(", ", BoardShelf.All.Select(b => b.Id)))
                : Encoding.UTF8.GetBytes(board);
        }

        if (parse.GetValue(_name) is { } name)
        {
            settings.Name = Sized(name, NodeSettings.MaxName, "--name");
        }

        if (parse.GetValue(_wifi) is { } wifi)
        {
            ApplyWifi(wifi, settings);
        }

        if (parse.GetValue(_pins) is { } pins)
        {
            (settings.SerialReceivePin, settings.SerialTransmitPin) = Pins(pins);
        }
    }

    private void ApplyRadio(ParseResult parse, NodeSettings settings)
    {
        string? region = parse.GetValue(_region);
        string? preset = parse.GetValue(_preset);
        if (parse.GetValue(_gain) is { } gain)
        {
            settings.AntennaGainTenthsDbi = (int)Math.Round(gain * 10);
        }

        if (region is not null || preset is not null)
        {
            string band = region ?? RegionTable.Describe(settings.Band).Code;
            if (RegionTable.Find(band) is null)
            {
                throw new UserError("network.error.region", band, string.Join(", ", NetworkRadio.RegionCodes));
            }

            string rate = preset ?? PresetOf(settings);
            if (RadioPreset.Find(rate) is null)
            {
                throw new UserError("network.error.preset", rate, string.Join(", ", RadioPreset.All.Select(p => p.Name)));
            }

            NetworkRadio radio = NetworkRadio.TryFind(band, rate) ?? throw new UserError("network.error.narrow", band, rate);
            settings.Band = radio.Band.Id;
            settings.Radio.FrequencyHz = radio.Settings.FrequencyHz;
            settings.Radio.BandwidthHz = radio.Settings.BandwidthHz;
            settings.Radio.SpreadingFactor = radio.Settings.SpreadingFactor;
            settings.Radio.PowerDbm = (sbyte)Math.Min(radio.Settings.PowerDbm, radio.Band.MaxConductedDbm(settings.AntennaGainTenthsDbi));
        }

        if (parse.GetValue(_frequency) is { } megahertz)
        {
            settings.Radio.FrequencyHz = megahertz is > 0 and < 4000 ? (uint)Math.Round(megahertz * 1e6) : throw new UserError("node.error.frequency", megahertz);
        }

        if (parse.GetValue(_power) is { } power)
        {
            settings.Radio.PowerDbm = (sbyte)Math.Clamp(power, sbyte.MinValue, sbyte.MaxValue);
        }
    }

    private static string PresetOf(NodeSettings settings) =>
        RadioPreset.All.FirstOrDefault(p => p.SpreadingFactor == settings.Radio.SpreadingFactor)?.Name ?? RadioPreset.Default.Name;

    private void ApplyWifi(string name, NodeSettings settings)
    {
        if (name == None)
        {
            settings.WifiName = [];
            settings.WifiPassword = [];
            settings.HasPassword = true;
            return;
        }

        settings.WifiName = Sized(name, NodeSettings.MaxWifiName, "--wifi");
        string password = Environment.GetEnvironmentVariable(PasswordVariable)
            ?? (_context.CanAsk ? _context.Progress.Prompt(new TextPrompt<string>(_context.Markup("node.settings.ask.wifi")).Secret().AllowEmpty()) : string.Empty);
        settings.WifiPassword = Sized(password, NodeSettings.MaxWifiPassword, PasswordVariable);
        settings.HasPassword = true;
    }

    private static byte[] Sized(string text, int most, string option)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length <= most ? bytes : throw new UserError("node.error.toolong", option, most, bytes.Length);
    }

    private static (byte Receive, byte Transmit) Pins(string text)
    {
        if (text == None)
        {
            return (NodeSettings.Absent, NodeSettings.Absent);
        }

        string[] parts = text.Split(',');
        return parts.Length == 2
            && byte.TryParse(parts[0], CultureInfo.InvariantCulture, out byte receive)
            && byte.TryParse(parts[1], CultureInfo.InvariantCulture, out byte transmit)
            ? (receive, transmit)
            : throw new UserError("node.error.pins", text);
    }
}
