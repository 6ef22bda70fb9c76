using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LoRaNode.Host.Ports;

/// <summary>
/// What Windows and macOS tell of their USB devices, each by a program of its own whose answer does not depend on the system's language. Any
/// answer is safe: what is not understood names no device.
/// </summary>
public static partial class UsbDeviceList
{
    // A listing takes a second or two; one that hangs is not worth waiting for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // Problem codes of Windows' device manager by which a driver is missing or cannot be loaded (Microsoft, "Error codes in Device Manager").
    private static readonly int[] DriverProblems = [1, 18, 28, 31, 39];

    private static readonly string[] WindowsQuestion =
    [
        "-NoProfile", "-NonInteractive", "-Command",
        @"Get-CimInstance Win32_PnPEntity -Filter ""PNPDeviceID LIKE 'USB\\VID_%'"" | Select-Object PNPDeviceID, ConfigManagerErrorCode | ConvertTo-Json -Compress",
    ];

    /// <summary>Chips of boards that lack their driver on this computer.</summary>
    internal static IReadOnlyList<string> WithoutDriver() =>
        OperatingSystem.IsWindows() ? WithoutDriverInWindows(Answer("powershell", WindowsQuestion))
        : OperatingSystem.IsMacOS() ? WithoutDriverOnMac(Answer("system_profiler", ["SPUSBDataType", "-json"]), Directory.EnumerateFiles("/dev", "cu.*"))
        : [];

    /// <summary>The same by Windows' list of devices that are plugged in, with the problem that it has with each.</summary>
    /// <param name="json">One object or an array of them.</param>
    public static IReadOnlyList<string> WithoutDriverInWindows(string json)
    {
        using JsonDocument? list = Parse(json);
        return list is null ? [] :
        [
            .. (list.RootElement.ValueKind == JsonValueKind.Array ? [.. list.RootElement.EnumerateArray()] : (JsonElement[])[list.RootElement])
                .Where(d => d.ValueKind == JsonValueKind.Object
                    && d.TryGetProperty("ConfigManagerErrorCode", out JsonElement problem) && Number(problem) is { } code && DriverProblems.Contains(code))
                .Select(d => AdapterOf(WindowsIds().Match(Text(d, "PNPDeviceID"))))
                .OfType<string>(),
        ];
    }

    /// <summary>The same by the Mac's tree of devices and the names of its serial ports: more chips than ports tell that a driver is missing.</summary>
    /// <param name="json">The system's report on USB.</param>
    /// <param name="ports">Paths of all serial ports.</param>
    public static IReadOnlyList<string> WithoutDriverOnMac(string json, IEnumerable<string> ports)
    {
        ArgumentNullException.ThrowIfNull(ports);
        using JsonDocument? tree = Parse(json);
        string[] chips = tree is null ? [] : [.. Devices(tree.RootElement).Select(d => AdapterOf(MacIds().Match(Text(d, "vendor_id") + " " + Text(d, "product_id")))).OfType<string>()];
        return chips.Length > ports.Count(p => MacPorts().IsMatch(p)) ? [.. chips.Distinct()] : [];
    }

    private static string? AdapterOf(Match ids) => ids.Success
        ? UsbSerialPorts.AdapterOf(
            int.Parse(ids.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            int.Parse(ids.Groups[2].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
        : null;

    /// <summary>All objects of a tree, at any depth.</summary>
    private static IEnumerable<JsonElement> Devices(JsonElement at) => at.ValueKind switch
    {
        JsonValueKind.Object => at.EnumerateObject().SelectMany(p => Devices(p.Value)).Prepend(at),
        JsonValueKind.Array => at.EnumerateArray().SelectMany(Devices),
        _ => [],
    };

    private static string Text(JsonElement device, string name) =>
        device.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;

    private static int? Number(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : null;

    private static JsonDocument? Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What a program of the system prints; nothing when it is not there or does not come to an end.</summary>
    private static string Answer(string program, string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            if (output.Wait(Patience))
            {
                return output.Result;
            }

            process.Kill(entireProcessTree: true);
        }
        catch (Win32Exception)
        {
            // Then nobody tells.
        }

        return string.Empty;
    }

    [GeneratedRegex(@"\AUSB\\VID_([0-9A-F]{4})&PID_([0-9A-F]{4})", RegexOptions.IgnoreCase)]
    private static partial Regex WindowsIds();

    [GeneratedRegex(@"\A0x([0-9a-f]{4})\b.* 0x([0-9a-f]{4})\z", RegexOptions.IgnoreCase)]
    private static partial Regex MacIds();

    // The system's own driver and the makers' call them usbserial, usbmodem, SLAB_USBtoUART and wchusbserial.
    [GeneratedRegex("/cu\\..*usb", RegexOptions.IgnoreCase)]
    private static partial Regex MacPorts();
}
