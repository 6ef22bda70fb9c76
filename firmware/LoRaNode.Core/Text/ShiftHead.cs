namespace LoRaNode.Core.Text;

/// <summary>
/// What follows a shift that stands alone: whether the whole word is in capitals. A second shift would take a search through the
/// contexts more.
/// </summary>
internal static class ShiftHead
{
    // Of 256 slices, those for a capital alone.
    private const int OneCapital = 240;

    internal static void Put(ISymbolSink sink, bool isWord)
    {
        sink.Slice(isWord ? OneCapital : 0, isWord ? 256 - OneCapital : OneCapital);
    }

    internal static bool Read(SymbolDecoder decoder)
    {
        if (decoder.PeekSlice() >= OneCapital)
        {
            decoder.TakeSlice(OneCapital, 256 - OneCapital);
            return true;
        }

        decoder.TakeSlice(0, OneCapital);
        return false;
    }
}
