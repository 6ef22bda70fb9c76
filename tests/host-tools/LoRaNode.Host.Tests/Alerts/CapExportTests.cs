using System.Xml.Linq;
using CsCheck;
using LoRaNode.Core.Frames;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Tests.Alerts;

public class CapExportTests
{
    private static readonly XNamespace Cap = CapNames.Namespace;

    private static readonly Gen<AlertPayload> AnyAlert = Gen.Select(Gen.Byte[1, 255], Gen.Int[0, 4095], Gen.Int[0, 124], Gen.Byte[0, 0xBF], Gen.UInt[0, 0xFFFFFF], Gen.Byte[0, 63], Gen.Int[0, 2], Gen.UInt[0, (1u << 25) - 1]).Select(
        (issuer, sequence, grade, code, sent, lifetime, area, cell) => new AlertPayload
        {
            Issuer = issuer,
            Sequence = (ushort)sequence,
            Urgency = (AlertUrgency)(grade / 25),
            Severity = (AlertSeverity)(grade / 5 % 5),
            Certainty = (AlertCertainty)(grade % 5),
            Event = code,
            SentMinutes = sent,
            Lifetime = lifetime,
            Area = (AreaKind)area,
            Zone = 7,
            Cell = cell,
            Language = (ContentLanguage)(cell & 3),
            IsExercise = (cell & 4) != 0,
        });

    [Fact]
    public void Every_alert_with_any_text_exports_to_a_valid_document()
    {
        Gen.Select(AnyAlert, Gen.String).Sample((alert, text) =>
        {
            XDocument document = CapExport.ToDocument(alert, text, "0123456789abcdef", "Дәрігерлер");

            // Through text and back: what cannot be written as XML shows here.
            return CapSchema.Validate(XDocument.Parse(document.ToString())).Count == 0;
        });
    }

    [Fact]
    public void The_fields_of_the_alert_are_those_of_the_document()
    {
        var first = new AlertPayload { Issuer = 3, Sequence = 10, SentMinutes = 1440, Event = 0x61 };
        var update = new AlertPayload
        {
            Issuer = 3,
            Sequence = 12,
            Kind = AlertKind.Update,
            Distance = 2,
            Event = 0x61,
            Urgency = AlertUrgency.Immediate,
            Severity = AlertSeverity.Moderate,
            Certainty = AlertCertainty.Likely,
            Language = ContentLanguage.Russian,
            SentMinutes = 1500,
            Lifetime = (byte)AlertLifetime.CodeFor(120),
            Area = AreaKind.Cell,
            Cell = Geohash.Of(57.64911, 10.40744),
        };
        XElement root = CapExport.ToDocument(update, "Текст", "0123456789abcdef", "Медики", [first]).Root!;
        XElement info = root.Element(Cap + "info")!;
        Assert.Equal("Update", root.Element(Cap + "msgType")!.Value);
        Assert.Equal("issuer-3@0123456789abcdef.loranode.invalid,loranode.0123456789abcdef.3.1440.10,2026-01-02T00:00:00-00:00", root.Element(Cap + "references")!.Value);
        Assert.Equal("2026-01-02T01:00:00-00:00", root.Element(Cap + "sent")!.Value);
        Assert.Equal("2026-01-02T03:00:00-00:00", info.Element(Cap + "expires")!.Value);
        Assert.Equal("Health", info.Element(Cap + "category")!.Value);
        Assert.Equal("Пункт первой помощи", info.Element(Cap + "event")!.Value);
        Assert.Equal("Moderate", info.Element(Cap + "severity")!.Value);
        Assert.Equal("u4pru", info.Element(Cap + "area")!.Element(Cap + "geocode")!.Element(Cap + "value")!.Value);
    }

    [Theory]
    [InlineData("<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'/>")]
    [InlineData("<other/>")]
    [InlineData("<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'><identifier>a b</identifier><sender>x</sender><sent>2026-01-01T00:00:00-00:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope></alert>")]
    [InlineData("<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'><identifier>a</identifier><sender>x</sender><sent>2026-01-01T00:00:00Z</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope></alert>")]
    [InlineData("<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'><identifier>a</identifier><sender>x</sender><sent>2026-01-01T00:00:00-00:00</sent><status>Real</status><msgType>Alert</msgType><scope>Public</scope></alert>")]
    public void A_document_against_the_rules_is_found(string xml)
    {
        Assert.NotEmpty(CapSchema.Validate(XDocument.Parse(xml)));
    }

    [Fact]
    public void Every_event_has_a_name_in_every_language()
    {
        Assert.InRange(EventNames.All.Count, 40, 192);
        for (int category = 0; category < CapNames.Categories.Count; category++)
        {
            Assert.Contains((byte)(category << 4), EventNames.All);
        }

        Assert.All(EventNames.All, code => Assert.All(Enum.GetValues<Language>(), language => Assert.DoesNotContain('‹', EventNames.Of(code, language))));
        Assert.Equal(EventNames.Of(0x50, Language.English), EventNames.Of(0x5F, Language.English));
    }
}
