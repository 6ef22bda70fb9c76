using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;

namespace LoRaNode.Host.Boards;

/// <summary>The JSON schema of board files, made from the types that read them.</summary>
public static class BoardSchemaText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Text of <c>board.schema.json</c>.</summary>
    public static string Create()
    {
        var exporting = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };
        JsonNode schema = BoardShelf.Options.GetJsonSchemaAsNode(typeof(BoardFile), exporting);
        var document = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Board of a LoRaNode",
        };
        foreach ((string name, JsonNode? value) in schema.AsObject())
        {
            document[name] = value?.DeepClone();
        }

        return document.ToJsonString(Indented) + "\n";
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema || context.PropertyInfo is not { } property)
        {
            return node;
        }

        string? description = property.AttributeProvider?
            .GetCustomAttributes(typeof(DescriptionAttribute), inherit: false)
            .OfType<DescriptionAttribute>()
            .FirstOrDefault()?.Description;
        if (description is not null)
        {
            schema.Insert(0, "description", description);
        }

        if (property.Name.EndsWith("Pin", StringComparison.Ordinal) || property.Name == "pin")
        {
            schema["minimum"] = 0;
            schema["maximum"] = 39;
        }

        return schema;
    }
}
