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
        var page = new Core.Journal.JournalPage();
        var count = HeapCensus.Of([page, page]);
        var journal = count.Modules.Single(module => module.Name == "Core.Journal");
        var fields = typeof(Core.Journal.JournalPage).GetFields(
            System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic).Length;
        Assert.Equal(DeviceSizes.OfObject(fields) + DeviceSizes.OfArray(typeof(byte), 500), journal.Bytes);
        Assert.Equal(2, journal.Objects);
    }

    [Fact]
    public void Storage_display_and_power_keep_to_their_share_of_the_heap()
    {
        // Their sizes are fixed at the start, so that few neighbours show what many take; the benchmark "heap" runs 64 of them.
        var count = HeapScenario.Run(4, 60, 60_000, null);
        Below(count, "Core.Journal", 10_500);
        Below(count, "Node.Storage", 5_000);
        Below(count, "Node.Display", 8_000);
        Below(count, "Node.Power", 1_000);
        Assert.Equal(count.Bytes, count.Fields.Sum(field => field.Bytes));
    }

    private static void Below(HeapCount count, string module, int bytes)
    {
        var found = count.Modules.Single(m => m.Name == module);
        Assert.True(found.Bytes < bytes, $"{module} takes {found.Bytes} bytes");
    }
}
