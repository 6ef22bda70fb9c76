using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;
using Spectre.Console;

namespace LoRaNode.Cli.Keys;

/// <summary><c>loranode keys backup, restore, split, combine</c>: keys on paper and back.</summary>
internal static class BackupCommands
{
    private const int MaxPaperBytes = 4096;

    internal static Command Backup(CommunityCommand frame)
    {
        Option<int?> issuer = IssuerOption(frame);
        Option<bool> qr = QrOption(frame);
        return frame.New("backup", "keys.backup.description", [issuer, qr], (parse, community) =>
        {
            PaperKey paper = parse.GetValue(issuer) is { } slot ? community.BackUpIssuer(Slot(slot)) : community.BackUpRoot();
            return new KeysResult(json => PaperOutput.Write(json, paper), console => PaperOutput.Print(frame, console, paper, parse.GetValue(qr)));
        }).WithExamples(
            new CommandExample("loranode keys backup --network my-city --qr", frame.Text("keys.backup.example")),
            new CommandExample("loranode keys backup --network my-city --issuer 1", frame.Text("keys.backup.example.issuer")));
    }

    internal static Command Restore(CommunityCommand frame)
    {
        var file = new Argument<string>("paper") { Description = frame.Text("keys.restore.paper"), HelpName = "FILE" };
        var next = new Option<int>("--next-sequence") { Description = frame.Text("keys.restore.next"), HelpName = "N", DefaultValueFactory = _ => 0 };
        return frame.New("restore", "keys.restore.description", [file, next], (parse, community) =>
        {
            PaperKey paper = ReadPaper(frame, parse.GetRequiredValue(file));
            string what = Community.RootFileName;
            if (paper.Kind == PaperKind.Issuer)
            {
                int sequence = parse.GetValue(next);
                if (sequence is < 0 or >= Core.Frames.AlertPayload.SequenceCount)
                {
                    throw new UserError("keys.error.sequence", Core.Frames.AlertPayload.SequenceCount - 1);
                }

                what = Path.GetFileName(community.IssuerPath(community.RestoreIssuer(paper, sequence).Slot));
            }
            else
            {
                community.RestoreRoot([paper]);
            }

            return Restored(frame, community, what);
        }).WithExamples(new CommandExample("loranode keys restore root.txt --network my-city", frame.Text("keys.restore.example")));
    }

    internal static Command Split(CommunityCommand frame)
    {
        var remove = new Option<bool>("--remove") { Description = frame.Text("keys.split.remove") };
        Option<bool> qr = QrOption(frame);
        return frame.New("split", "keys.split.description", [remove, qr], (parse, community) =>
        {
            IReadOnlyList<PaperKey> shares = community.SplitRoot();
            bool removed = parse.GetValue(remove);
            if (removed)
            {
                community.RemoveRoot();
            }

            return new KeysResult(
                json =>
                {
                    json.WriteStartObject();
                    json.WriteBoolean("rootRemoved", removed);
                    json.WriteNumber("needed", SecretSharing.Needed);
                    json.WriteStartArray("shares");
                    foreach (PaperKey share in shares)
                    {
                        PaperOutput.Write(json, share);
                    }

                    json.WriteEndArray();
                    json.WriteEndObject();
                },
                console =>
                {
                    foreach (PaperKey share in shares)
                    {
                        PaperOutput.Print(frame, console, share, parse.GetValue(qr));
                    }

                    console.MarkupLine(frame.Context.Markup(removed ? "keys.split.removed" : "keys.split.kept", SecretSharing.Needed, SecretSharing.Shares));
                });
        }).WithExamples(new CommandExample("loranode keys split --network my-city --remove", frame.Text("keys.split.example")));
    }

    internal static Command Combine(CommunityCommand frame)
    {
        var files = new Argument<string[]>("shares") { Description = frame.Text("keys.combine.shares"), HelpName = "FILE", Arity = new ArgumentArity(2, 2) };
        return frame.New("combine", "keys.combine.description", [files], (parse, community) =>
        {
            community.RestoreRoot([.. parse.GetRequiredValue(files).Select(file => ReadPaper(frame, file))]);
            return Restored(frame, community, Community.RootFileName);
        }).WithExamples(new CommandExample("loranode keys combine share1.txt share3.txt --network my-city", frame.Text("keys.combine.example")));
    }

    private static Option<int?> IssuerOption(CommunityCommand frame) =>
        new("--issuer") { Description = frame.Text("keys.backup.issuer"), HelpName = "SLOT" };

    private static Option<bool> QrOption(CommunityCommand frame) => new("--qr") { Description = frame.Text("keys.option.qr") };

    private static byte Slot(int slot) => slot is >= 1 and <= 255 ? (byte)slot : throw new UserError("keys.error.noissuer", slot);

    private static PaperKey ReadPaper(CommunityCommand frame, string path)
    {
        if (path == "-")
        {
            return PaperKey.Parse(frame.Context.ReadInputAsync(MaxPaperBytes).GetAwaiter().GetResult());
        }

        if (!File.Exists(path))
        {
            throw new UserError("keys.error.nofile", path);
        }

        return new FileInfo(path).Length > MaxPaperBytes ? throw new UserError("keys.error.paperlength", PaperKey.Lines) : PaperKey.Parse(File.ReadAllText(path));
    }

    private static KeysResult Restored(CommunityCommand frame, Community community, string file) => new(
        json =>
        {
            json.WriteStartObject();
            json.WriteString("restored", Path.Combine(community.Folder, file));
            json.WriteBoolean("hasRoot", community.HasRoot);
            json.WriteEndObject();
        },
        console => console.MarkupLine(frame.Context.Markup("keys.restored", Path.Combine(community.Folder, file))));
}
