using LoRaNode.Core.Net;
using LoRaNode.Core.Security;
using LoRaNode.Node.SelfTest;

namespace LoRaNode.Node.Tests.SelfTest;

/// <summary>The self-test passes on sound code, says what failed, and goes on after a failure.</summary>
public sealed class SelfTestRunTests
{
    [Fact]
    public void All_checks_of_a_node_pass()
    {
        Bench bench = new();
        using DotnetAes aes = new();
        SelfTestRun run = NodeSelfTest.Create(aes, bench);
        Assert.True(run.Run(), string.Join('\n', bench.Lines));
        Assert.Equal(5, run.Passed);
        Assert.Equal("5 passed, 0 failed", bench.Lines[^1]);
    }

    [Fact]
    public void An_aes_that_is_none_fails_its_known_answer_and_no_other_check()
    {
        Bench bench = new();
        SelfTestRun run = NodeSelfTest.Create(new AesThatIsNone(), bench);
        Assert.False(run.Run());
        Assert.Equal(["FAIL: aes-ccm known answer (1 ms)"], bench.Lines.Where(line => line.StartsWith("FAIL", StringComparison.Ordinal)));
        Assert.Equal("4 passed, 1 failed", bench.Lines[^1]);
    }

    [Fact]
    public void A_check_that_throws_is_a_failure_and_the_run_goes_on()
    {
        Bench bench = new();
        SelfTestRun run = new([new Throwing(), new ChecksumCheck()], bench);
        Assert.False(run.Run());
        Assert.Equal(
            ["FAIL: throws (1 ms, InvalidOperationException)", "pass: crc-32 check value (1 ms)", "heap: 1000 bytes free before, 1000 after", "1 passed, 1 failed"],
            bench.Lines);
    }

    [Fact]
    public void A_second_run_counts_from_zero()
    {
        SelfTestRun run = new([new ChecksumCheck()], new Bench());
        run.Run();
        run.Run();
        Assert.Equal(1, run.Passed);
    }

    /// <summary>A board whose clock ticks once each time it is read.</summary>
    private sealed class Bench : ISelfTestBoard
    {
        private long _nowMs;

        public List<string> Lines { get; } = [];

        public long NowMs => _nowMs++;

        public int FreeHeapBytes => 1000;

        public void WriteLine(string line) => Lines.Add(line);
    }

    private sealed class Throwing : SelfCheck
    {
        public override string Name => "throws";

        public override bool Passes() => throw new InvalidOperationException();
    }

    /// <summary>Adds a constant to every byte: consistent with itself, and no AES.</summary>
    private sealed class AesThatIsNone : IAes
    {
        public void SetKey(byte[] key)
        {
        }

        public byte[] EncryptEcb(byte[] blocks) => [.. blocks.Select(value => (byte)(value + 1))];

        public byte[] EncryptCbc(byte[] blocks)
        {
            byte[] chained = [.. blocks];
            for (int i = 16; i < chained.Length; i++)
            {
                chained[i] = (byte)((chained[i] ^ chained[i - 16]) * 3);
            }

            return chained;
        }
    }
}
