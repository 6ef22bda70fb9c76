using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;

namespace LoRaNode.Cli.Issuers;

/// <summary>
/// A copy of a community's keys, encrypted as they are, to try a change on: what comes of it is exact, and the community stays as it is. It goes
/// away with the object.
/// </summary>
internal sealed class TrialCommunity : IDisposable
{
    private readonly string _folder;

    /// <summary>Copies and opens.</summary>
    internal TrialCommunity(string folder, string passphrase)
    {
        // Readable by its owner only, on systems that know owners.
        _folder = Directory.CreateTempSubdirectory("loranode-trial-").FullName;
        try
        {
            foreach (string file in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
            {
                if (!Path.GetFileName(file).StartsWith(CommunityStore.FileName, StringComparison.Ordinal))
                {
                    File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
                }
            }

            Keys = Community.Open(File.Exists(Path.Combine(folder, Community.NetworkFileName)) ? _folder : folder, passphrase);
        }
        catch
        {
            Directory.Delete(_folder, recursive: true);
            throw;
        }
    }

    /// <summary>The community to try on.</summary>
    internal Community Keys { get; }

    public void Dispose()
    {
        Keys.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
