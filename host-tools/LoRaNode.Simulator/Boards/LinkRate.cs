using System.Diagnostics;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Link;
using LoRaNode.Node.Log;
using LoRaNode.Node.Storage;
using LoRaNode.Simulator.City;

namespace LoRaNode.Simulator.Boards;

/// <summary>What reading a log took.</summary>
/// <param name="Records">Records read.</param>
/// <param name="Bytes">Bytes that the line carried to the host.</param>
/// <param name="Time">From the first request to the last reply.</param>
/// <param name="Baud">Rate of the line.</param>
public sealed record LinkRateResult(int Records, long Bytes, TimeSpan Time, int Baud)
{
    /// <summary>Records in a second.</summary>
    public double RecordsPerSecond => Records / Time.TotalSeconds;

    /// <summary>Share of the time that the line carried something to the host: 1 is the line's rate.</summary>
    public double LineShare => Bytes * 10.0 / Baud / Time.TotalSeconds;
}

/// <summary>Reads the sealed log of a virtual node over a line of a real cable's rate.</summary>
public static class LinkRate
{
    /// <summary>Fills a node's log, plugs it in and reads the log.</summary>
    /// <param name="records">Records to read at least.</param>
    /// <param name="baud">Rate of the line.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<LinkRateResult> MeasureAsync(int records, int baud, CancellationToken cancellation)
    {
        string folder = Directory.CreateTempSubdirectory("loranode-rate-").FullName;
        try
        {
            using (var community = new CityCommunity(new Random(1)))
            {
                Fill(folder, community.AddNode("rate").Credentials, records);
            }

            var line = new SerialLineStream(new VirtualNodeStream(folder, TimeProvider.System), baud);
            await using var node = new NodeClient(new NodeLink(new LineTransport(line), TimeProvider.System));
            await node.IdentifyAsync(cancellation).ConfigureAwait(false);
            long before = line.Received;
            long start = Stopwatch.GetTimestamp();
            IReadOnlyList<LogEntry> read = await node.ReadLogAsync(0, null, cancellation).ConfigureAwait(false);
            return new LinkRateResult(read.Count, line.Received - before, Stopwatch.GetElapsedTime(start), baud);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Fill(string folder, byte[] credentials, int records)
    {
        var storage = new FolderStorage(folder);
        var parts = new NodeCredentials();
        if (!parts.TryRead(credentials, credentials.Length))
        {
            throw new InvalidOperationException("The community's credentials cannot be read.");
        }

        byte[] key = new byte[Core.Security.LogRatchet.StoredSize];
        parts.LogKey.CopyTo(key, 0);
        storage.Write(StorageNames.LogKey, key, key.Length);
        var log = new NodeLog(storage, 1, 0);
        for (int i = 0; i < records; i++)
        {
            log.Write(LogCode.Relayed, i, i, i);
        }
    }
}
