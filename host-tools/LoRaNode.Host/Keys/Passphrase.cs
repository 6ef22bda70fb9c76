using System.Text;

namespace LoRaNode.Host.Keys;

/// <summary>Passphrases as people type them.</summary>
public static class Passphrase
{
    /// <summary>
    /// Joins the Cyrillic letters that some keyboards and file systems write as a letter and a mark (й, ё), so that the same
    /// passphrase works everywhere. The program runs without the system's culture data, so the platform's own normalization is not there.
    /// </summary>
    public static string Compose(string passphrase)
    {
        ArgumentNullException.ThrowIfNull(passphrase);
        return new StringBuilder(passphrase)
            .Replace("\u0438\u0306", "\u0439")
            .Replace("\u0418\u0306", "\u0419")
            .Replace("\u0435\u0308", "\u0451")
            .Replace("\u0415\u0308", "\u0401")
            .ToString();
    }
}
