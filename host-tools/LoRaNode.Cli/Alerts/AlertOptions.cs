using System.CommandLine;
using System.Globalization;
using LoRaNode.Core.Frames;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.Alerts;

/// <summary>The options that say what an alert is about, in words; what is left out is taken from a given alert or is the usual.</summary>
internal sealed class AlertOptions
{
    private readonly Option<string?> _event;
    private readonly Option<string?> _urgency;
    private readonly Option<string?> _severity;
    private readonly Option<string?> _certainty;
    private readonly Option<double?> _hours;
    private readonly Option<string?> _zone;
    private readonly Option<string?> _geohash;
    private readonly Option<string?> _language;
    private readonly Option<bool> _exercise;

    internal AlertOptions(CliContext context)
    {
        _event = new("--event") { Description = context.Text("alert.option.event"), HelpName = "EVENT" };
        _event.CompletionSources.Add([.. EventNames.All.Select(c => EventNames.WordOf(c, context.Language))]);
        _urgency = Word<AlertUrgency>("--urgency", context.Text("alert.option.urgency"));
        _severity = Word<AlertSeverity>("--severity", context.Text("alert.option.severity"));
        _certainty = Word<AlertCertainty>("--certainty", context.Text("alert.option.certainty"));
        _hours = new("--hours") { Description = context.Text("alert.option.hours", AlertLifetime.MaxMinutes / 60), HelpName = "N" };
        _zone = new("--zone") { Description = context.Text("alert.option.zone"), HelpName = "ZONE" };
        _geohash = new("--geohash") { Description = context.Text("alert.option.geohash"), HelpName = "CELL" };
        _language = new("--text-lang") { Description = context.Text("alert.option.language"), HelpName = "kk|ru|en|other" };
        _language.AcceptOnlyFromAmong("kk", "ru", "en", "other");
        _exercise = new("--exercise") { Description = context.Text("alert.option.exercise") };
        All = [_event, _urgency, _severity, _certainty, _hours, _zone, _geohash, _language, _exercise];
    }

    /// <summary>All of them, for the command.</summary>
    internal IReadOnlyList<Option> All { get; }

    /// <summary>What was said.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="community">Names its zones.</param>
    /// <param name="kind">New, update or cancel.</param>
    /// <exception cref="UserError">A word is unknown.</exception>
    internal AlertRequest Request(ParseResult parse, Community community, AlertKind kind)
    {
        string? zone = parse.GetValue(_zone);
        string? geohash = parse.GetValue(_geohash);
        if (zone is not null && geohash is not null)
        {
            throw new UserError("alert.error.place");
        }

        uint cell = 0;
        if (geohash is not null && !Geohash.TryParse(geohash.ToLowerInvariant(), out cell))
        {
            throw new UserError("alert.error.geohash", geohash);
        }

        return new AlertRequest
        {
            Kind = kind,
            Event = parse.GetValue(_event) is { } word ? EventOf(word) : null,
            Urgency = Value<AlertUrgency>(parse.GetValue(_urgency)),
            Severity = Value<AlertSeverity>(parse.GetValue(_severity)),
            Certainty = Value<AlertCertainty>(parse.GetValue(_certainty)),
            Hours = parse.GetValue(_hours),
            Area = zone is not null ? AreaKind.Zone : geohash is not null ? AreaKind.Cell : null,
            Zone = zone is not null ? ZoneOf(zone, community) : (byte)0,
            Cell = cell,
            Language = LanguageOf(parse.GetValue(_language)),
            IsExercise = parse.GetValue(_exercise),
        };
    }

    private static Option<string?> Word<T>(string name, string description)
        where T : struct, Enum
    {
        string[] words = [.. Enum.GetNames<T>().Select(n => n.ToLowerInvariant())];
        var option = new Option<string?>(name) { Description = description, HelpName = string.Join('|', words) };
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    private static T? Value<T>(string? word)
        where T : struct, Enum => word is null ? null : Enum.Parse<T>(word, ignoreCase: true);

    private static ContentLanguage? LanguageOf(string? word) => word switch
    {
        "kk" => ContentLanguage.Kazakh,
        "ru" => ContentLanguage.Russian,
        "en" => ContentLanguage.English,
        "other" => ContentLanguage.Other,
        _ => null,
    };

    private static byte ZoneOf(string word, Community community)
    {
        if (byte.TryParse(word, CultureInfo.InvariantCulture, out byte number) && number > 0)
        {
            return number;
        }

        foreach ((int zone, string name) in community.Zones)
        {
            if (name.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return (byte)zone;
            }
        }

        throw new UserError("alert.error.zone", word);
    }

    private static byte EventOf(string word) => EventNames.TryParse(word, out byte code) ? code : throw new UserError("alert.error.event", word);
}
