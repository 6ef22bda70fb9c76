using System.Globalization;

namespace LoRaNode.Host.Ports;

/// <summary>A serial port of this computer.</summary>
/// <param name="Path">Its path or name.</param>
/// <param name="VendorId">USB vendor, when it is known.</param>
/// <param name="ProductId">USB product, when it is known.</param>
/// <param name="Adapter">What the boards' USB chips are called; null for other devices.</param>
public sealed record UsbSerialPort(string Path, int? VendorId, int? ProductId, string? Adapter);

/// <summary>
/// Finds the serial ports whose USB chip is one that the supported boards carry. On Linux the kernel tells the USB ids; elsewhere every serial
/// port may be a board, and asking tells.
/// </summary>
public static class UsbSerialPorts
{
    private const string SystemClasses = "/sys/class/tty";
    private const string SystemDevices = "/sys/bus/usb/devices";

    // From the class folder's device up to the USB device: port, interface, device, with a few levels to spare.
    private const int MaxLevels = 6;

    // Vendor's public lists of ids; the names are those that people read on the chips.
    private static readonly Dictionary<(int Vendor, int Product), string> Adapters = new()
    {
        [(0x10C4, 0xEA60)] = "CP210x",
        [(0x10C4, 0xEA70)] = "CP210x",
        [(0x1A86, 0x7523)] = "CH340",
        [(0x1A86, 0x5523)] = "CH341",
        [(0x1A86, 0x55D3)] = "CH343",
        [(0x1A86, 0x55D4)] = "CH9102",
        [(0x0403, 0x6001)] = "FTDI",
        [(0x0403, 0x6010)] = "FTDI",
        [(0x0403, 0x6011)] = "FTDI",
        [(0x0403, 0x6014)] = "FTDI",
        [(0x0403, 0x6015)] = "FTDI",
        [(0x303A, 0x1001)] = "ESP32 USB",
    };

    /// <summary>The serial ports that are plugged in, in the order of their names.</summary>
    public static IReadOnlyList<UsbSerialPort> Find() => OperatingSystem.IsLinux()
        ? FindIn(SystemClasses)
        : [.. System.IO.Ports.SerialPort.GetPortNames().Distinct().Order(StringComparer.Ordinal).Select(p => new UsbSerialPort(p, null, null, "USB"))];

    /// <summary>The serial ports by a folder like the kernel's <c>/sys/class/tty</c>.</summary>
    public static IReadOnlyList<UsbSerialPort> FindIn(string classFolder)
    {
        if (!Directory.Exists(classFolder))
        {
            return [];
        }

        var ports = new List<UsbSerialPort>();
        foreach (string folder in Directory.EnumerateDirectories(classFolder).Order(StringComparer.Ordinal))
        {
            if (UsbIds(folder) is { } ids)
            {
                ports.Add(new UsbSerialPort("/dev/" + Path.GetFileName(folder), ids.Vendor, ids.Product, Adapters.GetValueOrDefault(ids)));
            }
        }

        return ports;
    }

    /// <summary>USB chips of boards for which the system has made no serial port: their driver is missing.</summary>
    public static IReadOnlyList<string> WithoutDriver() => OperatingSystem.IsLinux() ? WithoutDriverIn(SystemDevices) : UsbDeviceList.WithoutDriver();

    /// <summary>What a USB chip is called; null when no board carries it.</summary>
    internal static string? AdapterOf(int vendor, int product) => Adapters.GetValueOrDefault((vendor, product));

    /// <summary>The same by a folder like the kernel's <c>/sys/bus/usb/devices</c>.</summary>
    public static IReadOnlyList<string> WithoutDriverIn(string devices)
    {
        if (!Directory.Exists(devices))
        {
            return [];
        }

        var found = new List<string>();
        foreach (string device in Directory.EnumerateDirectories(devices).Order(StringComparer.Ordinal))
        {
            if (Ids(device) is { } ids && Adapters.TryGetValue(ids, out string? adapter) && !HasSerialPort(device))
            {
                found.Add(adapter);
            }
        }

        return found;
    }

    /// <summary>A port stands in an interface's folder, at once or in a folder "tty".</summary>
    private static bool HasSerialPort(string device) => Directory.EnumerateDirectories(device, "*:*")
        .Any(i => Directory.EnumerateDirectories(i, "tty*").Any());

    private static (int Vendor, int Product)? Ids(string folder) =>
        Number(Path.Combine(folder, "idVendor")) is { } vendor && Number(Path.Combine(folder, "idProduct")) is { } product ? (vendor, product) : null;

    private static (int Vendor, int Product)? UsbIds(string folder)
    {
        string device = Path.Combine(folder, "device");
        if (!Directory.Exists(device))
        {
            return null;
        }

        string? at = new DirectoryInfo(device).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? device;
        for (int level = 0; level < MaxLevels && at is not null; level++)
        {
            if (Ids(at) is { } ids)
            {
                return ids;
            }

            at = Path.GetDirectoryName(at);
        }

        return null;
    }

    private static int? Number(string path) =>
        File.Exists(path) && int.TryParse(File.ReadAllText(path).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int number) ? number : null;
}
