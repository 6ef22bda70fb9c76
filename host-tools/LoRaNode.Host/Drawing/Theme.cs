namespace LoRaNode.Host.Drawing;

/// <summary>How the meanings of a picture look: colours as 0xRRGGBB.</summary>
public sealed class Theme
{
    private readonly int[] _roles;

    private readonly int[] _wave;

    private Theme(int[] roles, ReadOnlySpan<int> waveAnchors)
    {
        _roles = roles;
        _wave = Interpolate(waveAnchors);
    }

    /// <summary>Light letters on the dark of a city at night: pictures, and pages for those who prefer dark.</summary>
    public static Theme Night { get; } = new(
        [0x0B1020, 0x131B31, 0xF1F4FF, 0xA9B4D3, 0x2B3655, 0x7F93C7, 0x7A849E, 0xFF7A7A, 0x0B1020, 0, 0x5FD6A6, 0xFFC45C],
        [0xFFF1A8, 0xFFC45C, 0xFF8A6B, 0xF472B6, 0xA78BFA, 0x60A5FA]);

    /// <summary>Dark letters on white: pages for those who prefer light, and paper.</summary>
    public static Theme Day { get; } = new(
        [0xF6F7FB, 0xFFFFFF, 0x131A2E, 0x4B5676, 0xD9DEEC, 0x7A89B3, 0x6F7890, 0xC01818, 0xFFFFFF, 0, 0x0B7A50, 0x9A5A00],
        [0xB45309, 0xC2410C, 0xC81E4E, 0xA21CAF, 0x6D28D9, 0x1D4ED8]);

    /// <summary>The colour of a tone.</summary>
    public int this[Tone tone] => tone.Role == ToneRole.Wave ? _wave[tone.Step] : _roles[(int)tone.Role];

    /// <summary>The colour of a tone as <c>#rrggbb</c>.</summary>
    public string Hex(Tone tone) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"#{this[tone]:x6}");

    private static int[] Interpolate(ReadOnlySpan<int> anchors)
    {
        int[] steps = new int[Tone.WaveSteps];
        for (int i = 0; i < steps.Length; i++)
        {
            double at = (double)i / (steps.Length - 1) * (anchors.Length - 1);
            int left = Math.Min((int)at, anchors.Length - 2);
            double share = at - left;
            int colour = 0;
            for (int shift = 16; shift >= 0; shift -= 8)
            {
                int from = (anchors[left] >> shift) & 0xFF;
                int to = (anchors[left + 1] >> shift) & 0xFF;
                colour |= (int)Math.Round(from + ((to - from) * share)) << shift;
            }

            steps[i] = colour;
        }

        return steps;
    }
}
