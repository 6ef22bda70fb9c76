namespace LoRaNode.Core.Text;

/// <summary>
/// Where the models lie: flash on the device, an embedded resource on the desktop. They are read in slices and never held
/// in memory whole.
/// </summary>
public interface ITextModelStore
{
    /// <summary>The size of a language's model in bytes, or 0 when there is none.</summary>
    int Length(TextLanguage language);

    /// <summary>
    /// Copies <paramref name="length"/> bytes at <paramref name="offset"/> of a model. The caller stays within
    /// <see cref="Length"/>.
    /// </summary>
    void Read(TextLanguage language, int offset, byte[] target, int targetOffset, int length);
}
