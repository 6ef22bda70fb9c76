namespace LoRaNode.Host.Drawing;

/// <summary>What a colour means in a picture; a <see cref="Theme"/> says how it looks.</summary>
public enum ToneRole
{
    /// <summary>Ground of the whole picture.</summary>
    Ground,

    /// <summary>Ground of a raised area.</summary>
    Panel,

    /// <summary>Text and marks that are read first.</summary>
    Ink,

    /// <summary>Text and marks that are read second.</summary>
    Muted,

    /// <summary>Thin lines: grid and borders.</summary>
    Hairline,

    /// <summary>A radio link.</summary>
    Link,

    /// <summary>A node, or a place, that the alert has not come to.</summary>
    Unreached,

    /// <summary>Something that went wrong.</summary>
    Alarm,

    /// <summary>Text on a filled node.</summary>
    OnWave,

    /// <summary>A step of the colour scale of arrival times.</summary>
    Wave,

    /// <summary>Something that is well.</summary>
    Good,

    /// <summary>Something to be looked at.</summary>
    Caution,
}

/// <summary>A colour by its meaning.</summary>
/// <param name="Role">The meaning.</param>
/// <param name="Step">For <see cref="ToneRole.Wave"/>: 0 (earliest) to <see cref="WaveSteps"/> - 1 (latest).</param>
public readonly record struct Tone(ToneRole Role, int Step = 0)
{
    /// <summary>Steps of the colour scale of arrival times.</summary>
    public const int WaveSteps = 24;

    /// <summary>The tone of a place on the colour scale.</summary>
    /// <param name="share">0 (earliest) to 1 (latest); values outside are taken to the nearer end.</param>
    public static Tone Wave(double share) => new(ToneRole.Wave, (int)Math.Round(Math.Clamp(share, 0, 1) * (WaveSteps - 1)));

    /// <summary>A name for style sheets, such as <c>ink</c> or <c>wave7</c>.</summary>
    public override string ToString() => Role == ToneRole.Wave ? $"wave{Step}" : Names[(int)Role];

    private static readonly string[] Names = ["ground", "panel", "ink", "muted", "hairline", "link", "unreached", "alarm", "onwave", "wave", "good", "caution"];
}
