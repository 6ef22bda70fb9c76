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
            Keep(job.Handle, job.Type, job.Length, expiresAtMs, nowMs);
        }

        _engine.Resolve(job.Handle, accepted ? FrameVerdict.Accept : FrameVerdict.Refuse, nowMs);
        if (accepted && job.Type == FrameType.Alert)
        {
            int arrival = _arrivals.Find(job.Handle);
            FirstHeard.Note(_arrivals.Transmitter(arrival));
            ShowAlert(job, _arrivals.Counter(arrival), _arrivals.Transmitter(arrival), _arrivals.HopsLeft(arrival), expiresAtMs, nowMs);
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
        Keep(handle, job.Type, job.Length, nowMs + lifetimeMs, nowMs);
        _submission.End(counter);
        if (job.Type != FrameType.Alert)
        {
            return;
        }

        _log.Write(LogCode.AlertSent, (int)counter, job.Length, nowMs);
        ShowAlert(job, counter, _identity.Address, FrameHeader.MaxHops, nowMs + lifetimeMs, nowMs);
    }

    private void Keep(int handle, FrameType type, int length, long expiresAtMs, long nowMs)
    {
        if (ItemPrefix.FragmentsFor(type, length) == 1 && !_keeper.Keep(handle, expiresAtMs, nowMs))
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

        FrameType type = FrameHeader.Type(_keeper.Frame);
        ushort origin = FrameHeader.Origin(_keeper.Frame);
        uint counter = FrameHeader.Counter(_keeper.Frame);
        if (Board.Holds(type, origin, counter))
        {
            return;
        }

        if (type == FrameType.Message && _message.TryRead(_keeper.Payload, _keeper.PayloadLength))
        {
            Show(type, origin, counter, _keeper.Payload, _keeper.PayloadLength, MessagePayload.HeadSize, _keeper.PayloadLength - MessagePayload.HeadSize, origin, 0, _keeper.ExpiresAtMs, nowMs);
        }
        else if (type == FrameType.Alert
            && _trust.Verifier.JudgeRestored(FrameKeeper.Handle, origin, _keeper.Payload, _keeper.PayloadLength, nowMs) == TrustVerdict.Refuse)
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

        ShowAlert(job, FrameHeader.Counter(_keeper.Frame), job.Origin, 0, nowMs + _trust.Verifier.LifetimeMs, nowMs);
    }

    private void ShowAlert(VerificationJob job, uint counter, ushort heardFrom, byte hopsLeft, long expiresAtMs, long nowMs)
    {
        if (!_alert.TryRead(job.Payload, job.Length))
        {
            return;
        }

        if (_alert.Distance > 0)
        {
            Board.RemoveAlert(_alert.Issuer, _alert.ReplacedSequence);
        }

        _log.Write(LogCode.AlertShown, job.Origin, (int)counter, nowMs);
        Show(FrameType.Alert, job.Origin, counter, job.Payload, job.Length, _alert.TextOffset, _alert.TextLength, heardFrom, hopsLeft, expiresAtMs, nowMs);
    }

    private void ShowMessage(FrameType type, ushort origin, uint counter, byte[] payload, int length, ushort heardFrom, byte hopsLeft, long nowMs)
    {
        Show(type, origin, counter, payload, length, MessagePayload.HeadSize, length - MessagePayload.HeadSize, heardFrom, hopsLeft, nowMs + MessageLifetimeMs, nowMs);
    }

    private void Show(FrameType type, ushort origin, uint counter, byte[] payload, int length, int textOffset, int textLength, ushort heardFrom, byte hopsLeft, long expiresAtMs, long nowMs)
    {
        ShownText text = new ShownText();
        text.Type = type;
        text.Origin = origin;
        text.Counter = counter;
        text.HeardFrom = heardFrom;
        text.HopsLeft = hopsLeft;
        text.ShownAtMs = nowMs;
        text.ExpiresAtMs = expiresAtMs;
        text.Payload = new byte[length];
        Array.Copy(payload, 0, text.Payload, 0, length);
        text.TextOffset = textOffset;
        text.TextLength = textLength;
        Board.Add(text);
        if (Observer != null)
        {
            Observer.OnShown(text, nowMs);
        }
    }
}
