using LoRaNode.Host.Logs;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Log;

namespace LoRaNode.Host.Tests.Logs;

public class LogSentenceTests
{
    private const ushort Address = 0xF040;

    public static TheoryData<LogCode> CodesWithAnAddress =>
        [LogCode.Provisioned, LogCode.AlertShown, LogCode.AlertRefused, LogCode.FrameRefused, LogCode.Relayed];

    [Theory]
    [MemberData(nameof(CodesWithAnAddress))]
    public void A_node_is_named_by_its_address_as_everywhere_else(LogCode code)
    {
        var record = new LogRecord { Code = code, A = Address, B = 1 };

        Assert.All(Enum.GetValues<Language>(), language => Assert.Contains("F040", LogSentence.Of(record, language), StringComparison.Ordinal));
    }

    [Fact]
    public void Neighbours_are_named_by_their_addresses_with_what_was_heard_from_them()
    {
        var record = new LogRecord { Code = LogCode.Neighbours, A = NeighbourNote.Pack(Address, 4 * 9, 255, 2), B = NeighbourNote.Pack(0x54EB, 4 * -7, 255, 0) };

        Assert.Equal("Neighbours: F040 at 9 dB (texts heard from it first: 2); 54EB at -7 dB", LogSentence.Of(record, Language.English));
    }
}
