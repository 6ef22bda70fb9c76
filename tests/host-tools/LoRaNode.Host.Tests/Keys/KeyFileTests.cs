using CsCheck;
using LoRaNode.Host.Keys;

namespace LoRaNode.Host.Tests.Keys;

public class KeyFileTests
{
    [Fact]
    public void Any_content_comes_back_and_no_two_files_are_alike()
    {
        using KeyFile file = KeyFile.Create(KeyFileKind.Root, "пароль", KeyFileCost.Least);
        foreach (int length in new[] { 0, 1, 32, 100_000 })
        {
            byte[] content = new byte[length];
            byte[] first = file.Seal(content);
            byte[] second = file.Seal(content);
            Assert.NotEqual(first, second);
            Assert.Equal(KeyFileStatus.Opened, Try(first, KeyFileKind.Root, "пароль", out byte[] opened));
            Assert.Equal(content, opened);
        }
    }

    [Fact]
    public void A_changed_byte_anywhere_is_noticed()
    {
        using KeyFile file = KeyFile.Create(KeyFileKind.Issuer, "p", KeyFileCost.Least);
        byte[] bytes = file.Seal(new byte[5]);
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] changed = (byte[])bytes.Clone();
            changed[i] ^= (byte)(i == 6 ? 0x80 : 1);
            Assert.NotEqual(KeyFileStatus.Opened, Try(changed, KeyFileKind.Issuer, "p", out byte[] opened));
            Assert.Empty(opened);
        }
    }

    [Fact]
    public void A_file_of_one_kind_does_not_pass_for_another()
    {
        using KeyFile file = KeyFile.Create(KeyFileKind.Issuer, "p", KeyFileCost.Least);
        Assert.Equal(KeyFileStatus.NotKeyFile, Try(file.Seal([1]), KeyFileKind.Root, "p", out _));
    }

    [Fact]
    public void The_same_passphrase_typed_with_composed_or_separate_letters_opens_the_file()
    {
        using KeyFile file = KeyFile.Create(KeyFileKind.Root, "й\u0451", KeyFileCost.Least);
        Assert.Equal(KeyFileStatus.Opened, Try(file.Seal([1]), KeyFileKind.Root, "и\u0306\u0435\u0308", out _));
    }

    [Fact]
    public void Any_bytes_are_refused_without_an_exception_or_a_large_cost()
    {
        byte[] head = "LRNK\u0001\u0002"u8.ToArray();
        Gen.Byte.Array[0, 200].Sample(
            bytes =>
            {
                byte[] withHead = [.. head, .. bytes];
                if (withHead.Length > 6)
                {
                    // Allowed costs would make the test slow, not the parser wrong.
                    withHead[6] |= 0x80;
                }

                return Try(bytes, KeyFileKind.Root, "p", out _) == KeyFileStatus.NotKeyFile
                    && Try(withHead, KeyFileKind.Root, "p", out _) == KeyFileStatus.NotKeyFile;
            });
    }

    private static KeyFileStatus Try(byte[] bytes, KeyFileKind kind, string passphrase, out byte[] content)
    {
        KeyFileStatus status = KeyFile.TryOpen(bytes, kind, passphrase, out KeyFile? file, out content);
        file?.Dispose();
        return status;
    }
}
