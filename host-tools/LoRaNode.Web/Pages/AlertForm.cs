using System.Globalization;
using LoRaNode.Core.Frames;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Web.Html;

namespace LoRaNode.Web.Pages;

/// <summary>What a person wrote into the form for an alert. Everything but the passphrase is carried along to the review.</summary>
internal sealed class AlertForm
{
    private const string EverywhereArea = "everywhere";
    private const string ZoneArea = "zone";
    private const string CellArea = "cell";

    // Names of the fields, in the order of the form.
    private static readonly string[] Names = ["kind", "number", "issuer", "text", "event", "urgency", "severity", "certainty", "hours", "area", "zone", "cell", "exercise", "port", "otherport"];

    // Hours between which nobody has to choose finely; each is one that the air can carry exactly.
    private static readonly int[] HourChoices = [1, 2, 3, 6, 12, 24, 48, 96, AlertLifetime.MaxMinutes / 60];

    private readonly Dictionary<string, string> _fields;

    private AlertForm(Dictionary<string, string> fields)
    {
        _fields = fields;
    }

    /// <summary>New, update or cancel.</summary>
    internal AlertKind Kind => this["kind"] switch { "update" => AlertKind.Update, "cancel" => AlertKind.Cancel, _ => AlertKind.Alert };

    /// <summary>Slot of the issuer.</summary>
    internal byte Issuer => byte.TryParse(this["issuer"], NumberStyles.None, CultureInfo.InvariantCulture, out byte slot) ? slot : (byte)0;

    /// <summary>Number of the alert that is updated or cancelled.</summary>
    internal int? Number => int.TryParse(this["number"], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>The text; null when a cancellation has none.</summary>
    internal string? Text => string.IsNullOrWhiteSpace(this["text"]) && Kind == AlertKind.Cancel ? null : (this["text"] ?? string.Empty).Trim().ReplaceLineEndings("\n");

    private string? this[string name] => _fields.GetValueOrDefault(name);

    /// <summary>An empty form, or one filled with the alert to update or cancel.</summary>
    internal static AlertForm New(PageContext page, CommunityStore store)
    {
        var form = new AlertForm(Names.Select(n => (n, page.Query(n))).Where(f => f.Item2 is not null).ToDictionary(f => f.n, f => f.Item2!));
        if (form.Kind != AlertKind.Alert)
        {
            form.Fill(form.Earlier(page, store)!);
        }

        return form;
    }

    /// <summary>The form that was sent.</summary>
    internal static AlertForm Sent(PageContext page) =>
        new(Names.Select(n => (n, page.Field(n))).Where(f => f.Item2 is not null).ToDictionary(f => f.n, f => f.Item2!));

    /// <summary>The alert that is updated or cancelled; null for a new one.</summary>
    /// <exception cref="UserError">It was not signed here.</exception>
    internal StoredAlert? Earlier(PageContext page, CommunityStore store) => Kind == AlertKind.Alert
        ? null
        : store.FindAlert(Issuer, Number ?? -1) ?? throw new UserError("alert.error.number", Number, Issuers.NameOf(page, Issuer));

    /// <summary>What was said about the alert.</summary>
    /// <exception cref="UserError">A field cannot be understood.</exception>
    internal AlertRequest Request() => new()
    {
        Kind = Kind,
        Event = this["event"] is { } word ? Event(word) : null,
        Urgency = Value<AlertUrgency>("urgency"),
        Severity = Value<AlertSeverity>("severity"),
        Certainty = Value<AlertCertainty>("certainty"),
        Hours = this["hours"] is { } hours ? Hours(hours) : null,
        Area = this["area"] switch { EverywhereArea => AreaKind.Everywhere, ZoneArea => AreaKind.Zone, CellArea => AreaKind.Cell, _ => null },
        Zone = this["area"] == ZoneArea ? Zone(this["zone"]) : (byte)0,
        Cell = this["area"] == CellArea ? Cell(this["cell"]) : 0,
        IsExercise = this["exercise"] is not null,
    };

    /// <summary>The fields to fill in.</summary>
    internal Markup Compose(PageContext page, CommunityStore store)
    {
        Words words = page.Words;
        return Markup.Of($"""
            {Controls.Hidden("kind", this["kind"])}{Controls.Hidden("number", this["number"])}
            {Controls.Field("text", words[Kind == AlertKind.Cancel ? "serve.field.reason" : "serve.field.text"], words["serve.hint.text"], Markup.Of(
                $"""<textarea id="text" name="text" rows="4" maxlength="1000" aria-describedby="text-hint preview"{(Kind == AlertKind.Cancel ? Markup.Empty : Markup.Of($" required"))}>{this["text"]}</textarea>"""))}
            <output id="preview" for="text" class="preview"></output>
            <div class="pair">
            {Controls.Field("event", words["serve.field.event"], null, Markup.Of($"""<select id="event" name="event">{EventChoices(words.Language)}</select>"""))}
            {Controls.Select("hours", words["serve.field.hours"], HourChoices.Select(h => (Digits(h), words["serve.duration.hours", h])), this["hours"] ?? Digits((int)AlertRequest.DefaultHours))}
            {Choice<AlertUrgency>(words, "urgency", "alert.urgency.", AlertUrgency.Immediate)}
            {Choice<AlertSeverity>(words, "severity", "alert.severity.", AlertSeverity.Severe)}
            {Choice<AlertCertainty>(words, "certainty", "alert.certainty.", AlertCertainty.Observed)}
            {IssuerChoice(page)}
            </div>
            {Place(page)}
            {Controls.Tick("exercise", words["serve.field.exercise"], this["exercise"] is not null)}
            {PortChoice.Compose(page, store, this["port"])}
            """);
    }

    /// <summary>The same fields, carried along unseen.</summary>
    internal Markup Carry() => Markup.Of($"{Names.Select(n => Controls.Hidden(n, this[n]))}");

    private static byte Event(string word) => byte.TryParse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out byte code) && EventNames.All.Contains(code)
        ? code
        : throw new UserError("alert.error.event", word);

    private static double Hours(string word) => double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double hours)
        ? hours
        : throw new UserError("alert.error.hours", AlertLifetime.MaxMinutes / 60, word);

    private static byte Zone(string? word) => byte.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out byte zone) && zone > 0
        ? zone
        : throw new UserError("alert.error.zone", word);

    private static uint Cell(string? word) => Geohash.TryParse((word ?? string.Empty).Trim().ToLowerInvariant(), out uint cell) ? cell : throw new UserError("alert.error.geohash", word);

    private static string Digits(int value) => value.ToString(CultureInfo.InvariantCulture);

    private T? Value<T>(string name)
        where T : struct, Enum => Enum.TryParse(this[name], out T value) && Enum.IsDefined(value) ? value : null;

    private Markup Choice<T>(Words words, string name, string prefix, T usual)
        where T : struct, Enum =>
        Controls.Select(name, words["serve.field." + name], Enum.GetNames<T>().Select(v => (v, words[prefix + v])), this[name] ?? usual.ToString());

    private IEnumerable<Markup> EventChoices(Language language)
    {
        string chosen = this["event"] ?? AlertRequest.DefaultEvent.ToString("x2", CultureInfo.InvariantCulture);
        return EventNames.All.GroupBy(c => c & 0xF0).Select(group => Markup.Of($"""
            <optgroup label="{EventNames.Of((byte)group.Key, language)}">{group.Select(c => c.ToString("x2", CultureInfo.InvariantCulture)).Zip(group, (value, c) => Controls.Option(value, EventNames.Of(c, language), value == chosen))}</optgroup>
            """));
    }

    private Markup IssuerChoice(PageContext page)
    {
        // An update or a cancellation is its issuer's.
        if (Kind != AlertKind.Alert)
        {
            return Controls.Hidden("issuer", this["issuer"]);
        }

        return Controls.Select("issuer", page.Words["serve.field.issuer"], Issuers.Choices(page), this["issuer"]);
    }

    private Markup Place(PageContext page)
    {
        Words words = page.Words;
        string area = this["area"] ?? EverywhereArea;
        IReadOnlyDictionary<int, string>? zones = page.Desk.Face?.Zones;
        Markup zone = zones is { Count: > 0 }
            ? Controls.Select("zone", words["serve.field.zone"], zones.Select(z => (Digits(z.Key), z.Value)), this["zone"])
            : Controls.Line("zone", words["serve.field.zone"], this["zone"], words["serve.hint.zone"], Markup.Of($"inputmode=\"numeric\" maxlength=\"3\""));
        return Markup.Of($"""
            <fieldset class="place"><legend>{words["serve.field.area"]}</legend>
            {Radio(EverywhereArea, words["serve.area.everywhere"], area)}
            {Radio(ZoneArea, words["serve.area.zone"], area)}
            <div class="only-zone">{zone}</div>
            {Radio(CellArea, words["serve.area.cell"], area)}
            <div class="only-cell">{Controls.Line("cell", words["serve.field.cell"], this["cell"], words["serve.hint.cell"], Markup.Of($"maxlength=\"5\" autocapitalize=\"none\" spellcheck=\"false\""))}</div>
            </fieldset>
            """);
    }

    private static Markup Radio(string value, string label, string chosen) => Markup.Of($"""
        <p class="field tick"><input type="radio" id="area-{value}" name="area" value="{value}"{(value == chosen ? Markup.Of($" checked") : Markup.Empty)}> <label for="area-{value}">{label}</label></p>
        """);

    private void Fill(StoredAlert earlier)
    {
        AlertPayload fields = earlier.Fields;
        _fields["event"] = fields.Event.ToString("x2", CultureInfo.InvariantCulture);
        _fields["urgency"] = fields.Urgency.ToString();
        _fields["severity"] = fields.Severity.ToString();
        _fields["certainty"] = fields.Certainty.ToString();
        _fields["area"] = fields.Area switch { AreaKind.Zone => ZoneArea, AreaKind.Cell => CellArea, _ => EverywhereArea };
        if (fields.Area == AreaKind.Zone)
        {
            _fields["zone"] = Digits(fields.Zone);
        }

        if (fields.Area == AreaKind.Cell)
        {
            _fields["cell"] = Geohash.ToText(fields.Cell);
        }

        if (fields.IsExercise)
        {
            _fields["exercise"] = "yes";
        }

        int hours = (int)Math.Ceiling(AlertLifetime.Minutes(fields.Lifetime) / 60.0);
        _fields["hours"] = Digits(HourChoices.First(h => h >= hours));
        if (Kind == AlertKind.Update)
        {
            _fields["text"] = earlier.Text;
        }
    }
}
