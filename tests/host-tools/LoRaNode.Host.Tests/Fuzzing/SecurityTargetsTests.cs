using LoRaNode.Fuzzing;

namespace LoRaNode.Host.Tests.Fuzzing;

/// <summary>A few seconds of each fuzzer; the long forms are the commands of the fuzzing program.</summary>
public class SecurityTargetsTests
{
    [Theory]
    [InlineData("frames")]
    [InlineData("certificates")]
    [InlineData("control")]
    [InlineData("keyfile")]
    public void A_few_seconds_of_mutated_input_break_no_promise(string target)
    {
        (string report, bool passed) = FuzzLoop.Run(target, 200_000, seconds: 4, seed: 11);
        Assert.True(passed, report);
    }
}
