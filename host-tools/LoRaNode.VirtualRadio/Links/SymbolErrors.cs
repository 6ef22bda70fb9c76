namespace LoRaNode.VirtualRadio.Links;

/// <summary>
/// Probability that a LoRa symbol is misread, as a function of the SNR. The shape is the closed form of Elshabrawy and Robert 2018
/// ("Closed-form approximation of LoRa modulation BER performance", IEEE Communications Letters 22 (9)): a symbol of b bits is lost
/// with Q(√(2^(SF+1) Γ) − √(1.386 b + 1.154)). Its place on the SNR axis is that of the datasheet: each curve is shifted so that the
/// datasheet's reference frame (SX1276 rev. 7, 2.5: 64 bytes, CR 4/6, CRC, packet error rate 1 %) fails once in a hundred at the
/// demodulator limit.
/// </summary>
internal sealed class SymbolErrors
{
    /// <summary>Distance from the demodulator limit, in decibels, beyond which a frame is certainly received or certainly lost.</summary>
    public const double CertainMarginDb = 8;

    private const double StepDb = 0.02;
    private const int Steps = (int)(2 * CertainMarginDb / StepDb);
    private const int LowestSf = 6;
    private const int HighestSf = 12;
    private const double ReferenceSuccess = 0.99;
    private const int ReferenceBytes = 64;
    private readonly double[] _limitDb;

    // [spreading factor][bits of the symbol: 0 full, 1 two fewer][step]
    private readonly double[][][] _tables = new double[HighestSf + 1][][];

    public SymbolErrors(double[] limitDb)
    {
        _limitDb = limitDb;
        for (int sf = LowestSf; sf <= HighestSf; sf++)
        {
            double shiftDb = ReferenceShiftDb(sf, limitDb[sf]);
            _tables[sf] = [Table(sf, sf, limitDb[sf] + shiftDb), Table(sf, sf - 2, limitDb[sf] + shiftDb)];
        }
    }

    /// <summary>Probability that one symbol of the given bits (SF or SF − 2) is lost at an SNR in decibels.</summary>
    public double Probability(int spreadingFactor, int bits, double snrDb)
    {
        int step = (int)((snrDb - _limitDb[spreadingFactor] + CertainMarginDb) / StepDb);
        if (step < 0)
        {
            return 1;
        }

        return step >= Steps ? 0 : _tables[spreadingFactor][bits == spreadingFactor ? 0 : 1][step];
    }

    /// <summary>Probability that a block of symbols is read when so many lost ones are corrected (0 or 1).</summary>
    public static double BlockSuccess(double lost, int symbols, int corrected)
    {
        double none = Math.Pow(1 - lost, symbols);
        return corrected == 0 ? none : none + (symbols * lost * Math.Pow(1 - lost, symbols - 1));
    }

    private static double[] Table(int sf, int bits, double centreDb)
    {
        double[] table = new double[Steps];
        for (int i = 0; i < Steps; i++)
        {
            table[i] = Raw(sf, bits, centreDb - CertainMarginDb + ((i + 0.5) * StepDb));
        }

        return table;
    }

    // How far the closed form must be shifted for the reference frame to fail once in a hundred at the limit (bisection).
    private static double ReferenceShiftDb(int sf, double limitDb)
    {
        var wave = new LoRaWaveform(0, 7, sf, 6, 8, 0, sf > LowestSf, true, false, sf >= 11, ReferenceBytes);
        int symbols = wave.PayloadSymbols - LoRaWaveform.HeaderSymbols;
        int bits = sf >= 11 ? sf - 2 : sf;
        double low = -12;
        double high = 12;
        for (int i = 0; i < 50; i++)
        {
            double middle = (low + high) / 2;
            double success = Math.Pow(1 - Raw(sf, bits, limitDb + middle), symbols);
            if (success < ReferenceSuccess)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return high;
    }

    private static double Raw(int sf, int bits, double snrDb)
    {
        double gamma = Math.Pow(10, snrDb / 10);
        return Q(Math.Sqrt(Math.Pow(2, sf + 1) * gamma) - Math.Sqrt((1.386 * bits) + 1.154));
    }

    // Tail of the normal distribution (Abramowitz and Stegun 1964, 7.1.26, error below 1.5e-7).
    private static double Q(double x)
    {
        double z = Math.Abs(x) / Math.Sqrt(2);
        double t = 1 / (1 + (0.3275911 * z));
        double poly = t * (0.254829592 + (t * (-0.284496736 + (t * (1.421413741 + (t * (-1.453152027 + (t * 1.061405429))))))));
        double tail = poly * Math.Exp(-z * z) / 2;
        return x >= 0 ? tail : 1 - tail;
    }
}
