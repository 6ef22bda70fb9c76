using System.Reflection;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace LoRaNode.Host.Alerts;

/// <summary>
/// Checks documents against a schema of CAP 1.2 that is embedded here: our own statement of the standard's facts (elements, their order,
/// number and code values; OASIS CAP 1.2, sections 3.2 and 3.4), not a copy of the schema that OASIS publishes.
/// </summary>
public static class CapSchema
{
    private const string ResourceName = "LoRaNode.Host.Alerts.cap12.xsd";

    /// <summary>What is wrong with a document, one line each; empty when it is valid.</summary>
    public static IReadOnlyList<string> Validate(XDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var problems = new List<string>();
        if (document.Root?.Name != XName.Get("alert", CapNames.Namespace))
        {
            problems.Add("The root is no CAP 1.2 alert.");
        }

        document.Validate(Schemas(), (_, e) => problems.Add(e.Message));
        return problems;
    }

    private static XmlSchemaSet Schemas()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(ResourceName)!;
        using var reader = XmlReader.Create(stream);
        var schemas = new XmlSchemaSet();
        schemas.Add(CapNames.Namespace, reader);
        return schemas;
    }
}
