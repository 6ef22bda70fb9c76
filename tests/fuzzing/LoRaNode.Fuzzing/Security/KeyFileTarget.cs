using System.Text;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;

namespace LoRaNode.Fuzzing.Security;

/// <summary>Key files, the content of key files, and paper back-ups. The first byte of an input chooses what it is.</summary>
public sealed class KeyFileTarget : FuzzTarget
{
    private int _costly;

    /// <inheritdoc/>
    public override string Name => "keyfile";

    /// <inheritdoc/>
    public override string Description => "Key files, their content, and paper back-ups.";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds()
    {
        using var authority = new Authority();
        var seeds = new List<byte[]>();
        seeds.AddRange(authority.KeyFiles.Select(f => (byte[])[0, .. f]));
        foreach ((byte[] file, KeyFileKind kind) in authority.KeyFiles.SelectMany(f => Enum.GetValues<KeyFileKind>().Select(k => (f, k))))
        {
            if (KeyFile.TryOpen(file, kind, "fuzz", out KeyFile? opened, out byte[] content) == KeyFileStatus.Opened)
            {
                opened!.Dispose();
                seeds.Add([1, .. content]);
            }
        }

        seeds.Add([2, .. Encoding.UTF8.GetBytes(authority.Paper)]);
        return seeds;
    }

    /// <inheritdoc/>
    public override void Run(byte[] input)
    {
        if (input.Length == 0)
        {
            return;
        }

        byte[] rest = input[1..];
        switch (input[0] % 3)
        {
            case 0:
                OpenFile(rest);
                break;
            case 1:
                KeyFile.IsContent(rest);
                break;
            default:
                ReadPaper(Encoding.UTF8.GetString(rest));
                break;
        }
    }

    private void OpenFile(byte[] bytes)
    {
        // Deriving a key is meant to be slow: a file that asks for it is tried now and then, and only at the least cost.
        if (bytes.Length > 8 && (bytes[6] > 13 || bytes[7] > 1 || (bytes.AsSpan(0, 4).SequenceEqual("LRNK"u8) && ++_costly % 2048 != 0)))
        {
            bytes[4] = 0;
        }

        KeyFileStatus status = KeyFile.TryOpen(bytes, KeyFileKind.Root, "other passphrase", out KeyFile? file, out byte[] content);
        Promise(status != KeyFileStatus.Opened && file is null && content.Length == 0, "a file opens with its own passphrase only");
    }

    private static void ReadPaper(string text)
    {
        try
        {
            PaperKey paper = PaperKey.Parse(text);
            Promise(PaperKey.Parse(string.Join('\n', paper.ToLines())).ToQrText() == paper.ToQrText(), "a paper key comes back");
        }
        catch (UserError)
        {
            // The one way in which bad input may end.
        }
    }
}
