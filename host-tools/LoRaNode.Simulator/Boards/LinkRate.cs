using System.Diagnostics;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Link;
using LoRaNode.Host.Link.Wire;
using LoRaNode.Host.Ports;
using LoRaNode.Node.Log;
using LoRaNode.Node.Storage;
using LoRaNode.Simulator.City;

namespace LoRaNode.Simulator.Boards;

/// <summary>What reading a log took.</summary>
/// <param name="Records">Records read.</param>
/// <param name="Bytes">Bytes that the line carried to the host.</param>
/// <param name="Requests">Bytes that the line carried to the node.</param>
/// <param name="Time">From the first request to the last reply.</param>
/// <param name="Baud">Rate of the line.</param>
public sealed record LinkRateResult(int Records, long Bytes, long Requests, TimeSpan Time, int Baud)
{
    /// <summary>Records in a second.</summary>
    public double RecordsPerSecond => Records / Time.TotalSeconds;

    /// <summary>Share of the time that the line carried something to the host: 1 is the line's rate.</summary>
    public double LineShare => Bytes * 10.0 / Baud / Time.TotalSeconds;

    /// <summary>The same for the records alone, without their coding as text, check sums and packets.</summary>
    public double RecordShare => LineShare * Efficiency;

    /// <summary>Share of the records in the bytes to the host; the rest is their coding as text, check sums and packets.</summary>
    public double Efficiency => Records * (NodeLog.EntryHeader + NodeLog.MaxRecord) / (double)Bytes;

    /// <summary>
    /// Bytes to the node for each byte of the answers. The line waits for the host once for each request: much asking is what would keep it idle,
    /// on whatever machine.
    /// </summary>
    public double Asking => Requests / (double)Bytes;
}

/// <summary>
/// Reads the sealed log of a virtual node as the tool reads that of a board: through a serial port, a cable of a real one's rate, and the
/// runtime's packets.
/// </summary>
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

            using var tray = new VirtualTray([folder]);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var running = new Thread(() => tray.Run(stop.Token)) { IsBackground = true, Name = "tray" };
            running.Start();
            try
            {
                using var line = new BadCable(tray.Ports[0], baud, CableFaults.None, 1);
                await using var node = new NodeClient(new NodeLink(new WireTransport(SerialCable.Open(line.Path), TimeProvider.System), TimeProvider.System));
                await node.IdentifyAsync(cancellation).ConfigureAwait(false);
                (long before, long asked) = (line.BytesToHost, line.BytesToNode);
                long start = Stopwatch.GetTimestamp();
                IReadOnlyList<LogEntry> read = await node.ReadLogAsync(0, null, cancellation).ConfigureAwait(false);
                return new LinkRateResult(read.Count, line.BytesToHost - before, line.BytesToNode - asked, Stopwatch.GetElapsedTime(start), baud);
            }
            finally
            {
                await stop.CancelAsync().ConfigureAwait(false);
                running.Join();
            }
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
