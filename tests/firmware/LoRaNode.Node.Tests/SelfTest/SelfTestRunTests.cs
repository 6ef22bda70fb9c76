using LoRaNode.Core.Journal;
using LoRaNode.Core.Net;
using LoRaNode.Core.Security;
using LoRaNode.Core.Text;
using LoRaNode.Node.SelfTest;
using LoRaNode.Node.Storage;
using LoRaNode.Radio;
using LoRaNode.Simulator.Flash;

namespace LoRaNode.Node.Tests.SelfTest;

/// <summary>The self-test passes on sound code, says what failed, and goes on after a failure.</summary>
public sealed class SelfTestRunTests
{
    private static readonly EmbeddedTextModelStore Models = new();

    [Fact]
    public void All_checks_of_a_node_pass()
    {
        Bench bench = new();
        using DotnetAes aes = new();
        SelfTestRun run = new(Checks(aes), bench);
        Assert.True(run.Run(), string.Join('\n', bench.Lines));
        Assert.Equal(12, run.Passed);
        Assert.Equal("12 passed, 0 failed", bench.Lines[^1]);
    }

    [Fact]
    public void An_aes_that_is_none_fails_its_known_answer_and_no_other_check()
    {
        Bench bench = new();
        SelfTestRun run = new(Checks(new AesThatIsNone()), bench);
        Assert.False(run.Run());
        Assert.Equal(["FAIL: aes-ccm known answer (1 ms)"], bench.Lines.Where(line => line.StartsWith("FAIL", StringComparison.Ordinal)));
        Assert.Equal("11 passed, 1 failed", bench.Lines[^1]);
    }

    [Fact]
    public void A_radio_that_does_not_answer_and_a_medium_that_forgets_are_found()
    {
        Bench bench = new();
        using DotnetAes aes = new();
        SelfTestRun run = new(NodeSelfTest.Checks(aes, new TextDecoder(new TextModels(Models)), new VolumeStorage(new Forgetful()), new Radio(RadioStatus.NoChip)), bench);
        Assert.False(run.Run());
        Assert.Equal(["FAIL: storage keeps a file", "FAIL: radio present"], bench.Lines.Where(line => line.StartsWith("FAIL", StringComparison.Ordinal)).Select(line => line.Split(" (")[0]));
    }

    [Theory]
    [InlineData(TextLanguage.Kazakh)]
    [InlineData(TextLanguage.Russian)]
    [InlineData(TextLanguage.English)]
    public void The_known_answers_of_the_codec_are_what_its_encoder_makes(TextLanguage language)
    {
        byte[] encoded = new byte[64];
        int length = new TextEncoder(new TextModels(Models)).Encode(TextCheck.TextOf(language), encoded, 0, encoded.Length);
        Assert.Equal(TextCheck.EncodingOf(language), Convert.ToHexStringLower(encoded, 0, length));
    }

    private static SelfCheck[] Checks(IAes aes) =>
        NodeSelfTest.Checks(aes, new TextDecoder(new TextModels(Models)), new MemoryStorage(), new Radio(RadioStatus.Ok));

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

    /// <summary>A medium that takes everything and keeps nothing.</summary>
    private sealed class Forgetful : IFileVolume
    {
        public int Length(string name) => -1;

        public int Read(string name, int offset, byte[] buffer, int bufferOffset, int count) => 0;

        public bool Replace(string name, byte[] content, int offset, int count) => true;

        public bool Append(string name, byte[] content, int offset, int count) => true;

        public void Prepare(string name, byte[] content, int offset, int count)
        {
        }

        public bool Delete(string name) => true;

        public string[] List() => [];
    }

    /// <summary>A radio of which only the state matters.</summary>
    private sealed class Radio(RadioStatus status) : ILoRaRadio
    {
        public short ChannelRssiDbm() => throw new NotSupportedException();

        public RadioStatus Status => status;

        public ReceivedFrame ReceivedFrame { get; } = new();

        public long NextPollMs => long.MaxValue;

        public RadioStatus Start(LoRaSettings settings, long nowMs) => status;

        public RadioStatus Configure(LoRaSettings settings, long nowMs) => status;

        public bool Transmit(byte[] buffer, int offset, int length, long nowMs) => false;

        public bool Receive(long nowMs) => false;

        public bool ReceiveSingle(int timeoutSymbols, long nowMs) => false;

        public bool DetectActivity(long nowMs) => false;

        public bool IsReceiving() => false;

        public void Standby(long nowMs)
        {
        }

        public void Sleep(long nowMs)
        {
        }

        public RadioEvent Poll(long nowMs) => RadioEvent.None;
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
