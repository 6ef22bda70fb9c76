using System;
using System.Security.Cryptography;
using LoRaNode.Core.Primitives;
using LoRaNode.Core.Security;
using AesCcm = LoRaNode.Core.Security.AesCcm;

namespace LoRaNode.Node.Link;

/// <summary>
/// Link messages over a network: both sides prove that they have the node's link key, then every message is encrypted and authenticated.
/// The three messages of the beginning are those of AKEP2 (Bellare and Rogaway, "Entity Authentication and Key Distribution", CRYPTO
/// 1993) with HMAC-SHA-256; messages use AES-CCM (RFC 3610) with a key and a counter for each direction.
/// <code>
/// each record     length (2), that many bytes
/// host -> node    "LN", version (1), host's nonce (16)
/// node -> host    node's nonce (16), HMAC(key, 1, first record's bytes, node's nonce) (16 of 32)
/// host -> node    HMAC(key, 2, first record's bytes, node's nonce) (16 of 32)
/// messages        AES-CCM, tag 16, nonce: five zeros, counter (8); authenticated with it: the length (2)
/// keys            HMAC(key, 3, first record's bytes, node's nonce): 16 bytes host to node, 16 bytes node to host
/// </code>
/// A record that was heard before fits neither the fresh nonces nor the counters. Nothing secret is in clear. There is no forward
/// secrecy: who records a connection and later takes the key out of the node can read it. No clock, no socket: the owner moves the bytes.
/// </summary>
public sealed class SecureChannel
{
    /// <summary>Bytes of a nonce, which must be unpredictable and new for every connection.</summary>
    public const int NonceSize = 16;

    /// <summary>Longest record in bytes, its length included.</summary>
    public const int MaxRecord = LengthSize + LinkMessage.MaxLength + TagSize;

    /// <summary>Bytes of the node's first record, its length included.</summary>
    public const int AnswerRecordSize = LengthSize + AnswerSize;

    private const int LengthSize = 2;
    private const int TagSize = 16;
    private const int ProofSize = 16;
    private const int HelloSize = 3 + NonceSize;
    private const int AnswerSize = NonceSize + ProofSize;
    private const int CcmNonceSize = 13;
    private const byte Version = 1;
    private const byte NodeProof = 1;
    private const byte HostProof = 2;
    private const byte Keys = 3;

    private readonly byte[] _key;
    private readonly byte[] _nonce;
    private readonly bool _isHost;
    private readonly AesCcm _sealing;
    private readonly AesCcm _opening;
    private readonly byte[] _transcript = new byte[1 + HelloSize + NonceSize];
    private readonly byte[] _record = new byte[MaxRecord];
    private readonly byte[] _message = new byte[LinkMessage.MaxLength];
    private readonly byte[] _ccmNonce = new byte[CcmNonceSize];
    private readonly byte[] _length = new byte[LengthSize];
    private int _filled;
    private long _sent;
    private long _received;
    private State _state;

    /// <summary>Creates one side of a connection.</summary>
    /// <param name="key">Link key of the node, 32 bytes; kept by reference.</param>
    /// <param name="nonce"><see cref="NonceSize"/> fresh bytes; kept by reference.</param>
    /// <param name="isHost">True for the tool, false for the node.</param>
    /// <param name="sealing">AES for what is sent.</param>
    /// <param name="opening">AES for what is received.</param>
    public SecureChannel(byte[] key, byte[] nonce, bool isHost, IAes sealing, IAes opening)
    {
        _key = key;
        _nonce = nonce;
        _isHost = isHost;
        _sealing = new AesCcm(sealing, TagSize);
        _opening = new AesCcm(opening, TagSize);
        _state = isHost ? State.Answer : State.Hello;
    }

    private enum State : byte
    {
        /// <summary>The node waits for the host's first record.</summary>
        Hello,

        /// <summary>The host waits for the node's.</summary>
        Answer,

        /// <summary>The node waits for the host's proof.</summary>
        Proof,
        Open,
        Failed,
    }

    /// <summary>True once both sides have proved themselves.</summary>
    public bool IsReady
    {
        get { return _state == State.Open; }
    }

    /// <summary>Bytes to send after <see cref="ChannelStep.Send"/> or <see cref="ChannelStep.Ready"/>, and of <see cref="Seal"/>; valid until the next call.</summary>
    public byte[] Output { get; } = new byte[MaxRecord];

    /// <summary>Number of bytes to send; 0 for none.</summary>
    public int OutputLength { get; private set; }

    /// <summary>The message that came; valid until the next call.</summary>
    public byte[] Message
    {
        get { return _message; }
    }

    /// <summary>Bytes of <see cref="Message"/>.</summary>
    public int MessageLength { get; private set; }

    /// <summary>The host's first record, into <see cref="Output"/>.</summary>
    public void Begin()
    {
        _transcript[1] = (byte)'L';
        _transcript[2] = (byte)'N';
        _transcript[3] = Version;
        Array.Copy(_nonce, 0, _transcript, 4, NonceSize);
        Array.Copy(_transcript, 1, Output, LengthSize, HelloSize);
        EndOutput(HelloSize);
    }

    /// <summary>Takes the next byte from the other side.</summary>
    public ChannelStep Add(byte value)
    {
        if (_state == State.Failed)
        {
            return ChannelStep.Failed;
        }

        _record[_filled++] = value;
        if (_filled < LengthSize)
        {
            return ChannelStep.None;
        }

        int length = LittleEndian.Get16(_record, 0);
        if (!IsExpected(length))
        {
            return Fail();
        }

        if (_filled < LengthSize + length)
        {
            return ChannelStep.None;
        }

        _filled = 0;
        OutputLength = 0;
        switch (_state)
        {
            case State.Hello: return OnHello();
            case State.Answer: return OnAnswer();
            case State.Proof: return OnProof();
            default: return OnMessage(length);
        }
    }

    /// <summary>Seals a message into <see cref="Output"/>. False before the channel is ready and for messages that are too long.</summary>
    public bool Seal(byte[] message, int length)
    {
        OutputLength = 0;
        if (_state != State.Open || length > LinkMessage.MaxLength)
        {
            return false;
        }

        Array.Copy(message, 0, Output, LengthSize, length);
        SetNonce(_sent++);
        LittleEndian.Put16(_length, 0, length + TagSize);
        if (!_sealing.Seal(_ccmNonce, CcmNonceSize, _length, LengthSize, Output, LengthSize, length))
        {
            return false;
        }

        EndOutput(length + TagSize);
        return true;
    }

    private ChannelStep OnHello()
    {
        if (_record[LengthSize] != 'L' || _record[LengthSize + 1] != 'N' || _record[LengthSize + 2] != Version)
        {
            return Fail();
        }

        Array.Copy(_record, LengthSize, _transcript, 1, HelloSize);
        Array.Copy(_nonce, 0, _transcript, 1 + HelloSize, NonceSize);
        Array.Copy(_nonce, 0, Output, LengthSize, NonceSize);
        Array.Copy(Derive(NodeProof), 0, Output, LengthSize + NonceSize, ProofSize);
        EndOutput(AnswerSize);
        _state = State.Proof;
        return ChannelStep.Send;
    }

    private ChannelStep OnAnswer()
    {
        Array.Copy(_record, LengthSize, _transcript, 1 + HelloSize, NonceSize);
        if (!IsProof(NodeProof, LengthSize + NonceSize))
        {
            return Fail();
        }

        Array.Copy(Derive(HostProof), 0, Output, LengthSize, ProofSize);
        EndOutput(ProofSize);
        Open();
        return ChannelStep.Ready;
    }

    private ChannelStep OnProof()
    {
        if (!IsProof(HostProof, LengthSize))
        {
            return Fail();
        }

        Open();
        return ChannelStep.Ready;
    }

    private ChannelStep OnMessage(int length)
    {
        SetNonce(_received++);
        LittleEndian.Put16(_length, 0, length);
        MessageLength = length - TagSize;
        return _opening.Open(_ccmNonce, CcmNonceSize, _length, LengthSize, _record, LengthSize, MessageLength, _message, 0)
            ? ChannelStep.Message
            : Fail();
    }

    private void Open()
    {
        byte[] keys = Derive(Keys);
        byte[] toNode = new byte[16];
        byte[] toHost = new byte[16];
        Array.Copy(keys, 0, toNode, 0, 16);
        Array.Copy(keys, 16, toHost, 0, 16);
        _sealing.SetKey(_isHost ? toNode : toHost);
        _opening.SetKey(_isHost ? toHost : toNode);
        Array.Clear(keys, 0, keys.Length);
        Array.Clear(toNode, 0, toNode.Length);
        Array.Clear(toHost, 0, toHost.Length);
        _state = State.Open;
    }

    private ChannelStep Fail()
    {
        _state = State.Failed;
        OutputLength = 0;
        return ChannelStep.Failed;
    }

    private bool IsExpected(int length)
    {
        switch (_state)
        {
            case State.Hello: return length == HelloSize;
            case State.Answer: return length == AnswerSize;
            case State.Proof: return length == ProofSize;
            default: return length > TagSize && length <= LinkMessage.MaxLength + TagSize;
        }
    }

    private bool IsProof(byte label, int offset)
    {
        byte[] expected = Derive(label);
        int difference = 0;
        for (int i = 0; i < ProofSize; i++)
        {
            difference |= expected[i] ^ _record[offset + i];
        }

        return difference == 0;
    }

    private byte[] Derive(byte label)
    {
        _transcript[0] = label;
        return HMACSHA256.HashData(_key, _transcript);
    }

    private void SetNonce(long counter)
    {
        LittleEndian.Put64(_ccmNonce, CcmNonceSize - 8, counter);
    }

    private void EndOutput(int length)
    {
        LittleEndian.Put16(Output, 0, length);
        OutputLength = LengthSize + length;
    }
}
