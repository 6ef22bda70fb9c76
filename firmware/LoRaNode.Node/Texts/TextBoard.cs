using System;
using LoRaNode.Core.Frames;

namespace LoRaNode.Node.Texts;

/// <summary>
/// The texts that the node shows, newest first. Bounded in number and bytes: when it is full the oldest message goes, then the
/// oldest alert. Texts whose time is over go of themselves.
/// </summary>
public sealed class TextBoard
{
    /// <summary>Texts shown at most.</summary>
    public const int Capacity = 16;

    /// <summary>Bytes of all payloads together at most.</summary>
    public const int MaxBytes = 4_096;

    private readonly ShownText[] _texts = new ShownText[Capacity];
    private int _count;
    private int _bytes;

    /// <summary>Texts shown.</summary>
    public int Count
    {
        get { return _count; }
    }

    /// <summary>The text at a place, 0 the newest; null when there is none.</summary>
    public ShownText At(int place)
    {
        return place >= 0 && place < _count ? _texts[_count - 1 - place] : null;
    }

    /// <summary>Texts put up so far, those that are gone included.</summary>
    public uint Added { get; private set; }

    /// <summary>True when a text with this identity is shown.</summary>
    public bool Holds(FrameType type, ushort origin, uint counter)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_texts[i].Counter == counter && _texts[i].Origin == origin && _texts[i].Type == type)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Puts a text at the top. Its payload is kept by reference.</summary>
    public void Add(ShownText text)
    {
        while (_count == Capacity || (_count > 0 && _bytes + text.Payload.Length > MaxBytes))
        {
            RemoveAt(LeastImportant());
        }

        Added++;
        _texts[_count++] = text;
        _bytes += text.Payload.Length;
    }

    /// <summary>A text of the thread of alerts that a sequence of an issuer opened; null when none is shown.</summary>
    public ShownText FindAlert(byte issuer, int sequence)
    {
        AlertPayload alert = new AlertPayload();
        for (int i = _count - 1; i >= 0; i--)
        {
            ShownText text = _texts[i];
            if (text.Type == FrameType.Alert
                && alert.TryRead(text.Payload, text.Payload.Length)
                && alert.Issuer == issuer
                && (alert.Sequence == sequence || (alert.Distance > 0 && alert.ReplacedSequence == sequence)))
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>Takes down one text.</summary>
    public void Remove(ShownText text)
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            if (_texts[i] == text)
            {
                RemoveAt(i);
            }
        }
    }

    /// <summary>Takes down the texts whose time is over.</summary>
    public void Expire(long nowMs)
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            if (_texts[i].ExpiresAtMs <= nowMs)
            {
                RemoveAt(i);
            }
        }
    }

    /// <summary>Takes down and overwrites everything.</summary>
    public void Wipe()
    {
        while (_count > 0)
        {
            RemoveAt(_count - 1);
        }
    }

    private int LeastImportant()
    {
        for (int i = 0; i < _count; i++)
        {
            if (_texts[i].Type != FrameType.Alert)
            {
                return i;
            }
        }

        return 0;
    }

    private void RemoveAt(int index)
    {
        byte[] payload = _texts[index].Payload;
        _bytes -= payload.Length;
        Array.Clear(payload, 0, payload.Length);
        _count--;
        for (int i = index; i < _count; i++)
        {
            _texts[i] = _texts[i + 1];
        }

        _texts[_count] = null;
    }
}
