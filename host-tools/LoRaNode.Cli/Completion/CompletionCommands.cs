using System.CommandLine;
using LoRaNode.Cli.Help;

namespace LoRaNode.Cli.Completion;

/// <summary><c>loranode completion</c>: lets a shell complete commands and options.</summary>
public static class CompletionCommands
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var shell = new Argument<string>("shell")
        {
            Description = context.Text("completion.argument.shell", string.Join(", ", CompletionScript.Shells)),
            HelpName = "SHELL",
        };
        shell.AcceptOnlyFromAmong([.. CompletionScript.Shells]);
        var command = new Command("completion", context.Text("completion.description")) { shell };
        command.SetAction(parse =>
        {
            string name = parse.GetValue(shell)!;
            string script = CompletionScript.For(name);
            if (context.IsJson)
            {
                context.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("shell", name);
                    json.WriteString("script", script);
                    json.WriteEndObject();
                });
            }
            else
            {
                context.Output.Write(script);
            }

            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode completion bash > ~/.local/share/bash-completion/completions/loranode", context.Text("completion.example.bash")),
            new CommandExample("loranode completion zsh > ~/.zfunc/_loranode", context.Text("completion.example.zsh")),
            new CommandExample("loranode completion fish > ~/.config/fish/completions/loranode.fish", context.Text("completion.example.fish")),
            new CommandExample("loranode completion powershell >> $PROFILE", context.Text("completion.example.powershell")));
    }
}
