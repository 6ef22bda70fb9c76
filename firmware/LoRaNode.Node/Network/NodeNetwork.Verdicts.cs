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
    /// <summary>How far what follows a verdict has come: each step is a pass of its own, since each may write.</summary>
    private enum Conclusion : byte
    {
        /// <summary>Nothing follows, or everything is done.</summary>
        None,

        /// <summary>The verdict has come.</summary>
        Judged,

        /// <summary>An item of this node got its number and place: it is to be kept.</summary>
        Numbered,

        /// <summary>An item from the air is on the medium: the engine may go on with it, and it is not taken a second time.</summary>
        Kept,

        /// <summary>An alert is to be shown, when those that it replaces are gone.</summary>
        Showing,
    }

    /// <summary>Does a slice of a signature. A verdict is noted: whatever comes meanwhile has one of its own.</summary>
    private void Verify(long nowMs)
    {
        AlertVerifier verifier = _trust.Verifier;
        WorkUnits += UnitsPerPass;
        if (!verifier.Step(UnitsPerPass, nowMs))
        {
            return;
        }

        _conclusion = Conclusion.Judged;
        _concludedExpiresMs = nowMs + verifier.LifetimeMs;
        _concludedReason = (byte)verifier.Reason;
        if (verifier.ResolvedVerdict != TrustVerdict.Accept)
        {
            _log.Write(LogCode.AlertRefused, verifier.Resolved.Origin, _concludedReason, nowMs);
        }
    }

    /// <summary>Does the next step of what follows a verdict.</summary>
    private void Conclude(long nowMs)
    {
        AlertVerifier verifier = _trust.Verifier;
        VerificationJob job = verifier.Resolved;
        if (_conclusion == Conclusion.Showing)
        {
            _conclusion = RemoveNext() ? Conclusion.Showing : Conclusion.None;
            if (_conclusion == Conclusion.None)
            {
                ShowAlert(job, nowMs);
            }

            return;
        }

        if (_conclusion == Conclusion.Numbered)
        {
            Keep(_concludedHandle, _concludedExpiresMs, nowMs);
            _submission.End(_concludedCounter);
            if (job.Type == FrameType.Alert)
            {
                _log.Write(LogCode.AlertSent, (int)_concludedCounter, job.Length, nowMs);
            }

            BeginShowing(job);
            return;
        }

        if (_conclusion == Conclusion.Kept)
        {
            ConcludeHeard(job, nowMs);
            return;
        }

        bool accepted = verifier.ResolvedVerdict == TrustVerdict.Accept;
        if (job.Handle == FrameKeeper.Handle)
        {
            ConcludeRestored(job, accepted);
        }
        else if (job.Handle == LocalSubmission.Handle)
        {
            ConcludeLocal(job, accepted, nowMs);
        }
        else if (accepted)
        {
            Keep(job.Handle, _concludedExpiresMs, nowMs);
            _conclusion = Conclusion.Kept;
        }
        else
        {
            _engine.Resolve(job.Handle, FrameVerdict.Refuse, nowMs);
            _conclusion = Conclusion.None;
        }
    }

    /// <summary>An accepted item from the air is stored: the engine relays it.</summary>
    private void ConcludeHeard(VerificationJob job, long nowMs)
    {
        bool isHeld = _keeper.TryCopy(job.Handle);
        if (isHeld)
        {
            _concludedCounter = FrameHeader.Counter(_keeper.Frame);
            _concludedFrom = FrameHeader.Transmitter(_keeper.Frame);
            _concludedHops = (byte)FrameHeader.HopsLeft(_keeper.Frame);
        }

        _engine.Resolve(job.Handle, FrameVerdict.Accept, nowMs);
        if (isHeld && job.Type == FrameType.Alert)
        {
            FirstHeard.Note(_concludedFrom);
            BeginShowing(job);
            return;
        }

        _conclusion = Conclusion.None;
    }

    private void ConcludeLocal(VerificationJob job, bool accepted, long nowMs)
    {
        _conclusion = Conclusion.None;
        if (!accepted)
        {
            _submission.Refuse(_concludedReason);
            return;
        }

        _concludedHandle = _engine.Originate(job.Type, job.Payload, job.Length, true, _concludedExpiresMs - nowMs, nowMs);
        if (_concludedHandle < 0)
        {
            _log.Write(LogCode.StorageFailed, 1, 0, nowMs);
            _submission.Refuse((byte)TrustReason.NoRoom);
            return;
        }

        _concludedCounter = _counters.LastItem;
        _concludedFrom = _identity.Address;
        _concludedHops = FrameHeader.MaxHops;
        _conclusion = Conclusion.Numbered;
    }

    /// <summary>An alert is shown once those of its thread that it replaces are gone.</summary>
    private void BeginShowing(VerificationJob job)
    {
        _conclusion = Conclusion.None;

        // Made when an alert comes: for good it would take 216 bytes of the heap.
        AlertPayload alert = new AlertPayload();
        if (job.Type != FrameType.Alert || !alert.TryRead(job.Payload, job.Length))
        {
            return;
        }

        _concludedThread = TextBoard.ThreadOf(alert.Issuer, AlertIndex.ThreadOf(alert));
        _replacesThread = alert.Distance > 0;
        _conclusion = Conclusion.Showing;
    }

    private void Keep(int handle, long expiresAtMs, long nowMs)
    {
        NoteKept(_keeper.Keep(handle, expiresAtMs, nowMs), nowMs);
    }

    /// <summary>Keeps and shows a message in the next passes, a frame in each. False when so many wait that it was done at once.</summary>
    private bool KeepSoon(int handle, long nowMs)
    {
        if (_keptLater == MaxKeptLater)
        {
            KeepNow(handle, nowMs);
            return false;
        }

        _laterHandles[_keptLater] = handle;
        _keptLater++;
        return true;
    }

    /// <summary>Keeps the next frame of a message; after the last one it is shown, and the engine goes on with it.</summary>
    private void KeepNext(long nowMs)
    {
        int handle = _laterHandles[0];
        if (_keeper.TryKeepPart(handle, _laterPart, nowMs + MessageLifetimeMs, nowMs, out bool isKept))
        {
            _laterPart++;
            NoteKept(isKept, nowMs);
            return;
        }

        ShowKept(handle, nowMs);
        _engine.Resolve(handle, FrameVerdict.Accept, nowMs);
        _laterPart = 0;
        _keptLater--;
        Array.Copy(_laterHandles, 1, _laterHandles, 0, _keptLater);
    }

    private void KeepNow(int handle, long nowMs)
    {
        Keep(handle, nowMs + MessageLifetimeMs, nowMs);
        ShowKept(handle, nowMs);
    }

    private void ShowKept(int handle, long nowMs)
    {
        if (_keeper.TryCopy(handle))
        {
            byte[] frame = _keeper.Frame;
            Show(FrameHeader.Type(frame), FrameHeader.Origin(frame), FrameHeader.Counter(frame), 0, nowMs + MessageLifetimeMs, nowMs);
        }
    }

    private void NoteKept(bool isKept, long nowMs)
    {
        if (!isKept)
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

    private void ConcludeRestored(VerificationJob job, bool accepted)
    {
        if (!accepted)
        {
            _conclusion = Conclusion.None;
            _keeper.Drop();
            return;
        }

        _concludedCounter = _keeper.Counter;
        _concludedFrom = job.Origin;
        _concludedHops = 0;
        BeginShowing(job);
    }

    private void ShowAlert(VerificationJob job, long nowMs)
    {
        _log.Write(LogCode.AlertShown, job.Origin, (int)_concludedCounter, nowMs);
        Show(FrameType.Alert, job.Origin, _concludedCounter, _concludedThread, _concludedExpiresMs, nowMs);
        Tell(FrameType.Alert, job.Origin, _concludedCounter, job.Payload, job.Length, _concludedFrom, _concludedHops, _concludedExpiresMs, nowMs);
    }

    /// <summary>What an alert replaces is neither shown nor offered to anybody any more: removes the next such one. False when there is none.</summary>
    private bool RemoveNext()
    {
        if (!_replacesThread || !Board.TryFindThread(_concludedThread, out ushort origin, out uint counter))
        {
            return false;
        }

        _engine.Withdraw(FrameType.Alert, origin, counter);
        if (!_archive.Remove(FrameType.Alert, origin, counter))
        {
            Board.Remove(FrameType.Alert, origin, counter);
        }

        return true;
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
