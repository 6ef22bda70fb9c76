using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Alerts;

/// <summary>
/// What events are called. A code is a CAP category (high four bits) and a detail (low four); detail 0 is the category in general. The
/// names are in the table of texts under <c>events.</c> and the code in hexadecimal.
/// </summary>
public static class EventNames
{
    /// <summary>Codes that have a name, in order.</summary>
    public static IReadOnlyList<byte> All { get; } = [.. Enumerable.Range(0, 0xC0).Select(c => (byte)c).Where(IsNamed)];

    /// <summary>The name of an event; that of its category when the detail has none.</summary>
    public static string Of(byte code, Language language) => UserText.Get(language, Key(IsNamed(code) ? code : (byte)(code & 0xF0)));

    private static bool IsNamed(byte code) => UserText.Area("events").ContainsKey(Key(code));

    private static string Key(byte code) => $"events.{code:x2}";
}
