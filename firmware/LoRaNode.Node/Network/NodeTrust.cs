using System;
using LoRaNode.Core.Primitives;
using LoRaNode.Core.Security;
using LoRaNode.Core.Trust;
using LoRaNode.Node.Identity;
using LoRaNode.Node.Storage;

namespace LoRaNode.Node.Network;

/// <summary>Whom the node believes and under which keys it speaks, kept on the medium: keys, issuers, time, and which alerts count.</summary>
public sealed class NodeTrust
{
    private readonly INodeStorage _storage;
    private readonly StoredNumber _timeFloor;
    private readonly AlertIndex _alerts = new AlertIndex();

    private readonly byte[] _buffer;
    private bool _isErasing;

    // Asking a medium that refuses in every pass would fill the log.
    private const long RetryMs = 10_000;

    private long _retryMs;

    /// <summary>Loads what the medium holds.</summary>
    /// <param name="hardware">The board.</param>
    /// <param name="identity">Who the node is.</param>
    /// <param name="scratch">At least <see cref="IssuerTable.MaxStored"/> bytes, used within calls only: the owner may use them in between.</param>
    /// <param name="nowMs">Monotonic milliseconds.</param>
    public NodeTrust(NodeHardware hardware, NodeIdentity identity, byte[] scratch, long nowMs)
    {
        _buffer = scratch;
        _storage = hardware.Storage;
        _timeFloor = new StoredNumber(_storage, StorageNames.TimeFloor);
        Keys = new NetworkKeys(hardware.CurrentAes, hardware.OtherAes, hardware.TrustAes);
        Keys.TryLoad(_buffer, Load(StorageNames.Keys));
        Issuers.TryLoad(_buffer, Load(StorageNames.Issuers));
        _alerts.TryLoad(_buffer, Load(StorageNames.Threads));
        Array.Clear(_buffer, 0, _buffer.Length);
        _timeFloor.TryRead(out uint floorSeconds);
        Time = new NetworkTime(floorSeconds, nowMs);
        byte[] digestKey = new byte[hardware.Entropy.Length];
        Array.Copy(hardware.Entropy, 0, digestKey, 0, digestKey.Length);
        Verifier = new AlertVerifier(identity.RootKey, digestKey, Issuers, Keys, Time, _alerts, hardware.Random);
        Verifier.LocalOrigin = identity.Address;
    }

    /// <summary>Network keys and the frame cipher over them.</summary>
    public NetworkKeys Keys { get; private set; }

    /// <summary>Issuers that the root has named.</summary>
    public IssuerTable Issuers { get; private set; } = new IssuerTable();

    /// <summary>The time as far as it is known.</summary>
    public NetworkTime Time { get; private set; }

    /// <summary>Decides about alerts and trust statements.</summary>
    public AlertVerifier Verifier { get; private set; }

    /// <summary>True when <see cref="SaveChange"/> has something to store. A medium that refused is asked again after a pause.</summary>
    public bool HasChanges(long nowMs)
    {
        bool hasKeyWork = _isErasing ? !_storage.IsErasing : Keys.HasOldKeysToErase;
        return nowMs >= _retryMs
            && (hasKeyWork || Keys.HasChanges || Issuers.HasChanges || _alerts.HasChanges || Time.IsFloorDue(nowMs));
    }

    /// <summary>Stores one thing that has changed. False when the medium refused.</summary>
    public bool SaveChange(long nowMs)
    {
        bool saved;
        if (Keys.HasOldKeysToErase && !_isErasing)
        {
            _isErasing = _storage.BeginReplace(StorageNames.Keys, _buffer, Keys.Save(_buffer));
            saved = _isErasing;
            Keys.HasChanges &= !saved;
        }
        else if (_isErasing && !_storage.IsErasing)
        {
            _isErasing = false;
            saved = true;
            Keys.OnOldKeysErased();
        }
        else if (Keys.HasChanges)
        {
            saved = _storage.Write(StorageNames.Keys, _buffer, Keys.Save(_buffer));
            Keys.HasChanges = !saved;
        }
        else if (Issuers.HasChanges)
        {
            saved = _storage.Write(StorageNames.Issuers, _buffer, Issuers.Save(_buffer));
            Issuers.HasChanges = !saved;
        }
        else if (_alerts.HasChanges)
        {
            saved = _storage.Write(StorageNames.Threads, _buffer, _alerts.Save(_buffer));
            _alerts.HasChanges = !saved;
        }
        else
        {
            uint floor = Time.FloorSeconds(nowMs);
            saved = _timeFloor.Write(floor);
            if (saved)
            {
                Time.OnFloorStored(floor);
            }
        }

        // The buffer held keys: they must not stay in memory after their epoch.
        Array.Clear(_buffer, 0, NetworkKeys.MaxStored);
        _retryMs = saved ? nowMs : nowMs + RetryMs;
        return saved;
    }

    private int Load(string name)
    {
        int length = _storage.Read(name, _buffer);
        return length < 0 ? 0 : length;
    }
}
