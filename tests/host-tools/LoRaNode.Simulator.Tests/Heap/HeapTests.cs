using LoRaNode.Simulator.Heap;

namespace LoRaNode.Simulator.Tests.Heap;

/// <summary>The estimate of the device's heap.</summary>
public class HeapTests
{
    [Fact]
    public void Sizes_are_those_of_the_interpreter()
    {
        // One block and one for each field; header of 20 bytes and elements, in whole blocks.
        Assert.Equal(12, DeviceSizes.OfObject(0));
        Assert.Equal(72, DeviceSizes.OfObject(5));
        Assert.Equal(24, DeviceSizes.OfArray(typeof(byte), 4));
        Assert.Equal(36, DeviceSizes.OfArray(typeof(byte), 5));
        Assert.Equal(1044, DeviceSizes.OfArray(typeof(byte), 1024));
        Assert.Equal(144, DeviceSizes.OfArray(typeof(object), 10));
        Assert.Equal(60, DeviceSizes.OfArray(typeof(DayOfWeek), 10));
        Assert.Equal(24, DeviceSizes.OfString("қала"));
    }

    [Fact]
    public void Each_object_is_counted_once_and_belongs_to_the_module_that_holds_it()
    {
        var page = new Core.Journal.JournalPage(new byte[500]);
        var count = HeapCensus.Of([page, page]);
        var journal = count.Modules.Single(module => module.Name == "Core.Journal");
        var fields = typeof(Core.Journal.JournalPage).GetFields(
            System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic).Length;
        Assert.Equal(DeviceSizes.OfObject(fields) + DeviceSizes.OfArray(typeof(byte), 500), journal.Bytes);
        Assert.Equal(2, journal.Objects);
    }

    /// <summary>
    /// What a module may take, in bytes: a twentieth more than it does, at most. Sizes are fixed at the start, so that few neighbours show what many
    /// take; the benchmark "heap" runs 64 of them. A module that outgrows its share takes it from another's here, in sight of whoever reviews it.
    /// </summary>
    private static readonly (string Module, int Bytes)[] Shares =
    [
        ("Core.Relay", 19_300),
        ("Core.Security", 12_800),
        ("tables and static fields", 12_500),
        ("Core.Trust", 7_750),
        ("Node.Storage", 5_100),
        ("Node.Texts", 4_450),
        ("Core.Text", 4_850),
        ("Core.Journal", 3_200),
        ("Node.Display", 2_850),
        ("Sx127x", 1_710),
        ("Node.Link", 1_610),
        ("Node.Network", 1_390),
        ("Node.EventLoop", 590),
        ("Node.Power", 440),
    ];

    /// <summary>What all of them may take together, a kilobyte below the 80 that a node has: no module can use its whole twentieth.</summary>
    private const int AllBytes = 79 * 1024;

    [Fact]
    public void A_node_and_each_of_its_modules_keep_to_their_share_of_the_heap()
    {
        var count = HeapScenario.Run(4, 60, 60_000, null);
        Assert.All(Shares, share => Below(count, share.Module, share.Bytes));
        Assert.True(count.Bytes <= AllBytes, $"a node takes {count.Bytes} bytes");
        Assert.Equal(count.Bytes, count.Fields.Sum(field => field.Bytes));
    }

    private static void Below(HeapCount count, string module, int bytes)
    {
        var found = count.Modules.Single(m => m.Name == module);
        Assert.True(found.Bytes < bytes, $"{module} takes {found.Bytes} bytes");
    }
}
