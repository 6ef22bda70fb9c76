using LoRaNode.Web.Html;

namespace LoRaNode.Web;

/// <summary>What people read when the program itself is wrong: one line that names the file with the details.</summary>
internal static class Bugs
{
    internal static Phrase PhraseOf(Exception exception, Func<Exception, string?> note) => note(exception) is { } path
        ? new Phrase("cli.error.bug", exception.GetType().Name, path)
        : new Phrase("cli.error.bug.nofile", exception.GetType().Name);
}
