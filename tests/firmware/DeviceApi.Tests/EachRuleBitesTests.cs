using DeviceApi.Tests.Firmware;
using DeviceApi.Tests.Rules;
using Microsoft.CodeAnalysis;

namespace DeviceApi.Tests;

/// <summary>Each rule refuses the code it is there for, and ordinary code passes them all.</summary>
public sealed class EachRuleBitesTests
{
    [Fact]
    public void Every_rule_has_a_sample_that_breaks_it() =>
        Assert.Equal(DeviceRules.All.Select(rule => rule.GetType().Name).Order(), Samples.Select(sample => sample.Rule).Distinct().Order());

    [Theory]
    [MemberData(nameof(BreakingSamples))]
    public void Code_that_breaks_a_rule_is_refused(string rule, string source, bool needsDesktopTypes)
    {
        IDeviceRule broken = DeviceRules.All.Single(each => each.GetType().Name == rule);
        byte[] image = FirmwareBuild.CompileText(source, needsDesktopTypes ? DesktopTypes() : null, allowUnsafe: true);
        Assert.NotEmpty(DeviceRules.Check(image, broken));
    }

    [Fact]
    public void Ordinary_firmware_code_passes_every_rule()
    {
        const string Source = """
            using System;
            using System.Collections;
            interface IShape { int Area { get; } }
            readonly struct Square : IShape
            {
                private readonly int _side;
                public Square(int side) { _side = side; }
                public int Area => _side * _side;
            }
            enum Colour : byte { Red, Green, Blue }
            delegate int Weigh(int value);
            class Code
            {
                private static readonly byte[] Small = { 1, 2, 3, 4, 5, 6, 7, 8 };
                private readonly ArrayList _list = new ArrayList();
                private readonly int[][] _rows = new int[4][];
                private event Weigh Weighed;
                public long Sum(byte[] data, ref ulong carry, out int count)
                {
                    count = 0;
                    long sum = 0;
                    try
                    {
                        for (int i = 0; i < data.Length; i++) { sum += (long)data[i] << (i & 31); carry += (uint)sum; count++; }
                    }
                    catch (Exception error) when (error.Message != null) { throw new InvalidOperationException("x", error); }
                    finally { lock (_list) { _list.Add(sum); } }
                    int captured = count;
                    Weighed += value => value + captured;
                    return sum + Weighed(Small[0]) + _rows.Length;
                }
                public string Name(Colour colour, object other) => other switch
                {
                    string text when text.Length > 3 => text,
                    Square square => $"{square.Area} {(int)colour}",
                    _ => colour switch { Colour.Red => "red", _ => Word("one") },
                };
                private static string Word(string word)
                {
                    switch (word)
                    {
                        case "one": return "1"; case "two": return "2"; case "three": return "3"; case "four": return "4";
                        case "five": return "5"; case "six": return "6"; case "seven": return "7"; case "eight": return "8";
                        default: return null;
                    }
                }
            }
            """;
        Assert.Empty(DeviceRules.Check(FirmwareBuild.CompileText(Source), DeviceRules.All));
    }

    [Fact]
    public void Each_limit_of_the_device_format_is_found_on_its_own()
    {
        string[] reasons = [.. Samples.Where(sample => sample.Rule == nameof(AssemblySizeRule))
            .Select(sample => Assert.Single(DeviceRules.Check(FirmwareBuild.CompileText(sample.Source), new AssemblySizeRule())).Reason)];
        string[] expected = ["bytes of code", "methods", "bytes of names and texts", "locals", "a branch on the device", "a switch with 256 targets"];
        Assert.All(expected.Zip(reasons), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.Equal(expected.Length, reasons.Length);
    }

    [Fact]
    public void A_violation_names_the_line()
    {
        byte[] image = FirmwareBuild.CompileText("class C\n{\n    int Double(int value)\n    {\n        return checked(value * 2);\n    }\n}\n");
        Assert.StartsWith("Sample.cs(5,9): mul.ovf ", Assert.Single(DeviceRules.Check(image, DeviceRules.All)).ToString(), StringComparison.Ordinal);
    }

    public static TheoryData<string, string, bool> BreakingSamples
    {
        get
        {
            TheoryData<string, string, bool> data = [];
            foreach ((string rule, string source, bool needsDesktopTypes) in Samples)
            {
                data.Add(rule, source, needsDesktopTypes);
            }

            return data;
        }
    }

    // Where the device's API already keeps the compiler from producing the code, the sample is compiled against .NET's:
    // the rule must hold of itself, should the API grow.
    private static readonly (string Rule, string Source, bool NeedsDesktopTypes)[] Samples =
    [
        (nameof(GenericsRule), "class Box<T> { public T Value; }", false),
        (nameof(GenericsRule), "class C { static T Same<T>(T value) => value; }", false),
        (nameof(GenericsRule), "class Outer<T> { public class Inner { } } class C { object M() => new Outer<int>.Inner(); }", false),
        (nameof(GenericsRule), "class C { int? Field; }", true),
        (nameof(GenericsRule), "class C { (int, string) M() => (1, \"\"); }", true),
        (nameof(GenericsRule), "class C { object M() => new System.Collections.Generic.List<int>(); }", true),
        (nameof(GenericsRule), "class C { int M(byte[] data) { System.Span<byte> span = data; return span.Length; } }", true),
        (nameof(GenericsRule), "class C { int M(dynamic value) => value.Length; }", true),
        (nameof(MultidimensionalArrayRule), "class C { int[,] Field; }", false),
        (nameof(MultidimensionalArrayRule), "class C { object M() => new byte[2, 3]; }", false),
        (nameof(MultidimensionalArrayRule), "class C { void M(int[][,] rows) { } }", false),
        (nameof(CheckedArithmeticRule), "class C { int M(int a, int b) => checked(a + b); }", false),
        (nameof(CheckedArithmeticRule), "class C { byte M(int a) => checked((byte)a); }", false),
        (nameof(CheckedArithmeticRule), "class C { byte[] M(long length) => new byte[length]; }", false),
        (nameof(StateMachineRule), "class C { System.Collections.IEnumerable M() { yield return 1; } }", true),
        (nameof(StateMachineRule), "class C { async System.Threading.Tasks.Task M() { await System.Threading.Tasks.Task.Yield(); } }", true),
        (nameof(UnsupportedInstructionRule), "unsafe class C { int M(int n) { byte* p = stackalloc byte[n]; return p[0]; } }", false),
        (nameof(UnsupportedInstructionRule), "unsafe class C { int M(delegate*<int> f) => f(); }", false),
        (nameof(PointerRule), "unsafe class C { int* Field; }", false),
        (nameof(PointerRule), "unsafe class C { byte M(byte[] data) { fixed (byte* p = data) { return p[0]; } } }", false),
        (nameof(NativeCodeRule), "class C { [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.InternalCall)] extern int M(); }", false),
        (nameof(NativeCodeRule), "class C { [System.Runtime.InteropServices.DllImport(\"c\")] static extern int getpid(); }", true),
        (nameof(ExplicitLayoutRule), "using System.Runtime.InteropServices; [StructLayout(LayoutKind.Explicit)] struct S { [FieldOffset(0)] public int A; [FieldOffset(0)] public float B; }", true),
        (nameof(InterfaceBodyRule), "interface I { int M() { return 1; } }", false),
        (nameof(StaticOrderRule), "class A { public static readonly int First = B.Second + 1; } class B { public static readonly int Second = new B().GetHashCode(); }", false),
        (nameof(StaticOrderRule), "class A { static readonly int First = new B().Get(); } class B { static readonly int[] Table = new int[4]; public int Get() => Table[0]; }", false),
        (nameof(StaticOrderRule), "delegate int Weigh(int value); class A { static readonly Weigh Twice = value => value * 2; }", false),
        (nameof(EnumTextRule), "enum Colour { Red } class C { string M(Colour colour) => colour.ToString(); }", false),
        (nameof(EnumTextRule), "enum Colour { Red } class C { string M(Colour colour) => \"It is \" + colour; }", false),
        (nameof(NulInTextRule), "class C { string M() => \"a\\0b\"; }", false),
        (nameof(StringIndexRule), "class C { char M(string text) => text[0]; }", false),
        (nameof(StringIndexRule), "class C { int M(string text) { int sum = 0; foreach (char unit in text) { sum += unit; } return sum; } }", false),
        (nameof(LargeTableRule), $"class C {{ static readonly byte[] Table = {{ {Numbers(LargeTableRule.BytesMax + 1)} }}; }}", false),
        (nameof(LargeTableRule), $"class C {{ int[] M() => new int[] {{ {Numbers(600)} }}; }}", false),
        (nameof(AssemblySizeRule), Repeat(20, c => $"class C{c} {{ {Repeat(200, i => $"int M{i}(int a) {{ return a * 100000 + a * 200000 + {i + 1000000}; }}")} }}"), false),
        (nameof(AssemblySizeRule), $"class C {{ {Repeat(256, i => $"void M{i}() {{ }}")} }}", false),
        (nameof(AssemblySizeRule), $"class C {{ {Repeat(4, c => $"string M{c}(int i) => i switch {{ {Repeat(200, i => $"{i} => \"{c}{i:D100}\",")} _ => null }};")} }}", false),
        (nameof(AssemblySizeRule), $"class C {{ int M(int a) {{ {Repeat(256, i => $"int v{i} = a * {i}; Use(ref v{i});")} return a; }} void Use(ref int value) {{ }} }}", false),
        (nameof(AssemblySizeRule), $"class C {{ int M(int a) {{ {Repeat(4000, i => $"a += {i + 100000};")} return a; }} }}", false),
        (nameof(AssemblySizeRule), $"class C {{ int M(int i) {{ switch (i) {{ {Repeat(256, i => $"case {i}: return {i * 7919};")} default: return 0; }} }} }}", false),
    ];

    private static string Numbers(int count) => string.Join(", ", Enumerable.Range(0, count).Select(i => i % 251));

    private static string Repeat(int count, Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));

    private static PortableExecutableReference[] DesktopTypes() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file) is "System.Private.CoreLib.dll" or "System.Runtime.dll" or "System.Linq.Expressions.dll" or "Microsoft.CSharp.dll" or "System.Collections.dll")
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];
}
