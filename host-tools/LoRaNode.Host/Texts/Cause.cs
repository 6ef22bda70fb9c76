namespace LoRaNode.Host.Texts;

/// <summary>What the system says about a failure, as a sentence that can stand between ours.</summary>
public static class Cause
{
    /// <summary>The message of an exception on one line, with a full stop.</summary>
    public static string Of(Exception e)
    {
        ArgumentNullException.ThrowIfNull(e);
        string text = e.Message.ReplaceLineEndings(" ").Trim();
        return text.Length > 0 && text[^1] is '.' or '!' or '?' ? text : text + '.';
    }
}
