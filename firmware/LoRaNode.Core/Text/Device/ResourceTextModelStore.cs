using System;
using System.Resources;
using nanoFramework.Runtime.Native;

namespace LoRaNode.Core.Text;

/// <summary>
/// The models as binary resources of the firmware, read in slices from flash. The runtime hands out each slice as a new
/// array, so what a symbol needs, about 500 bytes, is short-lived heap.
/// </summary>
public sealed class ResourceTextModelStore : ITextModelStore
{
    private readonly ResourceManager _resources;
    private readonly Enum[] _ids;
    private readonly int[] _lengths;

    /// <summary>Creates a store over the resources of the firmware: identifiers and sizes in bytes, in the order of <see cref="TextLanguage"/>.</summary>
    public ResourceTextModelStore(ResourceManager resources, Enum[] ids, int[] lengths)
    {
        _resources = resources;
        _ids = ids;
        _lengths = lengths;
    }

    /// <inheritdoc/>
    public int Length(TextLanguage language)
    {
        return _lengths[(int)language];
    }

    /// <inheritdoc/>
    public void Read(TextLanguage language, int offset, byte[] target, int targetOffset, int length)
    {
        byte[] slice = (byte[])ResourceUtility.GetObject(_resources, _ids[(int)language], offset, length);
        Array.Copy(slice, 0, target, targetOffset, length);
    }
}
