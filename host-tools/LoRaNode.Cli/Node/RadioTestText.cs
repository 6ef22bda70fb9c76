using System.Text.Json;
using LoRaNode.Host.Link;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.Node;

/// <summary>The result of a radio test for people and for programs.</summary>
internal static class RadioTestText
{
    internal static string Of(CliContext context, RadioTestResult result) => context.Text(RadioTestWords.KeyOf(result), Best(context, result));

    /// <summary>The neighbour that is heard best, with its signal.</summary>
    internal static string Best(CliContext context, RadioTestResult result) => string.Concat(TextArgument.In(context.Language, [RadioTestWords.Best(result)]));

    internal static void Write(Utf8JsonWriter json, RadioTestResult result)
    {
        json.WriteString("radioTest", JsonNamingPolicy.CamelCase.ConvertName(result.Outcome.ToString()));
        json.WriteStartArray("neighbours");
        foreach (TestedNeighbour neighbour in result.Neighbours)
        {
            json.WriteStartObject();
            json.WriteString("name", neighbour.Name);
            json.WriteNumber("address", neighbour.Address);
            json.WriteNumber("snrDb", neighbour.SnrDb);
            json.WriteBoolean("hearsUs", neighbour.HearsUs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
