using System;
using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

// Items longer than a frame: messages and unicast items. Their fragments travel on their own.
public sealed partial class RelayEngine
{
    // Long enough for any repair; the owner's own lifetime takes over when the item is whole.
    private const int FragmentLifetimeMs = 1_800_000;

    private static bool IsSigned(FrameType type)
    {
        return type == FrameType.Alert || type == FrameType.Trust;
    }

    /// <summary>Judges an item when its last fragment has come.</summary>
    private void OnFragment(int slot, ushort destination, long nowMs)
    {
        int count = _store.FragmentCount[slot];
        uint first = _store.Counter[slot] - _store.FragmentIndex[slot];
        FrameType type = _store.Type[slot];
        ushort origin = _store.Origin[slot];
        for (uint i = 0; i < count; i++)
        {
            int part = _store.Find(type, origin, first + i);
            if (part < 0 || _store.FragmentCount[part] != count || _store.FragmentIndex[part] != i)
            {
                return;
            }
        }

        int total = 0;
        for (uint i = 0; i < count; i++)
        {
            int part = _store.Find(type, origin, first + i);
            int length = _store.Copy(part, _frameCopy);
            int payloadLength = _cipher.Open(_frameCopy, length, _payload);
            int prefix = payloadLength < 0 ? -1 : ItemPrefix.Parse(_payload, payloadLength, type);
            if (prefix < 0 || total + payloadLength - prefix > _assembly.Length)
            {
                return;
            }

            Array.Copy(_payload, prefix, _assembly, total, payloadLength - prefix);
            total += payloadLength - prefix;
        }

        int head = _store.Find(type, origin, first);
        long expiresMs = nowMs + UnicastLifetimeMs;
        FrameVerdict verdict = destination == FrameHeader.Everyone || destination == _options.Address
            ? _host.Judge(_store.HandleOf(head), type, origin, first, _assembly, total, nowMs, out expiresMs)
            : FrameVerdict.Accept;
        for (uint i = 0; i < count; i++)
        {
            int part = _store.Find(type, origin, first + i);
            _store.SetExpiresMs(part, expiresMs);
        }

        if (verdict != FrameVerdict.Pending)
        {
            ResolveSlot(head, verdict, nowMs);
        }
    }
}
