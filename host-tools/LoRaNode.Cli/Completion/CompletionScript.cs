namespace LoRaNode.Cli.Completion;

/// <summary>
/// Scripts by which a shell asks the tool itself what may come next: <c>loranode "[suggest:POSITION]" "LINE"</c> prints one
/// suggestion a line. So completion knows every command and option without being made anew.
/// </summary>
internal static class CompletionScript
{
    private const string Bash = """
        # loranode: completion for bash
        _loranode() {
            local line="${COMP_LINE:0:COMP_POINT}" current="${COMP_WORDS[COMP_CWORD]}" IFS=$'\n'
            COMPREPLY=($(compgen -W "$(loranode "[suggest:${#line}]" "$line" 2>/dev/null)" -- "$current"))
        }
        complete -o bashdefault -o default -F _loranode loranode

        """;

    private const string Zsh = """
        #compdef loranode
        # loranode: completion for zsh
        _loranode() {
            local line="${(j: :)words[1,CURRENT]}"
            local -a found
            found=("${(@f)$(loranode "[suggest:${#line}]" "$line" 2>/dev/null)}")
            if [[ -n "${found[*]}" ]]; then
                compadd -a found
            else
                _files
            fi
        }
        if [[ "${funcstack[1]}" == "_loranode" ]]; then
            _loranode "$@"
        else
            compdef _loranode loranode
        fi

        """;

    private const string Fish = """
        # loranode: completion for fish
        function __loranode_suggest
            set -l line (commandline -cp)
            loranode "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c loranode -a '(__loranode_suggest)'

        """;

    private const string PowerShell = """
        # loranode: completion for PowerShell
        Register-ArgumentCompleter -Native -CommandName loranode -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $line = $commandAst.ToString().PadRight($cursorPosition - $commandAst.Extent.StartOffset)
            loranode "[suggest:$($line.Length)]" "$line" 2>$null |
                Where-Object { $_ -like "$wordToComplete*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }

        """;

    /// <summary>Names of the shells that are served.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "powershell"];

    /// <summary>The script for one of <see cref="Shells"/>.</summary>
    public static string For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "powershell" => PowerShell,
        _ => throw new ArgumentOutOfRangeException(nameof(shell), shell, "There is no script for this shell."),
    };
}
