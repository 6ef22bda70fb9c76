namespace LoRaNode.VirtualRadio.Links;

/// <summary>The figures of the radio link, each with its source. The defaults are those of the SX1276.</summary>
public sealed record LinkConstants
{
    /// <summary>Thermal noise density in dBm per hertz: k T at 290 K (−173.98, by custom −174; ITU-R P.372, 2).</summary>
    public const double ThermalNoiseDbmPerHz = -174;

    /// <summary>
    /// Noise figure in decibels: what remains of the sensitivities of the SX1276 datasheet rev. 7, table 10 (SF 12, 125 kHz: −137 dBm
    /// = −174 + 51 + NF − 20, by the formula of Semtech AN1200.22), within 1 dB for all spreading factors.
    /// </summary>
    public double NoiseFigureDb { get; init; } = 6;

    /// <summary>
    /// Signal to interference ratio in decibels at which the stronger of two frames of one spreading factor survives. 6 dB: Goursaud
    /// and Gorce 2015 ("Dedicated networks for IoT: PHY/MAC state of the art and challenges"), and Bor et al. 2016
    /// ("Do LoRa low-power wide-area networks scale?"). Croce et al. 2018 measured 1 dB on real chips; the stricter figure is the
    /// default, so that a network that works here does not owe it to capture.
    /// </summary>
    public double CaptureDb { get; init; } = 6;

    /// <summary>
    /// Preamble symbols that a receiver needs at the least: it locks on when it hears the last five undisturbed
    /// (Bor et al. 2016: the critical section starts five symbols before the end of the preamble).
    /// </summary>
    public int LockSymbols { get; init; } = 5;

    /// <summary>
    /// Largest difference between the carrier frequencies of sender and receiver, as a share of the bandwidth (SX1276 datasheet
    /// rev. 7, 4.1.1.5 and table 10: ±25 % of the bandwidth).
    /// </summary>
    public double FrequencyTolerance { get; init; } = 0.25;

    /// <summary>
    /// Lowest SNR that the demodulator bears, in decibels, for SF 6 to 12 (SX1276 datasheet rev. 7, table 13).
    /// </summary>
    public static readonly double[] DemodulatorLimitDb = [-5, -7.5, -10, -12.5, -15, -17.5, -20];

    /// <summary>
    /// Signal to interference ratio in decibels that a wanted frame (row, SF 6 to 12) bears from a frame of another spreading factor
    /// (column, SF 6 to 12). SF 7 to 12: Croce et al. 2018, "Impact of LoRa imperfect orthogonality: analysis of link-level
    /// performance", IEEE Communications Letters 22 (4), measured on SX1272 chips. SF 6 has no published measurement: its row and column
    /// continue the table by the trend of its neighbours (the demodulator limit moves 2.5 dB a step). The diagonal is not used;
    /// see <see cref="CaptureDb"/>.
    /// </summary>
    public static readonly double[][] InterSfThresholdDb =
    [
        [0, -5, -6, -6, -6, -6, -6],
        [-8, 0, -8, -9, -9, -9, -9],
        [-11, -11, 0, -11, -12, -13, -13],
        [-15, -15, -13, 0, -13, -14, -15],
        [-19, -19, -18, -17, 0, -17, -18],
        [-22, -22, -22, -21, -20, 0, -20],
        [-25, -25, -25, -25, -24, -23, 0],
    ];

    /// <summary>
    /// Probability that channel activity detection reports a signal where there is none. The SX1276 datasheet gives no figure and no
    /// measurement of it is known to us: an assumption, small enough not to matter and large enough to be met in long runs.
    /// </summary>
    public double CadFalseAlarm { get; init; } = 0.001;

    /// <summary>
    /// How much more signal channel activity detection needs, in decibels, when it falls into the payload instead of the preamble. The
    /// datasheet (4.1.3.3) promises the preamble only; Pham 2018 ("Investigating and experimenting CSMA channel access mechanisms for LoRa
    /// IoT networks") and Gamage et al. 2020 ("LMAC: efficient carrier-sense multiple access for LoRa") find that the SX1276 detects
    /// payload symbols too, less surely. A symbol that changes within the window splits its energy in two: 3 dB on average.
    /// </summary>
    public double CadPayloadPenaltyDb { get; init; } = 3;
}
