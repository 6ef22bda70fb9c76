using LoRaNode.Host.Ports;

namespace LoRaNode.Host.Tests.Ports;

/// <summary>Finding boards among serial ports, over a copy of what the Linux kernel shows.</summary>
public sealed class UsbSerialPortsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("loranode-usb-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Boards_are_told_from_modems_and_built_in_ports_by_their_usb_ids()
    {
        AddUsb("ttyUSB0", "10c4", "ea60");
        AddUsb("ttyUSB1", "1a86", "7523");
        AddUsb("ttyACM0", "12d1", "1506");
        Directory.CreateDirectory(Path.Combine(_root, "class", "ttyS0"));

        IReadOnlyList<UsbSerialPort> ports = UsbSerialPorts.FindIn(Path.Combine(_root, "class"));

        Assert.Equal(["/dev/ttyACM0", "/dev/ttyUSB0", "/dev/ttyUSB1"], ports.Select(p => p.Path));
        Assert.Equal([null, "CP210x", "CH340"], ports.Select(p => p.Adapter));
    }

    [Fact]
    public void A_system_without_such_a_folder_has_no_ports() => Assert.Empty(UsbSerialPorts.FindIn(Path.Combine(_root, "absent")));

    [Fact]
    public void A_chip_of_a_board_for_which_there_is_no_port_lacks_its_driver()
    {
        AddUsb("ttyUSB0", "10c4", "ea60");
        string lacking = Directory.CreateDirectory(Path.Combine(_root, "devices", "1-2")).FullName;
        File.WriteAllText(Path.Combine(lacking, "idVendor"), "1a86\n");
        File.WriteAllText(Path.Combine(lacking, "idProduct"), "55d4\n");
        Directory.CreateDirectory(Path.Combine(lacking, "1-2:1.0"));

        Assert.Equal(["CH9102"], UsbSerialPorts.WithoutDriverIn(Path.Combine(_root, "devices")));
        Assert.Empty(UsbSerialPorts.WithoutDriverIn(Path.Combine(_root, "absent")));
    }

    [Theory]
    [InlineData("""[{"PNPDeviceID":"USB\\VID_10C4&PID_EA60\\0001","ConfigManagerErrorCode":28},{"PNPDeviceID":"USB\\VID_1A86&PID_7523\\5&1","ConfigManagerErrorCode":0}]""", "CP210x")]
    [InlineData("""{"PNPDeviceID":"USB\\VID_1A86&PID_55D4&MI_00\\6&2","ConfigManagerErrorCode":28}""", "CH9102")]
    [InlineData("""[{"PNPDeviceID":"USB\\VID_046D&PID_C52B\\6&2","ConfigManagerErrorCode":28}]""")]
    [InlineData("""[{"PNPDeviceID":7,"ConfigManagerErrorCode":"28"},null,[]]""")]
    [InlineData("")]
    [InlineData("Get-CimInstance : Access denied")]
    public void Windows_tells_which_chip_has_no_driver(string answer, params string[] lacking) =>
        Assert.Equal(lacking, UsbDeviceList.WithoutDriverInWindows(answer));

    [Fact]
    public void A_mac_with_more_chips_than_ports_lacks_a_driver()
    {
        const string Report =
            """
            {"SPUSBDataType":[{"_name":"USB31Bus","_items":[{"_name":"Hub","vendor_id":"0x05e3  (Genesys Logic, Inc.)","product_id":"0x0610","_items":[
              {"_name":"CP2102","vendor_id":"0x10c4  (Silicon Laboratories, Inc.)","product_id":"0xea60"}]},
              {"_name":"Keyboard","vendor_id":"apple_vendor_id","product_id":"0x0340"}]}]}
            """;

        Assert.Equal(["CP210x"], UsbDeviceList.WithoutDriverOnMac(Report, ["/dev/cu.Bluetooth-Incoming-Port"]));
        Assert.Empty(UsbDeviceList.WithoutDriverOnMac(Report, ["/dev/cu.SLAB_USBtoUART"]));
        Assert.Empty(UsbDeviceList.WithoutDriverOnMac("not json", []));
    }

    /// <summary>As the kernel lays it out: the class's entry points into the tree of devices, ids stand at the USB device above.</summary>
    private void AddUsb(string name, string vendor, string product)
    {
        string device = Directory.CreateDirectory(Path.Combine(_root, "devices", name)).FullName;
        File.WriteAllText(Path.Combine(device, "idVendor"), vendor + "\n");
        File.WriteAllText(Path.Combine(device, "idProduct"), product + "\n");
        string port = Directory.CreateDirectory(Path.Combine(device, "1-1:1.0", name)).FullName;
        string entry = Directory.CreateDirectory(Path.Combine(_root, "class", name)).FullName;
        Directory.CreateSymbolicLink(Path.Combine(entry, "device"), port);
    }
}
