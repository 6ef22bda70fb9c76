using LoRaNode.Simulator.Attacks;

namespace LoRaNode.Simulator.Tests.Attacks;

public class AttackSuiteTests
{
    [Theory]
    [InlineData("forgedAlert")]
    [InlineData("replay")]
    [InlineData("strangers")]
    [InlineData("bitFlips")]
    [InlineData("hopTampering")]
    [InlineData("garbage")]
    [InlineData("signatureFlood")]
    [InlineData("exclusion")]
    public void The_city_holds_against(string attack)
    {
        var suite = new AttackSuite(nodes: 12, seed: 1, TestContext.Current.CancellationToken);
        AttackResult result = suite.Attacks.Single(a => a.Name == attack).Run();
        Assert.True(result.Passed, string.Join(", ", result.Figures.Select(f => $"{f.Key} {f.Value}")));
    }
}
