using LoRaNode.Web.Html;
using LoRaNode.Web.Work;

namespace LoRaNode.Web.Pages;

/// <summary>The parts that forms and tables are put together from, each with its label.</summary>
internal static class Controls
{
    /// <summary>What went wrong, said at once by screen readers.</summary>
    internal static Markup Alarm(string text) => Markup.Of($"""<p class="alarm" role="alert">{text}</p>""");

    /// <summary>A short text.</summary>
    /// <param name="id">Id and name of the field.</param>
    /// <param name="label">Its label.</param>
    /// <param name="value">What is in it.</param>
    /// <param name="hint">What to write; null when the label says it.</param>
    /// <param name="attributes">More attributes.</param>
    internal static Markup Line(string id, string label, string? value, string? hint = null, Markup attributes = default) => Field(id, label, hint, Markup.Of(
        $"""<input id="{id}" name="{id}" type="text" value="{value}" autocomplete="off"{Described(id, hint)} {attributes}>"""));

    /// <summary>The passphrase of the community's keys. Never filled in.</summary>
    internal static Markup Passphrase(Words words, string id = "passphrase") => Field(id, words["serve.field.passphrase"], words["serve.hint.passphrase"], Markup.Of(
        $"""<input id="{id}" name="passphrase" type="password" autocomplete="off" required{Described(id, "")}>"""));

    /// <summary>A choice from a list.</summary>
    internal static Markup Select(string id, string label, IEnumerable<(string Value, string Text)> options, string? chosen, string? hint = null) => Field(id, label, hint, Markup.Of(
        $"""<select id="{id}" name="{id}"{Described(id, hint)}>{options.Select(o => Option(o.Value, o.Text, o.Value == chosen))}</select>"""));

    /// <summary>An entry of a list.</summary>
    internal static Markup Option(string value, string text, bool isChosen) => isChosen
        ? Markup.Of($"""<option value="{value}" selected>{text}</option>""")
        : Markup.Of($"""<option value="{value}">{text}</option>""");

    /// <summary>A box to tick.</summary>
    internal static Markup Tick(string id, string label, bool isTicked) => Tick(id, label, isTicked, id, "yes");

    /// <summary>A box to tick that is one of several under a name.</summary>
    internal static Markup Tick(string id, string label, bool isTicked, string name, string value) => Markup.Of(
        $"""<p class="field tick"><input id="{id}" name="{name}" type="checkbox" value="{value}"{(isTicked ? Markup.Of($" checked") : Markup.Empty)}> <label for="{id}">{label}</label></p>""");

    /// <summary>A value that the form carries along.</summary>
    internal static Markup Hidden(string name, string? value) => value is null
        ? Markup.Empty
        : Markup.Of($"""<input type="hidden" name="{name}" value="{value}">""");

    /// <summary>Names the work that the form starts: sent twice, it starts once.</summary>
    internal static Markup Once() => Hidden(WorkBoard.IdName, WorkBoard.NewId());

    /// <summary>A label and what it names.</summary>
    internal static Markup Field(string id, string label, string? hint, Markup control) => Markup.Of($"""
        <div class="field"><label for="{id}">{label}</label>{(hint is { Length: > 0 } ? Markup.Of($"""<p class="hint" id="{id}-hint">{hint}</p>""") : Markup.Empty)}{control}</div>
        """);

    /// <summary>Pairs of a name and a value.</summary>
    internal static Markup Facts(IEnumerable<(string Name, string? Value)> facts) => Markup.Of($"""
        <dl class="facts">{facts.Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => Markup.Of($"<div><dt>{f.Name}</dt><dd>{f.Value}</dd></div>"))}</dl>
        """);

    /// <summary>A cell of a table that says its column's name where the table is shown as cards.</summary>
    internal static Markup Cell(string column, Markup content) => Markup.Of($"""<td data-column="{column}">{content}</td>""");

    /// <summary>The same for a text.</summary>
    internal static Markup Cell(string column, string? content) => Cell(column, Markup.Of($"{content}"));

    /// <summary>A table. On a narrow screen each row becomes a card.</summary>
    /// <param name="caption">What it shows, for screen readers.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="kind">Its class; empty for the usual cards.</param>
    internal static Markup Table(string caption, IEnumerable<string> columns, IEnumerable<Markup> rows, string kind = "") => Markup.Of($"""
        <table class="{kind}"><caption class="unseen">{caption}</caption><thead><tr>{columns.Select(c => Markup.Of($"""<th scope="col">{c}</th>"""))}</tr></thead><tbody>{rows}</tbody></table>
        """);

    /// <summary>A mark with a word: colour alone tells not everybody.</summary>
    internal static Markup Badge(Tone tone, string text) => Markup.Of($"""<span class="badge {ClassOf(tone)}">{text}</span>""");

    private static string ClassOf(Tone tone) => tone switch { Tone.Good => "good", Tone.Careful => "careful", Tone.Bad => "bad", _ => "plain" };

    private static Markup Described(string id, string? hint) => hint is null ? Markup.Empty : Markup.Of($" aria-describedby=\"{id}-hint\"");
}

/// <summary>How a mark is meant.</summary>
internal enum Tone
{
    /// <summary>It says nothing about good or bad.</summary>
    Plain,

    /// <summary>All is well.</summary>
    Good,

    /// <summary>Have a look.</summary>
    Careful,

    /// <summary>Do something.</summary>
    Bad,
}
