using LoRaNode.Core.Journal;

namespace LoRaNode.Node.Storage;

/// <summary>
/// Erases a volume a write at a time, secrets first, so that a dump of the flash shows nothing of it. A mark on the volume makes the next
/// start go on with what a power cut interrupted.
/// <code>
///   Secrets ──metadata of each rewritten──▶ Files ──none left──▶ FreeSpace ──overwritten──▶ Done
/// </code>
/// </summary>
internal sealed class VolumeWipe
{
    // Beside the identity, whose metadata are rewritten in the end: elsewhere it would keep metadata of other names in use.
    private const string MarkName = StorageNames.Identity + ".w";

    private readonly IFileVolume _volume;
    private readonly FreeSpaceEraser _eraser;
    private readonly string[] _secrets;
    private State _state;
    private string[] _names;
    private int _at;

    /// <summary>Binds the run to its volume; <see cref="Begin"/> or <see cref="IsInterrupted"/> comes next.</summary>
    internal VolumeWipe(IFileVolume volume, FreeSpaceEraser eraser, string[] secrets)
    {
        _volume = volume;
        _eraser = eraser;
        _secrets = secrets;
    }

    private enum State
    {
        Secrets,
        Files,
        FreeSpace,
        Done,
    }

    /// <summary>True when the volume bears the mark of a run that did not end.</summary>
    internal static bool IsInterrupted(IFileVolume volume)
    {
        return volume.Length(MarkName) >= 0;
    }

    /// <summary>Marks the volume and removes the secrets. False when the medium refuses; what can be removed is removed all the same.</summary>
    internal bool Begin()
    {
        bool gone = _volume.Replace(MarkName, new byte[1], 0, 1);
        for (int i = 0; i < _secrets.Length; i++)
        {
            gone &= _volume.Delete(_secrets[i] + ".a");
            gone &= _volume.Delete(_secrets[i] + ".b");
        }

        // The metadata of a key are overwritten before anything else is touched.
        _at = 0;
        _state = State.Secrets;
        if (_secrets.Length > 0)
        {
            _eraser.Begin(_secrets[0]);
        }

        return gone;
    }

    /// <summary>Does one write or removal. True when everything is done.</summary>
    internal bool Step()
    {
        switch (_state)
        {
            case State.Secrets:
                StepSecrets();
                break;
            case State.Files:
                StepFiles();
                break;
            case State.FreeSpace:
                if (_eraser.Step())
                {
                    _volume.Delete(MarkName);
                    _state = State.Done;
                }

                break;
            default:
                break;
        }

        return _state == State.Done;
    }

    private void StepSecrets()
    {
        if (_at < _secrets.Length && !_eraser.HasRewrittenMetadata)
        {
            _eraser.Step();
        }
        else if (++_at < _secrets.Length)
        {
            _eraser.Begin(_secrets[_at]);
        }
        else
        {
            _names = _volume.List();
            _at = 0;
            _state = State.Files;
        }
    }

    private void StepFiles()
    {
        if (_at == _names.Length)
        {
            _names = null;
            _eraser.Begin(StorageNames.Identity);
            _state = State.FreeSpace;
            return;
        }

        if (_names[_at] != MarkName)
        {
            _volume.Delete(_names[_at]);
        }

        _at++;
    }
}
