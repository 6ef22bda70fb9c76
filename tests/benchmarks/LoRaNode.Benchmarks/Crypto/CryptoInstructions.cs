using System.CommandLine;
using System.Globalization;
using System.Numerics;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Net;
using LoRaNode.Core.Security;
using LoRaNode.InstructionCount;

namespace LoRaNode.Benchmarks.Crypto;

/// <summary>Counts the IL instructions of the security code as the device's interpreter executes them, and compares representations of the field.</summary>
internal static class CryptoInstructions
{
    private static readonly BigInteger Prime = BigInteger.Pow(2, 255) - 19;

    internal static Command Create()
    {
        var command = new Command("crypto-instructions", "Counts the IL instructions of signature verification and frame encryption.");
        command.SetAction(_ =>
        {
            Console.WriteLine((string)new CountingContext("LoRaNode.Core").Run(CountVerification)!);
            Console.WriteLine((string)new CountingContext("LoRaNode.Core", "LoRaNode.Benchmarks").Run(CountRadixes)!);
        });
        return command;
    }

    internal static string CountVerification()
    {
        // RFC 8032, 7.1, test SHA(abc); the message of an alert is about as long.
        byte[] key = Convert.FromHexString("ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf");
        byte[] message = Convert.FromHexString("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
        byte[] signature = Convert.FromHexString("dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704");
        var lines = new List<string>();
        Ed25519Verifier verifier = null!;
        Add(lines, "verifier, made once at start", InstructionMeter.Count(() => verifier = new Ed25519Verifier()));
        foreach (string which in new[] { "first signature of a key", "next signature of the same key" })
        {
            long total = InstructionMeter.Count(() => verifier.Begin(key, 0, [], message, 0, message.Length, signature, 0));
            Add(lines, $"{which}: begin (hash, recoding)", total);
            long largest = 0;
            int units = 0;
            for (bool done = false; !done; units++)
            {
                long unit = InstructionMeter.Count(() => done = verifier.Step(1));
                total += unit;
                largest = Math.Max(largest, unit);
            }

            Add(lines, $"{which}: largest of {units} units", largest);
            Add(lines, $"{which}: whole verification", total);
            if (!verifier.IsValid)
            {
                throw new InvalidOperationException("The signature of the standard was refused.");
            }
        }

        var hash = new Sha512();
        hash.Update(message, 0, 64);
        Add(lines, "SHA-512, one block", InstructionMeter.Count(() => hash.Finish(new byte[Sha512.Size], 0)));
        var cipher = new FrameCipher(new DotnetAes());
        cipher.SetKey(0, new byte[16]);
        byte[] frame = new byte[FrameHeader.MaxFrame];
        FrameHeader.Write(frame, FrameType.Message, 0, 7, 1, 1, 1);
        foreach (int payload in new[] { 20, 100, FrameHeader.MaxPayload })
        {
            int length = cipher.Seal(frame, payload);
            byte[] opened = new byte[FrameHeader.MaxPayload];
            cipher.Open(frame, length, opened);
            Add(lines, string.Create(CultureInfo.InvariantCulture, $"open a frame of {length} bytes (and two native AES calls)"), InstructionMeter.Count(() => cipher.Open(frame, length, opened)));
        }

        foreach (int length in new[] { FrameHeader.Overhead, 80, FrameHeader.MaxFrame })
        {
            Add(lines, string.Create(CultureInfo.InvariantCulture, $"refuse {length} bytes of garbage (and two native AES calls)"), GarbageCost.Instructions(length));
        }

        return string.Join('\n', lines);
    }

    internal static string CountRadixes()
    {
        var lines = new List<string> { string.Empty, "One product and one square modulo 2^255 - 19, unrolled, by representation:" };
        AddRadix(lines, "10 x 25.5 bits, 64-bit sums (used)", i => ((51 * i) + 1) / 2, 10, Field25519.Multiply, Field25519.Square);
        AddRadix(lines, " 9 x 29 bits, 64-bit sums", i => 29 * i, Radix29.Limbs, Radix29.Multiply, Radix29.Square);
        AddRadix(lines, "16 x 16 bits, 64-bit sums", i => 16 * i, Radix16.Limbs, Radix16.Multiply, Radix16.Square);
        AddRadix(lines, "20 x 13 bits, 32-bit sums", i => 13 * i, Radix13.Limbs, Radix13.Multiply, Radix13.Square);
        lines.Add("A verification takes about 1,530 squares and 1,640 products; 5 x 51 bits would need 128-bit sums, which the runtime does not have.");
        return string.Join('\n', lines);
    }

    private static void AddRadix(List<string> lines, string name, Func<int, int> position, int limbs, Action<int[], int[], int[]> multiply, Action<int[], int[]> square)
    {
        var random = new Random(1);
        int[] f = new int[limbs];
        int[] g = new int[limbs];
        int[] product = new int[limbs];
        int[] squared = new int[limbs];
        long products = 0;
        long squares = 0;
        for (int round = 0; round < 100; round++)
        {
            for (int i = 0; i < limbs; i++)
            {
                int width = Math.Min(position(i + 1), 255) - position(i);
                f[i] = random.Next(1 << width);
                g[i] = random.Next(1 << width);
            }

            products = InstructionMeter.Count(() => multiply(product, f, g));
            squares = InstructionMeter.Count(() => square(squared, f));
            if (Value(product, position) != Value(f, position) * Value(g, position) % Prime || Value(squared, position) != Value(f, position) * Value(f, position) % Prime)
            {
                throw new InvalidOperationException(name + " is wrong.");
            }
        }

        lines.Add(string.Create(CultureInfo.InvariantCulture, $"{name,-36} product {products,6:N0}   square {squares,6:N0}   verification about {(1530 * squares) + (1640 * products),10:N0}"));
    }

    private static BigInteger Value(int[] limbs, Func<int, int> position)
    {
        BigInteger sum = BigInteger.Zero;
        for (int i = 0; i < limbs.Length; i++)
        {
            sum += (BigInteger)limbs[i] << position(i);
        }

        return sum % Prime;
    }

    private static void Add(List<string> lines, string name, long count) =>
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"{name,-62} {count,10:N0}"));
}
