namespace LoRaNode.Core.Text;

/// <summary>Takes the symbols that a text is made of, each with what came before it.</summary>
public interface ISymbolSink
{
    /// <summary>The next symbol, after <paramref name="history"/>.</summary>
    void Symbol(SymbolHistory history, int symbol);

    /// <summary>A value that nothing is known about: one of 2^<paramref name="bits"/>, at most 12 bits.</summary>
    void Bits(int value, int bits);

    /// <summary>The slice from <paramref name="from"/> of <paramref name="size"/> out of 256.</summary>
    void Slice(int from, int size);
}
