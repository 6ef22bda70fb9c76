using LoRaNode.VirtualRadio.Chip;

namespace LoRaNode.VirtualRadio.Tests;

/// <summary>The register table of the datasheet (rev. 7, table 41 and section 6), written down a second time.</summary>
public class RegisterTests
{
    // Address, value after reset, bits that a write changes; LoRa page.
    private static readonly (byte Address, byte Reset, byte Writable)[] LoRaPage =
    [
        (0x0D, 0x00, 0xFF), (0x0E, 0x80, 0xFF), (0x0F, 0x00, 0xFF), (0x10, 0x00, 0x00), (0x11, 0x00, 0xFF), (0x12, 0x00, 0x00),
        (0x13, 0x00, 0x00), (0x14, 0x00, 0x00), (0x15, 0x00, 0x00), (0x16, 0x00, 0x00), (0x17, 0x00, 0x00), (0x18, 0x10, 0x00),
        (0x19, 0x00, 0x00), (0x1A, 0x00, 0x00), (0x1B, 0x00, 0x00), (0x1C, 0x00, 0x00), (0x1D, 0x72, 0xFF), (0x1E, 0x70, 0xFF),
        (0x1F, 0x64, 0xFF), (0x20, 0x00, 0xFF), (0x21, 0x08, 0xFF), (0x22, 0x01, 0xFF), (0x23, 0xFF, 0xFF), (0x24, 0x00, 0xFF),
        (0x25, 0x00, 0x00), (0x26, 0x00, 0x0F), (0x27, 0x00, 0xFF), (0x28, 0x00, 0x00), (0x29, 0x00, 0x00), (0x2A, 0x00, 0x00),
        (0x2C, 0x00, 0x00), (0x2F, 0x45, 0xFF), (0x30, 0x55, 0xFF), (0x31, 0xC3, 0xFF), (0x33, 0x27, 0xFF), (0x36, 0x03, 0xFF),
        (0x37, 0x0A, 0xFF), (0x39, 0x12, 0xFF), (0x3A, 0x20, 0xFF), (0x3B, 0x1D, 0xFF),
    ];

    private static readonly (byte Address, byte Reset, byte Writable)[] CommonPage =
    [
        (0x02, 0x1A, 0xFF), (0x03, 0x0B, 0xFF), (0x04, 0x00, 0x3F), (0x05, 0x52, 0xFF), (0x06, 0x6C, 0xFF), (0x07, 0x80, 0xFF),
        (0x08, 0x00, 0xFF), (0x09, 0x4F, 0xFF), (0x0A, 0x09, 0x7F), (0x0B, 0x2B, 0x3F), (0x0C, 0x20, 0xFF), (0x40, 0x00, 0xFF),
        (0x41, 0x00, 0xFF), (0x42, 0x12, 0x00), (0x44, 0x2D, 0xFF), (0x4B, 0x09, 0xFF), (0x4D, 0x84, 0xFF), (0x5B, 0x00, 0xFF),
        (0x5D, 0x00, 0x0F), (0x61, 0x13, 0xFF), (0x62, 0x0E, 0xFF), (0x63, 0x5B, 0xFF), (0x64, 0xDB, 0xFF), (0x70, 0xD0, 0xFF),
    ];

    private static readonly (byte Address, byte Reset, byte Writable)[] FskPage =
    [
        (0x0D, 0x08, 0xFF), (0x0E, 0x02, 0xFF), (0x0F, 0x0A, 0xFF), (0x10, 0xFF, 0xFF), (0x12, 0x15, 0xFF), (0x13, 0x0B, 0xFF),
        (0x14, 0x28, 0xFF), (0x15, 0x0C, 0xFF), (0x16, 0x12, 0xFF), (0x17, 0x47, 0xFF), (0x18, 0x32, 0xFF), (0x19, 0x3E, 0xFF),
        (0x1A, 0x00, 0x01), (0x1B, 0x00, 0xFF), (0x1C, 0x00, 0xFF), (0x1D, 0x00, 0xFF), (0x1E, 0x00, 0xFF), (0x1F, 0x40, 0xFF),
        (0x20, 0x00, 0xFF), (0x21, 0x00, 0xFF), (0x22, 0x00, 0xFF), (0x23, 0x00, 0xFF), (0x24, 0x05, 0x07), (0x25, 0x00, 0xFF),
        (0x26, 0x03, 0xFF), (0x27, 0x93, 0xFF), (0x28, 0x55, 0xFF), (0x29, 0x55, 0xFF), (0x2A, 0x55, 0xFF), (0x2B, 0x55, 0xFF),
        (0x2C, 0x55, 0xFF), (0x2D, 0x55, 0xFF), (0x2E, 0x55, 0xFF), (0x2F, 0x55, 0xFF), (0x30, 0x90, 0xFF), (0x31, 0x40, 0xFF),
        (0x32, 0x40, 0xFF), (0x33, 0x00, 0xFF), (0x34, 0x00, 0xFF), (0x35, 0x0F, 0xFF), (0x36, 0x00, 0xFF), (0x37, 0x00, 0xFF),
        (0x38, 0x00, 0xFF), (0x39, 0xF5, 0xFF), (0x3A, 0x20, 0xFF), (0x3D, 0x02, 0x0F),
    ];

    public static TheoryData<string, byte, byte, byte> Registers()
    {
        var data = new TheoryData<string, byte, byte, byte>();
        foreach (var (address, reset, writable) in CommonPage)
        {
            data.Add("common", address, reset, writable);
        }

        foreach (var (address, reset, writable) in LoRaPage)
        {
            data.Add("LoRa", address, reset, writable);
        }

        foreach (var (address, reset, writable) in FskPage)
        {
            data.Add("FSK", address, reset, writable);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Registers))]
    public void A_register_has_its_reset_value_and_access_rights(string page, byte address, byte reset, byte writable)
    {
        var probe = new Bench(1).A;
        if (page == "LoRa")
        {
            probe.Write(Register.OpMode, 0x80);
            probe.Write(Register.OpMode, 0x81);
        }

        Assert.Equal(reset, probe.Read(address));
        foreach (byte value in (byte[])[0xFF, 0x00, 0xA5, 0x5A])
        {
            probe.Remarks.Clear();
            byte before = probe.Read(address);
            probe.Write(address, value);
            Assert.Equal((before & ~writable) | (value & writable), probe.Read(address));
            bool isFlags = page == "LoRa" && address == Register.IrqFlags;
            Assert.Equal(writable == 0 && !isFlags, probe.Remarks.Exists(r => r.Kind == ChipRemarkKind.ReadOnlyWrite && r.Address == address));
        }
    }

    [Fact]
    public void OpMode_reads_0x09_after_reset_FSK_standby_low_frequency_page()
    {
        var probe = new Bench(1).A;

        Assert.Equal(0x09, probe.Read(Register.OpMode));
        Assert.Equal(DeviceMode.Standby, probe.Chip.Mode);
    }

    [Fact]
    public void The_flag_registers_of_FSK_say_ready_and_empty_after_reset()
    {
        var probe = new Bench(1).A;

        Assert.Equal([0x80, 0x40], probe.ReadBurst(Register.FskIrqFlags1, 2));
    }

    [Fact]
    public void The_two_pages_do_not_share_registers()
    {
        var probe = new Bench(1).A;
        probe.Write(Register.OpMode, 0x00);
        probe.Write(0x0E, 0x11);
        probe.Write(Register.OpMode, 0x80);
        Assert.Equal(0x80, probe.Read(0x0E));
        probe.Write(0x0E, 0x22);
        probe.Write(Register.OpMode, 0x00);
        Assert.Equal(0x11, probe.Read(0x0E));
        probe.Write(Register.OpMode, 0x80);
        Assert.Equal(0x22, probe.Read(0x0E));
    }

    [Fact]
    public void AccessSharedReg_shows_the_FSK_page_in_LoRa_mode()
    {
        var probe = new Bench(1).A.StartLoRa();
        probe.Write(Register.OpMode, 0xC1);
        Assert.Equal(0x82, probe.Read(Register.FskImageCal));
        probe.Write(Register.OpMode, 0x81);
        Assert.Equal(0x1D, probe.Read(Register.InvertIq2));
        Assert.True(probe.Chip.IsLoRa);
    }

    [Fact]
    public void A_burst_counts_the_address_up_and_a_reset_undoes_it_all()
    {
        var bench = new Bench(1);
        var probe = bench.A;
        probe.Write(Register.FrfMsb, 0xD9, 0x61, 0x99, 0xFF);
        Assert.Equal([0xD9, 0x61, 0x99, 0xFF], probe.ReadBurst(Register.FrfMsb, 4));

        probe.Chip.SetReset(true);
        bench.RunUs(100);
        probe.Chip.SetReset(false);
        bench.RunMs(5);

        Assert.Equal([0x6C, 0x80, 0x00, 0x4F], probe.ReadBurst(Register.FrfMsb, 4));
        Assert.DoesNotContain(probe.Remarks, r => r.Kind == ChipRemarkKind.ShortReset);
    }

    [Fact]
    public void In_reset_and_for_5_ms_after_it_the_chip_answers_zeros_and_says_so()
    {
        var bench = new Bench(1);
        bench.A.Chip.SetReset(true);
        bench.RunUs(50);
        Assert.Equal(0, bench.A.Read(Register.Version));
        bench.A.Chip.SetReset(false);
        bench.RunUs(4_999);
        Assert.Equal(0, bench.A.Read(Register.Version));
        bench.RunUs(1);
        Assert.Equal(0x12, bench.A.Read(Register.Version));
        Assert.Equal(2, bench.A.Remarks.Count(r => r.Kind == ChipRemarkKind.NotReady));
        Assert.Contains(bench.A.Remarks, r => r.Kind == ChipRemarkKind.ShortReset);
    }

    [Fact]
    public void A_transfer_allocates_nothing()
    {
        var chip = new Bench(1).A.StartLoRa().Chip;
        byte[] write = new byte[256];
        byte[] read = new byte[256];
        write[0] = 0x80;
        chip.Transfer(write, read);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            chip.Transfer(write, read);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
