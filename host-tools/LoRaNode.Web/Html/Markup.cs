using System.Runtime.CompilerServices;

namespace LoRaNode.Web.Html;

/// <summary>
/// A piece of HTML. The only way to make one is <see cref="Of"/>, which escapes every value that is put in unless it is a <see cref="Markup"/>
/// itself: a text can never become a tag.
/// </summary>
public readonly struct Markup : IEquatable<Markup>
{
    private readonly string? _html;

    private Markup(string html)
    {
        _html = html;
    }

    /// <summary>Nothing.</summary>
    public static Markup Empty => default;

    /// <summary>Markup from an interpolated string: its literal parts as they are, its values escaped.</summary>
    public static Markup Of(MarkupHandler parts) => new(parts.ToText());

    /// <summary>The HTML.</summary>
    public override string ToString() => _html ?? string.Empty;

    /// <inheritdoc/>
    public bool Equals(Markup other) => ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Markup other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>True when both are the same HTML.</summary>
    public static bool operator ==(Markup left, Markup right) => left.Equals(right);

    /// <summary>True when they differ.</summary>
    public static bool operator !=(Markup left, Markup right) => !left.Equals(right);
}
