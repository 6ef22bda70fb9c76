using System.IO.Pipelines;
using System.Text;
using LoRaNode.Node.Link;
using LoRaNode.Node.Storage;
using LoRaNode.Radio;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;

namespace LoRaNode.Simulator.Boards;

/// <summary>
/// The serial port of a virtual node whose flash is a folder: bytes written are what a cable brings to the node, bytes read are what
/// it prints. The node runs while the port is used, its clock being the wall clock; it is alone on its air. What it stores stays in
/// the folder, as on a board that is unplugged.
/// </summary>
public sealed class VirtualNodeStream : Stream
{
    // What a request starts (many replies, a step of the self-test) goes on for this long before the caller's next one.
    private const int PassUs = 50_000;

    private readonly TimeProvider? _clock;
    private readonly long _plugged;
    private readonly SimulatedTime _time;
    private readonly VirtualBoard _board;
    private readonly LinkPort _link;
    private readonly Pipe _printed = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Stream _reading;

    /// <summary>Plugs in and switches on the node of a folder, which is created when absent.</summary>
    public VirtualNodeStream(string folder, TimeProvider clock)
    {
        _clock = clock;
        _plugged = clock.GetTimestamp();
        _time = new SimulatedTime();
        _reading = _printed.Reader.AsStream();
        Directory.CreateDirectory(folder);
        _board = new VirtualBoard(new Air(_time, new LossMatrix(1)), new FolderStorage(folder), null, BoardSeed.Of(folder));
        _link = new LinkPort(_board.Application.Link, new Printer(_printed.Writer));
        _board.Ports.Add(_link);
        _board.PowerOn();
    }

    /// <summary>Plugs a cable into a board that runs in simulated time, which goes on by a pass with each request.</summary>
    internal VirtualNodeStream(VirtualBoard board, SimulatedTime time)
    {
        _time = time;
        _board = board;
        _reading = _printed.Reader.AsStream();
        _link = new LinkPort(_board.Application.Link, new Printer(_printed.Writer));
        _board.Ports.Add(_link);
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        _time.RunUntil(NowUs);
        _link.Receive(buffer, offset, count, _time.NowMs);
        _board.Wake();
        _time.RunUntil(NowUs + PassUs);
    }

    // The wall's clock moves a node that is alone; a city has its own.
    private long NowUs => _clock is null ? _time.NowUs : Math.Max(_time.NowUs, _clock.GetElapsedTime(_plugged).Ticks / TimeSpan.TicksPerMicrosecond);

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => _reading.Read(buffer, offset, count);

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _reading.ReadAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _reading.ReadAsync(buffer, offset, count, cancellationToken);

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _board.Ports.Remove(_link);
            if (_clock is not null)
            {
                _board.Dispose();
            }

            _printed.Writer.Complete();
            _reading.Dispose();
        }

        base.Dispose(disposing);
    }

    private sealed class Printer(PipeWriter output) : ILinkOutput
    {
        public void WriteLine(string line)
        {
            byte[] bytes = Encoding.ASCII.GetBytes(line + "\r\n");
            bytes.CopyTo(output.GetSpan(bytes.Length));
            output.Advance(bytes.Length);

            // The pipe has no limit at which it would make the node wait.
            output.FlushAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
