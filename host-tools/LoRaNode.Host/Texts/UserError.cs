namespace LoRaNode.Host.Texts;

/// <summary>
/// Something that the person at the keyboard can put right. The command line shows it as one line on standard error in the
/// person's language and ends with exit code 2. The text says what happened and what to do now.
/// </summary>
#pragma warning disable CA1710 // It is named for what people meet: an error of theirs, not a state of the program.
public sealed class UserError : Exception
#pragma warning restore CA1710
{
    /// <summary>Creates an error from a text of the table.</summary>
    /// <param name="textKey">Key of the text, such as <c>demo.error.seed</c>.</param>
    /// <param name="arguments">Values of its placeholders; texts of the table among them as <see cref="TextArgument"/>.</param>
    public UserError(string textKey, params object?[] arguments)
        : base(UserText.Get(Language.English, textKey, TextArgument.In(Language.English, arguments)))
    {
        TextKey = textKey;
        Arguments = arguments;
    }

    /// <summary>Key of the text.</summary>
    public string TextKey { get; }

    /// <summary>Values of its placeholders.</summary>
    public IReadOnlyList<object?> Arguments { get; }

    /// <summary>The line to show.</summary>
    public string In(Language language) => UserText.Get(language, TextKey, TextArgument.In(language, Arguments));
}
