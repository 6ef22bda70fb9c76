using System;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Relay;
using LoRaNode.Core.Trust;
using LoRaNode.Node.Log;
using LoRaNode.Node.Texts;

namespace LoRaNode.Node.Network;

/// <content>What follows when a signature was checked: resolve, keep, show; for items from the air, from the link and from the medium.</content>
public sealed partial class NodeNetwork
{
    private void Conclude(long nowMs)
    {
        AlertVerifier verifier = _trust.Verifier;
        VerificationJob job = verifier.Resolved;
        bool accepted = verifier.ResolvedVerdict == TrustVerdict.Accept;
        if (!accepted)
        {
            _log.Write(LogCode.AlertRefused, job.Origin, (int)verifier.Reason, nowMs);
        }

        if (job.Handle == FrameKeeper.Handle)
        {
            ConcludeRestored(job, accepted, nowMs);
            return;
        }

        if (job.Handle == LocalSubmission.Handle)
        {
            ConcludeLocal(job, accepted, nowMs);
            return;
        }

        long expiresAtMs = nowMs + verifier.LifetimeMs;
        if (accepted)
        {
            Keep(job.Handle, expiresAtMs, nowMs);
        }

        bool isHeld = _keeper.TryCopy(job.Handle);
        _engine.Resolve(job.Handle, accepted ? FrameVerdict.Accept : FrameVerdict.Refuse, nowMs);
        if (accepted && isHeld && job.Type == FrameType.Alert)
        {
            byte[] frame = _keeper.Frame;
            FirstHeard.Note(FrameHeader.Transmitter(frame));
            ShowAlert(job, FrameHeader.Counter(frame), FrameHeader.Transmitter(frame), (byte)FrameHeader.HopsLeft(frame), expiresAtMs, nowMs);
        }
    }

    private void ConcludeLocal(VerificationJob job, bool accepted, long nowMs)
    {
        if (!accepted)
        {
            _submission.Refuse((byte)_trust.Verifier.Reason);
            return;
        }

        long lifetimeMs = _trust.Verifier.LifetimeMs;
        int handle = _engine.Originate(job.Type, job.Payload, job.Length, true, lifetimeMs, nowMs);
        if (handle < 0)
        {
            _log.Write(LogCode.StorageFailed, 1, 0, nowMs);
            _submission.Refuse((byte)TrustReason.NoRoom);
            return;
        }

        uint counter = _counters.LastItem;
        Keep(handle, nowMs + lifetimeMs, nowMs);
        _submission.End(counter);
        if (job.Type != FrameType.Alert)
        {
            return;
        }

        _log.Write(LogCode.AlertSent, (int)counter, job.Length, nowMs);
        ShowAlert(job, counter, _identity.Address, FrameHeader.MaxHops, nowMs + lifetimeMs, nowMs);
    }

    private void Keep(int handle, long expiresAtMs, long nowMs)
    {
        if (!_keeper.Keep(handle, expiresAtMs, nowMs))
        {
            _log.Write(LogCode.StorageFailed, ArchiveRefused, 0, nowMs);
        }
    }

    /// <summary>Gives one stored frame back to the engine; a message is shown, an alert queues for its signature.</summary>
    private void RestoreNext(long nowMs)
    {
        if (!_keeper.Next(nowMs))
        {
            return;
        }

        FrameType type = _keeper.Type;
        if (type == FrameType.Trust || Board.Holds(type, _keeper.Origin, _keeper.Counter) || !_keeper.TryReadItem(type, _keeper.Origin, _keeper.Counter))
        {
            return;
        }

        if (type != FrameType.Alert)
        {
            if (_message.TryRead(_keeper.Payload, _keeper.PayloadLength))
            {
                Show(type, _keeper.Origin, _keeper.Counter, 0, _keeper.ExpiresAtMs, nowMs);
                Tell(type, _keeper.Origin, _keeper.Counter, _keeper.Payload, _keeper.PayloadLength, _keeper.Origin, 0, _keeper.ExpiresAtMs, nowMs);
            }
        }
        else if (_trust.Verifier.JudgeRestored(FrameKeeper.Handle, _keeper.Origin, _keeper.Payload, _keeper.PayloadLength, nowMs) == TrustVerdict.Refuse)
        {
            _keeper.Drop();
        }
    }

    private void ConcludeRestored(VerificationJob job, bool accepted, long nowMs)
    {
        if (!accepted)
        {
            _keeper.Drop();
            return;
        }

        ShowAlert(job, _keeper.Counter, job.Origin, 0, nowMs + _trust.Verifier.LifetimeMs, nowMs);
    }

    private void ShowAlert(VerificationJob job, uint counter, ushort heardFrom, byte hopsLeft, long expiresAtMs, long nowMs)
    {
        // Made when an alert comes: for good it would take 216 bytes of the heap.
        AlertPayload alert = new AlertPayload();
        if (!alert.TryRead(job.Payload, job.Length))
        {
            return;
        }

        uint thread = TextBoard.ThreadOf(alert.Issuer, AlertIndex.ThreadOf(alert));
        if (alert.Distance > 0)
        {
            RemoveThread(thread);
        }

        _log.Write(LogCode.AlertShown, job.Origin, (int)counter, nowMs);
        Show(FrameType.Alert, job.Origin, counter, thread, expiresAtMs, nowMs);
        Tell(FrameType.Alert, job.Origin, counter, job.Payload, job.Length, heardFrom, hopsLeft, expiresAtMs, nowMs);
    }

    /// <summary>What an alert replaces is neither shown nor offered to anybody any more.</summary>
    private void RemoveThread(uint thread)
    {
        while (Board.TryFindThread(thread, out ushort origin, out uint counter))
        {
            _engine.Withdraw(FrameType.Alert, origin, counter);
            if (!_archive.Remove(FrameType.Alert, origin, counter))
            {
                Board.Remove(FrameType.Alert, origin, counter);
            }
        }
    }

    private void Show(FrameType type, ushort origin, uint counter, uint thread, long expiresAtMs, long nowMs)
    {
        uint nowS = _trust.Time.Seconds(nowMs);
        Board.Add(type, origin, counter, thread, nowS + (uint)((expiresAtMs - nowMs) / 1000), nowS);
    }

    /// <summary>Tells the observer of a text, who may keep it; on a board there is none.</summary>
    private void Tell(FrameType type, ushort origin, uint counter, byte[] payload, int length, ushort heardFrom, byte hopsLeft, long expiresAtMs, long nowMs)
    {
        if (Observer == null)
        {
            return;
        }

        ShownText text = new ShownText();
        Fill(text, type, origin, counter, heardFrom, hopsLeft, nowMs, expiresAtMs);
        text.Payload = new byte[length];
        Array.Copy(payload, 0, text.Payload, 0, length);
        if (TryFindText(text, length))
        {
            Observer.OnShown(text, nowMs);
        }
    }
}
