using System.Globalization;
using System.Text.Json;
using LoRaNode.Radio;
using LoRaNode.Radio.Regions;
using Spectre.Console;

namespace LoRaNode.Cli.Radio;

/// <summary>The result of <c>loranode radio airtime</c>, for programs and for people.</summary>
internal static class AirtimeReport
{
    /// <summary>Writes the result to standard output.</summary>
    public static void Write(CliContext context, LoRaSettings settings, int length)
    {
        if (context.IsJson)
        {
            context.WriteJson(json => WriteJson(json, settings, length));
        }
        else
        {
            WriteTable(context, settings, length);
        }
    }

    private static void WriteJson(Utf8JsonWriter json, LoRaSettings settings, int length)
    {
        long timeUs = TimeOnAir.Microseconds(settings, length);
        json.WriteStartObject();
        json.WriteNumber("timeOnAirMicroseconds", timeUs);
        json.WriteNumber("symbolMicroseconds", TimeOnAir.SymbolMicroseconds(settings));
        json.WriteBoolean("lowDataRateOptimization", TimeOnAir.NeedsLowDataRateOptimization(settings));
        json.WriteNumber("spreadingFactor", (int)settings.SpreadingFactor);
        json.WriteNumber("bandwidthHz", settings.BandwidthHz);
        json.WriteNumber("codingRate", (int)settings.CodingRate);
        json.WriteNumber("length", length);
        json.WriteNumber("preambleSymbols", settings.PreambleSymbols);
        json.WriteBoolean("implicitHeader", !settings.ExplicitHeader);
        json.WriteBoolean("crc", settings.PayloadCrc);
        json.WriteStartArray("regions");
        foreach (RadioBand band in Bands())
        {
            json.WriteStartObject();
            json.WriteString("region", band.Code);
            json.WriteString("country", band.Country);
            json.WriteNumber("lowHz", band.LowHz);
            json.WriteNumber("highHz", band.HighHz);
            json.WriteNumber("dutyCyclePercent", band.DutyCycleBasisPoints / 100m);
            json.WriteNumber("pauseMicroseconds", band.PauseMicroseconds(timeUs));
            json.WriteNumber("framesPerHour", band.HourlyBudgetMicroseconds() / timeUs);
            json.WriteNumber("maxPowerDbm", band.PowerDbm);
            json.WriteString("powerReference", ReferenceName(band.Reference));
            json.WriteBoolean("allowsBandwidth", AllowsBandwidth(band, settings));
            json.WriteBoolean("confirmed", band.IsConfirmed);
            json.WriteString("source", RegionSource.Of(band.Id));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTable(CliContext context, LoRaSettings settings, int length)
    {
        long timeUs = TimeOnAir.Microseconds(settings, length);
        context.Console.WriteLine(context.Text(
            "radio.airtime.result",
            length,
            (int)settings.SpreadingFactor,
            Kilohertz(settings.BandwidthHz),
            (int)settings.CodingRate,
            Milliseconds(timeUs)));
        if (settings.SpreadingFactor == SpreadingFactor.Sf6 && settings.ExplicitHeader)
        {
            context.Console.WriteLine(context.Text("radio.airtime.note.sf6"));
        }

        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn(new TableColumn(context.Markup("radio.airtime.column.region")).NoWrap());
        table.AddColumn(new TableColumn(context.Markup("radio.airtime.column.band")).NoWrap());
        table.AddColumn(new TableColumn(context.Markup("radio.airtime.column.duty")).RightAligned());
        table.AddColumn(new TableColumn(context.Markup("radio.airtime.column.pause")).RightAligned());
        table.AddColumn(new TableColumn(context.Markup("radio.airtime.column.hourly")).RightAligned());
        table.AddColumn(new TableColumn(context.Markup("radio.airtime.column.power")).NoWrap());
        bool hasGuess = false;
        bool isTooNarrow = false;
        bool isTooWide = false;
        foreach (RadioBand band in Bands())
        {
            string mark = band.IsConfirmed ? string.Empty : " ?";
            hasGuess |= !band.IsConfirmed;
            bool isAllowed = AllowsBandwidth(band, settings);
            bool isNarrow = settings.BandwidthHz < band.MinBandwidthHz;
            isTooNarrow |= isNarrow;
            isTooWide |= !isAllowed && !isNarrow;
            table.AddRow(
                (context.Text("radio.region." + band.Country.ToLowerInvariant()) + mark).EscapeMarkup(),
                $"{Megahertz(band.LowHz)}–{Megahertz(band.HighHz)}{(isAllowed ? string.Empty : isNarrow ? " †" : " ‡")}",
                band.DutyCycleBasisPoints == RadioBand.NoDutyLimit
                    ? "–"
                    : (band.DutyCycleBasisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture) + " %",
                band.DutyCycleBasisPoints == RadioBand.NoDutyLimit ? "–" : Seconds(band.PauseMicroseconds(timeUs)),
                (band.HourlyBudgetMicroseconds() / timeUs).ToString(CultureInfo.InvariantCulture),
                band.Reference == PowerReference.Conducted ? $"{band.PowerDbm}" : $"{band.PowerDbm} {ReferenceName(band.Reference)}");
        }

        context.Console.Write(table);
        Note(context, hasGuess, "radio.airtime.note.unconfirmed");
        Note(context, isTooNarrow, "radio.airtime.note.narrow");
        Note(context, isTooWide, "radio.airtime.note.wide");
    }

    private static void Note(CliContext context, bool isNeeded, string key)
    {
        if (isNeeded)
        {
            context.Console.WriteLine(context.Text(key));
        }
    }

    private static IEnumerable<RadioBand> Bands() =>
        Enumerable.Range(0, RegionTable.Count).Select(id => RegionTable.Describe((RadioBandId)id));

    private static bool AllowsBandwidth(RadioBand band, LoRaSettings settings) =>
        band.Allows((uint)(((long)band.LowHz + band.HighHz) / 2), settings.BandwidthHz);

    // Names of the field, the same in all languages.
    private static string ReferenceName(PowerReference reference) => reference switch
    {
        PowerReference.Erp => "ERP",
        PowerReference.Eirp => "EIRP",
        _ => "conducted",
    };

    private static string Milliseconds(long us) => (us / 1000m).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Seconds(long us) => (us / 1_000_000m).ToString("0.0##", CultureInfo.InvariantCulture);

    private static string Kilohertz(uint hertz) => (hertz / 1000m).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Megahertz(uint hertz) => (hertz / 1_000_000m).ToString("0.0##", CultureInfo.InvariantCulture);
}
