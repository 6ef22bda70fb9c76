using System;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Primitives;
using LoRaNode.Core.Security;

namespace LoRaNode.Core.Trust;

/// <summary>
/// A node's symmetric keys, and the frame cipher over them. Trust frames go under the community's trust key, which never
/// changes, so that a node that was off for months still hears of a new epoch; they need no secrecy and carry the root's signature.
/// All other frames go under the network key of an epoch.
/// <code>
///   Steady --Apply--> Waiting --Activate (its minute, or a frame under the new key)--> Grace --time--> Steady
///   (one key)         (sends under the old, opens both)    (sends under the new, opens both)  (the old key is erased)
/// </code>
/// Before the old key goes, the owner seals anew what outlives it (<see cref="IsResealDue"/>); until it says that this is done the old key
/// stays, over a power cut too. A further change hurries the one that is under way and is taken after it. One thread owns the object.
/// </summary>
public sealed class NetworkKeys : IFrameCipher
{
    /// <summary>Largest stored form in bytes.</summary>
    public const int MaxStored = HeadSize + ((KeyTree.MaxDepth + 1) * KeyTree.KeySize);

    /// <summary>Epochs that a node can skip: bounds the work of one change.</summary>
    public const int MaxEpochStep = 64;

    private const byte Format = 1;

    // What the second key of the stored form is.
    private const byte StoredNone = 0;
    private const byte StoredNext = 1;
    private const byte StoredPrevious = 2;
    private const byte StoredErasing = 0x80;

    private const int KeySize = KeyTree.KeySize;
    private const int HeadSize = 13 + (3 * KeySize);

    private readonly FrameCipher _current;
    private readonly FrameCipher _other;
    private readonly FrameCipher _trust;
    private readonly byte[] _currentKey = new byte[KeySize];
    private readonly byte[] _otherKey = new byte[KeySize];
    private readonly byte[] _trustKey = new byte[KeySize];
    // Tree keys from the leaf to the top, one behind the other.
    private readonly byte[] _tree = new byte[(KeyTree.MaxDepth + 1) * KeySize];
    private int _depth;
    private int _leaf;
    private int _treeEpoch;
    private KeyState _state;
    private uint _activeFromMinutes;
    private byte _graceMinutes;
    private long _graceUntilMs;
    private bool _heardNext;
    private bool _isHurried;
    private bool _isResealed;

    /// <summary>Creates keys that are none yet: load them with <see cref="TryLoad"/>.</summary>
    /// <param name="current">AES for the key of the epoch.</param>
    /// <param name="other">AES for the next or the previous key.</param>
    /// <param name="trust">AES for the trust key.</param>
    public NetworkKeys(IAes current, IAes other, IAes trust)
    {
        CipherBlocks blocks = new CipherBlocks();
        _current = new FrameCipher(current, blocks);
        _other = new FrameCipher(other, blocks);
        _trust = new FrameCipher(trust, blocks);
    }

    private enum KeyState : byte
    {
        None,
        Steady,
        Waiting,
        Grace,
    }

    /// <summary>True when there is a network key.</summary>
    public bool HasKeys
    {
        get { return _state != KeyState.None; }
    }

    /// <summary>The epoch whose key seals, 0 or more; -1 without keys.</summary>
    public int Epoch
    {
        get { return _current.Epoch; }
    }

    /// <summary>The epoch that waits to become active, or -1.</summary>
    public int NextEpoch
    {
        get { return _state == KeyState.Waiting ? _other.Epoch : -1; }
    }

    /// <summary>
    /// Epoch bits of the last frame that claimed an epoch whose key is not here, or -1; the owner sets it back. Anybody can claim one: it is a
    /// hint that somebody missed a change, not more.
    /// </summary>
    public int ForeignEpoch { get; set; } = -1;

    /// <summary>The newest epoch whose key is here.</summary>
    public int NewestEpoch
    {
        get { return _state == KeyState.Waiting ? _other.Epoch : _current.Epoch; }
    }

    /// <summary>True when the keys have changed since they were stored last; the owner stores them at once and sets this to false.</summary>
    public bool HasChanges { get; set; }

    /// <summary>
    /// True when keys that were stored before are of no use any more: the owner stores the keys in a way that leaves nothing of the old form
    /// on the medium, and says so with <see cref="OnOldKeysErased"/>. A power cut meanwhile is survived: it is true again after it.
    /// </summary>
    public bool HasOldKeysToErase { get; private set; }

    /// <summary>Nothing of the old keys is left on the medium.</summary>
    public void OnOldKeysErased()
    {
        HasOldKeysToErase = false;
        HasChanges = true;
    }

    /// <inheritdoc/>
    /// <remarks>Writes the epoch bits of byte 0 itself: zero for trust frames.</remarks>
    public int Seal(byte[] frame, int payloadLength)
    {
        if (_state == KeyState.None)
        {
            return -1;
        }

        bool trust = FrameHeader.Type(frame) == FrameType.Trust;
        frame[0] = (byte)((frame[0] & 0xF8) | (trust ? 0 : _current.Epoch & 7));
        return trust ? _trust.Seal(frame, payloadLength) : _current.Seal(frame, payloadLength);
    }

    /// <inheritdoc/>
    public int Open(byte[] frame, int length, byte[] payload)
    {
        if (_state == KeyState.None || !FrameHeader.IsPlausible(frame, length))
        {
            return -1;
        }

        if (FrameHeader.Type(frame) == FrameType.Trust)
        {
            return _trust.Open(frame, length, payload);
        }

        int opened = _current.Open(frame, length, payload);
        if (opened < 0 && _state != KeyState.Steady)
        {
            opened = _other.Open(frame, length, payload);
            _heardNext |= opened >= 0 && _state == KeyState.Waiting;
        }

        if (opened < 0 && !IsOfKnownEpoch(frame))
        {
            ForeignEpoch = FrameHeader.EpochLow(frame);
        }

        return opened;
    }

    /// <summary>
    /// Seals a frame of the previous epoch anew, in place, under the present key. Origin, counter and payload stay, so every node makes the
    /// same frame of it. True when it did; false when the frame is not one of the previous epoch, or not genuine.
    /// </summary>
    /// <param name="frame">The frame.</param>
    /// <param name="length">Its length, which stays.</param>
    /// <param name="scratch">At least 237 bytes.</param>
    public bool Reseal(byte[] frame, int length, byte[] scratch)
    {
        if (_state != KeyState.Grace || FrameHeader.Type(frame) == FrameType.Trust)
        {
            return false;
        }

        int opened = _other.Open(frame, length, scratch);
        if (opened < 0)
        {
            return false;
        }

        Array.Copy(scratch, 0, frame, FrameHeader.Size, opened);
        return Seal(frame, opened) == length;
    }

    private bool IsOfKnownEpoch(byte[] frame)
    {
        int low = FrameHeader.EpochLow(frame);
        return low == (_current.Epoch & 7) || (_state != KeyState.Steady && low == (_other.Epoch & 7));
    }

    /// <summary>
    /// Takes an epoch change whose signature was checked. True when it held the new key for this node; false when it is not newer,
    /// too far ahead, or has no entry for this node. False as well while the change before it is under way: that one is hurried, and this
    /// one is to be offered again when <see cref="HasOldKeysToErase"/> tells of its end.
    /// </summary>
    public bool Apply(EpochChangePayload change, byte[] payload)
    {
        if (_state == KeyState.None || change.Epoch <= NewestEpoch || change.Epoch - _treeEpoch > MaxEpochStep)
        {
            return false;
        }

        int position = KeyTree.PositionOf(_leaf, _depth);
        for (int entry = 0; entry < change.Entries; entry++)
        {
            int target = EpochChangePayload.Position(payload, entry);
            int levels = KeyTree.LevelsUp(position, target);
            if (levels < 0)
            {
                continue;
            }

            if (_state != KeyState.Steady)
            {
                // Others may be two changes ahead.
                _isHurried = true;
                return false;
            }

            Take(change, payload, entry, target, levels);
            return true;
        }

        return false;
    }

    /// <summary>Lets time pass: activates the new key and erases the old one when they are due. Call it at least once a minute.</summary>
    public void Tick(uint nowMinutes, long nowMs)
    {
        if (_state == KeyState.Waiting && (_heardNext || _isHurried || nowMinutes >= _activeFromMinutes))
        {
            Swap();
            _state = KeyState.Grace;
            _graceUntilMs = nowMs + (_graceMinutes * 60000L);
            HasChanges = true;
        }
        else if (_state == KeyState.Grace && _isResealed && !HasOldKeysToErase)
        {
            EraseOther();
        }
    }

    /// <summary>True when the old key is about to go: now the owner seals anew what outlives it, and says so with <see cref="OnResealed"/>.</summary>
    public bool IsResealDue(long nowMs)
    {
        return _state == KeyState.Grace && !_isResealed && (_isHurried || nowMs >= _graceUntilMs);
    }

    /// <summary>Nothing needs the old key any more: the next <see cref="Tick"/> erases it.</summary>
    public void OnResealed()
    {
        _isResealed = _state == KeyState.Grace;
    }

    /// <summary>Erases every key. The owner erases the stored form as well.</summary>
    public void Wipe()
    {
        _current.ClearKey();
        _other.ClearKey();
        _trust.ClearKey();
        Array.Clear(_currentKey, 0, KeySize);
        Array.Clear(_otherKey, 0, KeySize);
        Array.Clear(_trustKey, 0, KeySize);
        Array.Clear(_tree, 0, _tree.Length);
        _state = KeyState.None;
        _isHurried = false;
        _isResealed = false;
    }

    /// <summary>Writes the stored form of the keys of a node in an epoch, as provisioning needs it. Returns its length.</summary>
    /// <param name="buffer">Room for <see cref="MaxStored"/>.</param>
    /// <param name="depth">Levels of the key tree.</param>
    /// <param name="leaf">The node's leaf.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="networkKey">The epoch's network key.</param>
    /// <param name="trustKey">The community's trust key.</param>
    /// <param name="tree">Tree keys in this epoch, from the leaf to the top.</param>
    public static int Compose(byte[] buffer, int depth, int leaf, int epoch, byte[] networkKey, byte[] trustKey, byte[][] tree)
    {
        for (int i = 0; i <= depth; i++)
        {
            Array.Copy(tree[i], 0, buffer, HeadSize + (i * KeySize), KeySize);
        }

        return ComposeHead(buffer, depth, leaf, epoch, networkKey, trustKey);
    }

    private static int ComposeHead(byte[] buffer, int depth, int leaf, int epoch, byte[] networkKey, byte[] trustKey)
    {
        Array.Clear(buffer, 0, HeadSize);
        buffer[0] = Format;
        buffer[1] = (byte)depth;
        LittleEndian.Put16(buffer, 2, leaf);
        LittleEndian.Put16(buffer, 4, epoch);
        Array.Copy(networkKey, 0, buffer, 13, KeySize);
        Array.Copy(trustKey, 0, buffer, 13 + (2 * KeySize), KeySize);
        return HeadSize + ((depth + 1) * KeySize);
    }

    /// <summary>
    /// Writes the stored form: format (1), depth (1), leaf (2), epoch (2), what the second key is (1: 0 none, 1 the one that waits, 2 the previous
    /// one; bit 7 while an older form is to be erased), its epoch (2), its minute (3), its grace (1), network key, second key, trust key (16 each), tree keys from the leaf to the top (16
    /// each). Returns its length.
    /// </summary>
    public int Save(byte[] buffer)
    {
        Array.Copy(_tree, 0, buffer, HeadSize, (_depth + 1) * KeySize);
        int length = ComposeHead(buffer, _depth, _leaf, _current.Epoch, _currentKey, _trustKey);

        // A reboot ends the grace: the previous key is stored for what is still to be sealed anew.
        byte second = _state == KeyState.Waiting ? StoredNext : _state == KeyState.Grace ? StoredPrevious : StoredNone;
        buffer[6] = HasOldKeysToErase ? (byte)(second | StoredErasing) : second;
        if (second != StoredNone)
        {
            LittleEndian.Put16(buffer, 7, _other.Epoch);
            Array.Copy(_otherKey, 0, buffer, 13 + KeySize, KeySize);
        }

        if (second == StoredNext)
        {
            StatementNumbers.Put24(buffer, 9, _activeFromMinutes);
            buffer[12] = _graceMinutes;
        }

        return length;
    }

    /// <summary>Reads a stored form of any bytes. False, and no keys, when they are none.</summary>
    public bool TryLoad(byte[] buffer, int length)
    {
        Wipe();
        if (length < HeadSize || buffer[0] != Format)
        {
            return false;
        }

        int depth = buffer[1];
        int leaf = LittleEndian.Get16(buffer, 2);
        byte second = (byte)(buffer[6] & ~StoredErasing);
        if (depth < KeyTree.MinDepth || depth > KeyTree.MaxDepth || length != HeadSize + ((depth + 1) * KeySize) || leaf >> depth != 0 || second > StoredPrevious)
        {
            return false;
        }

        _depth = depth;
        _leaf = leaf;
        int epoch = LittleEndian.Get16(buffer, 4);
        Array.Copy(buffer, 13, _currentKey, 0, KeySize);
        Array.Copy(buffer, 13 + (2 * KeySize), _trustKey, 0, KeySize);
        _current.SetKey(epoch, _currentKey);
        _trust.SetKey(0, _trustKey);
        _treeEpoch = epoch;
        _state = KeyState.Steady;
        if (second != StoredNone)
        {
            int other = LittleEndian.Get16(buffer, 7);
            Array.Copy(buffer, 13 + KeySize, _otherKey, 0, KeySize);
            _other.SetKey(other, _otherKey);
            _activeFromMinutes = StatementNumbers.Get24(buffer, 9);
            _graceMinutes = buffer[12];
            _graceUntilMs = long.MinValue;
            _state = second == StoredNext ? KeyState.Waiting : KeyState.Grace;
            _treeEpoch = second == StoredNext ? other : epoch;
        }

        Array.Copy(buffer, HeadSize, _tree, 0, (depth + 1) * KeySize);

        _heardNext = false;
        HasChanges = false;
        HasOldKeysToErase = (buffer[6] & StoredErasing) != 0;
        return true;
    }

    private byte[] TreeKey(int level)
    {
        byte[] key = new byte[KeySize];
        Array.Copy(_tree, level * KeySize, key, 0, KeySize);
        return key;
    }

    private void Take(EpochChangePayload change, byte[] payload, int entry, int position, int levels)
    {
        for (; _treeEpoch < change.Epoch; _treeEpoch++)
        {
            for (int i = 0; i <= _depth; i++)
            {
                byte[] key = TreeKey(i);
                byte[] next = KeyTree.Next(key);
                Array.Copy(next, 0, _tree, i * KeySize, KeySize);
                Array.Clear(key, 0, KeySize);
                Array.Clear(next, 0, KeySize);
            }
        }

        byte[] treeKey = TreeKey(levels);
        KeyTree.Wrap(treeKey, change.Serial, position, payload, EpochChangePayload.WrappedOffset(entry), _otherKey, 0);
        Array.Clear(treeKey, 0, KeySize);
        _other.SetKey(change.Epoch, _otherKey);
        _activeFromMinutes = change.ActiveFromMinutes;
        _graceMinutes = change.GraceMinutes;
        _heardNext = false;
        _state = KeyState.Waiting;
        HasChanges = true;
    }

    private void Swap()
    {
        int epoch = _current.Epoch;
        for (int i = 0; i < KeySize; i++)
        {
            byte key = _currentKey[i];
            _currentKey[i] = _otherKey[i];
            _otherKey[i] = key;
        }

        _current.SetKey(_other.Epoch, _currentKey);
        _other.SetKey(epoch, _otherKey);
    }

    private void EraseOther()
    {
        _other.ClearKey();
        Array.Clear(_otherKey, 0, KeySize);
        _state = KeyState.Steady;
        _isHurried = false;
        _isResealed = false;
        HasOldKeysToErase = true;
    }
}
