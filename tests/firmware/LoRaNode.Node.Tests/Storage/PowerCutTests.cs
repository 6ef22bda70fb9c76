using LoRaNode.Simulator.Flash;

namespace LoRaNode.Node.Tests.Storage;

/// <summary>The power fails at every write of a busy hour, before it and in the middle of it.</summary>
public class PowerCutTests
{
    [Fact]
    public void A_power_cut_at_any_flash_operation_of_a_busy_hour_loses_nothing_but_the_write_in_progress()
    {
        var flash = new NorFlash();
        var hour = new BusyHour(new FlashVolume(flash), 1);

        // The log has wrapped, so that its oldest segments go during the hour.
        hour.FillLog(2600);
        var random = new Random(2);
        var cuts = 0;
        flash.Observer = operation =>
        {
            var before = flash.Clone();
            var torn = flash.Clone();
            torn.Tear(operation, random.Next(operation.IsErase ? NorFlash.SectorBytes : operation.Content.Length), random);
            hour.VerifyAfterCut(new FlashVolume(before));
            hour.VerifyAfterCut(new FlashVolume(torn));
            cuts += 2;
        };
        hour.Run(3600, 1);
        TestContext.Current.TestOutputHelper?.WriteLine($"{cuts} cuts");
        Assert.True(cuts > 3000, $"only {cuts} cuts: the hour was not busy");
    }

    [Fact]
    public void A_write_that_stops_at_any_byte_on_a_medium_without_promises_loses_nothing_but_itself()
    {
        var volume = new MemoryVolume();
        var hour = new BusyHour(volume, 3);
        hour.FillLog(2600);
        var cuts = 0;
        volume.Observer = (name, stays, added) =>
        {
            if (added is null)
            {
                hour.VerifyAfterCut(volume.CloneWith(name, null));
                cuts++;
                return;
            }

            // Every byte of short writes; of long ones the headers, the ends and every seventh byte.
            for (var done = 0; done <= added.Length; done += done < 32 || done > added.Length - 16 ? 1 : 7)
            {
                hour.VerifyAfterCut(volume.CloneWith(name, [.. stays, .. added[..done]]));

                // Some file systems have lengthened the file before its bytes arrive.
                hour.VerifyAfterCut(volume.CloneWith(name, [.. stays, .. added[..done], .. new byte[added.Length - done]]));
                cuts += 2;
            }

            hour.VerifyAfterCut(volume.CloneWith(name, stays.Length == 0 ? null : stays));
        };
        hour.Run(600, 1);
        Assert.True(cuts > 10_000, $"only {cuts} cuts: the time was not busy");
    }
}
