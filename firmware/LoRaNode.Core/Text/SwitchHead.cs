namespace LoRaNode.Core.Text;

/// <summary>
/// What follows a switch: which of the two other languages, and whether the next letter is a capital or the word is in capitals. Of
/// 256 slices each language has 128. So a character that changes language and case at once takes one step, and not four.
/// </summary>
internal static class SwitchHead
{
    private const int OfLanguage = 128;

    // Where the slices for no shift, one and two begin.
    private const int OneShiftFrom = 88;
    private const int TwoShiftsFrom = 120;

    /// <summary>Puts a head: how many languages further (1 or 2), and the shifts (0 to 2).</summary>
    internal static void Put(ISymbolSink sink, int further, int shifts)
    {
        int from = shifts == 0 ? 0 : shifts == 1 ? OneShiftFrom : TwoShiftsFrom;
        int to = shifts == 0 ? OneShiftFrom : shifts == 1 ? TwoShiftsFrom : OfLanguage;
        sink.Slice(((further - 1) * OfLanguage) + from, to - from);
    }

    /// <summary>Reads a head: how many languages further times four, and the shifts.</summary>
    internal static int Read(SymbolDecoder decoder)
    {
        int slice = decoder.PeekSlice();
        int start = slice & OfLanguage;
        slice -= start;
        int shifts = 0;
        int from = 0;
        int to = OneShiftFrom;
        if (slice >= TwoShiftsFrom)
        {
            shifts = 2;
            from = TwoShiftsFrom;
            to = OfLanguage;
        }
        else if (slice >= OneShiftFrom)
        {
            shifts = 1;
            from = OneShiftFrom;
            to = TwoShiftsFrom;
        }

        decoder.TakeSlice(start + from, to - from);
        return (start == 0 ? 4 : 8) + shifts;
    }
}
