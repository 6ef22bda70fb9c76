using System.Text;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Relay;
using LoRaNode.Node.Link;

namespace LoRaNode.Simulator.Attacks;

/// <content>Recorded frames sent again: where they were recorded, after a power cut, and where their senders were never heard.</content>
public sealed partial class AttackSuite
{
    private const int ReplayPauseMs = 50;

    /// <summary>A recorded hour sent again after every node lost power.</summary>
    private AttackResult Replay()
    {
        using var first = new AttackCity(_nodes, _seed);
        RunAnHour(first, 60);
        int heard = first.Shown.Count;
        SentFrame[] recorded = [.. first.Sent];
        HashSet<(FrameType, ushort, uint)> old = [.. recorded.Where(r => r.Type != FrameType.Beacon).Select(r => (r.Type, r.Origin, r.Counter))];

        // One copy of each is enough, as the attacker received it: a second one would be refused as a duplicate of the first.
        byte[][] all = [.. Once(recorded)];
        byte[][] frames = [.. all.Where(f => FrameHeader.Type(f) != FrameType.Beacon)];
        byte[][] local = [.. all.Where(f => FrameHeader.Type(f) == FrameType.Beacon)];

        // What the nodes show again and repair among themselves after the power cut is theirs to show; it is counted without the attacker
        // first, on copies of the same flash.
        using var quiet = new AttackCity(first, _seed, copiesOfFlash: true);
        (int ownShown, int ownHeld) = AfterPowerCut(quiet, [], frames, old);
        using var second = new AttackCity(first, _seed);
        (int shown, int held) = AfterPowerCut(second, frames, frames, old);

        int before = second.Shown.Count;
        int caused = Caused(quiet, second, local);
        shown += second.Shown.Count - before - ownShown;
        second.SendMessage(0, "after the power cut");
        second.Run(DeliverMs, _cancellation);
        int control = second.NodesShowing(Encoding.UTF8.GetBytes("after the power cut"));
        int bound = MostCaused(local);
        return Result(
            "replay",
            shown == 0 && heard > 0 && control > 1 && held - ownHeld <= frames.Length && caused <= bound,
            ("textsShownInTheHour", heard),
            ("framesReplayed", all.Length),
            ("accepted", shown),
            ("heldFramesRepeated", Math.Max(0, held - ownHeld)),
            ("beaconsReplayed", local.Length),
            ("transmissionsCaused", caused),
            ("mostTransmissionsCaused", bound),
            ("nodesThatShowAFreshOne", control));
    }

    /// <summary>
    /// The frames that neighbours told each other in an hour, sent again in another district after a power cut there: nobody there ever heard
    /// their senders, and every node holds an hour of its own that the recorded frames do not list.
    /// </summary>
    private AttackResult Strangers()
    {
        using var recordedCity = new AttackCity(_nodes, _seed);
        RunAnHour(recordedCity, 60);
        byte[][] local = [.. Once(recordedCity.Sent).Where(f => FrameHeader.Type(f) == FrameType.Beacon)];
        using var before = new AttackCity(_nodes, _seed + 1, recordedCity.Community);
        RunAnHour(before, 60);
        using var quiet = new AttackCity(before, _seed + 1, copiesOfFlash: true);
        quiet.Run(SettleMs, _cancellation);
        using var attacked = new AttackCity(before, _seed + 1);
        attacked.Run(SettleMs, _cancellation);
        int caused = Caused(quiet, attacked, local);
        int bound = MostCaused(local);
        attacked.SendMessage(0, "fresh");
        attacked.Run(DeliverMs, _cancellation);
        int control = attacked.NodesShowing(Encoding.UTF8.GetBytes("fresh"));
        return Result(
            "strangers",
            local.Length > 0 && caused <= bound && control > 1,
            ("beaconsReplayed", local.Length),
            ("transmissionsCaused", caused),
            ("mostTransmissionsCaused", bound),
            ("nodesThatShowAFreshOne", control));
    }

    /// <summary>Traffic as on a busy day: a message every five minutes, an alert every fifteen.</summary>
    private void RunAnHour(AttackCity city, int minutes)
    {
        city.Run(SettleMs, _cancellation);
        for (int minute = 0; minute < minutes; minute += 5)
        {
            int node = minute / 5 % _nodes;
            if (minute % 15 == 0)
            {
                city.Submit(node, LinkOperation.SendAlert, city.Community.SignAlert(Encoding.UTF8.GetBytes(FormattableString.Invariant($"alert {minute}"))));
            }

            city.SendMessage(node, FormattableString.Invariant($"message {minute}"));
            city.Run(300_000, _cancellation);
        }
    }

    private static IEnumerable<byte[]> Once(IEnumerable<SentFrame> recorded) => recorded.DistinctBy(r => (r.Type, r.Origin, r.Counter)).Select(r => r.Bytes);

    /// <summary>Counts old frames shown and sent in the time that the replay takes, with or without it.</summary>
    private (int Shown, int Sent) AfterPowerCut(AttackCity city, byte[][] replayed, byte[][] pace, HashSet<(FrameType, ushort, uint)> old)
    {
        city.Run(SettleMs, _cancellation);
        int sentBefore = city.Sent.Count;
        if (replayed.Length > 0)
        {
            city.AttackInTurn(replayed, ReplayPauseMs, _cancellation);
        }
        else
        {
            city.Run(DurationMs(pace), _cancellation);
        }

        city.Run(DeliverMs, _cancellation);
        return (
            city.Shown.Count(s => old.Contains((s.Text.Type, s.Text.Origin, s.Text.Counter))),
            city.Sent.Skip(sentBefore).Count(s => old.Contains((s.Type, s.Origin, s.Counter))));
    }

    /// <summary>What all nodes sent while frames were replayed, over what the same nodes sent in the same time without.</summary>
    private int Caused(AttackCity quiet, AttackCity attacked, byte[][] replayed)
    {
        int quietBefore = quiet.Sent.Count;
        quiet.Run(DurationMs(replayed) + DeliverMs, _cancellation);
        int attackedBefore = attacked.Sent.Count;
        attacked.AttackInTurn(replayed, ReplayPauseMs, _cancellation);
        attacked.Run(DeliverMs, _cancellation);
        return Math.Max(0, attacked.Sent.Count - attackedBefore - (quiet.Sent.Count - quietBefore));
    }

    /// <summary>What strangers may cause in that time at the most: the allowance of every node.</summary>
    private int MostCaused(byte[][] replayed) =>
        _nodes * (StrangerAllowance.Burst + (int)((DurationMs(replayed) + DeliverMs) / StrangerAllowance.RefillMs) + 1);

    private static long DurationMs(byte[][] frames) => (long)frames.Sum(AttackCity.AirtimeMs) + (ReplayPauseMs * frames.Length);
}
