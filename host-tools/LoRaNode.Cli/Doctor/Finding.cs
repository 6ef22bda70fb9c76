namespace LoRaNode.Cli.Doctor;

/// <summary>How a finding stands.</summary>
internal enum FindingLevel
{
    /// <summary>In order.</summary>
    Good,

    /// <summary>Works, but will not for long or not well.</summary>
    Warning,

    /// <summary>Does not work.</summary>
    Problem,
}

/// <summary>Something that was looked at.</summary>
/// <param name="Level">How it stands.</param>
/// <param name="Subject">What was looked at: stable, for programs.</param>
/// <param name="Text">What was found and what to do.</param>
internal sealed record Finding(FindingLevel Level, string Subject, string Text);
