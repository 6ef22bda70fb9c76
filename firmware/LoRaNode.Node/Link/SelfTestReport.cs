using System.Collections;
using System.Text;
using LoRaNode.Node.SelfTest;

namespace LoRaNode.Node.Link;

/// <summary>
/// The self-test as the link carries it: it runs a step in a pass, so that the radio is served meanwhile, and the tool reads its lines as
/// they come. On the link: 1 while it runs (1), checks passed (1), checks failed (1), then whole lines in UTF-8, each with a line feed.
/// </summary>
public sealed class SelfTestReport : ISelfTestBoard
{
    /// <summary>Asked for in place of a line: starts a test unless one is running.</summary>
    public const byte Start = 0xFF;

    /// <summary>Bytes before the lines.</summary>
    public const int HeadSize = 3;

    private readonly IBoardMeters _meters;
    private readonly ArrayList _lines = new ArrayList();
    private SelfTestRun _run;

    /// <summary>Creates a report on a board.</summary>
    public SelfTestReport(IBoardMeters meters)
    {
        _meters = meters;
    }

    /// <summary>True while the test runs.</summary>
    public bool IsRunning { get; private set; }

    /// <inheritdoc/>
    public long NowMs
    {
        get { return _meters.NowMs; }
    }

    /// <inheritdoc/>
    public int FreeHeapBytes
    {
        get { return _meters.FreeHeapBytes; }
    }

    /// <inheritdoc/>
    public void WriteLine(string line)
    {
        _lines.Add(line);
    }

    /// <summary>Begins a run.</summary>
    public void Begin(SelfCheck[] checks)
    {
        _lines.Clear();
        _run = new SelfTestRun(checks, this);
        _run.Begin();
        IsRunning = true;
    }

    /// <summary>Does a step of the run.</summary>
    public void Step()
    {
        IsRunning = IsRunning && _run.Step();
    }

    /// <summary>Writes how it stands and whole lines from one on, as many as fit. Returns the bytes written.</summary>
    public int Write(int from, byte[] target, int offset, int maxBytes)
    {
        target[offset] = (byte)(IsRunning ? 1 : 0);
        target[offset + 1] = (byte)(_run == null ? 0 : _run.Passed);
        target[offset + 2] = (byte)(_run == null ? 0 : _run.Failed);
        int written = HeadSize;
        for (int i = from; i < _lines.Count; i++)
        {
            byte[] line = Encoding.UTF8.GetBytes((string)_lines[i] + "\n");
            if (written + line.Length > maxBytes)
            {
                break;
            }

            System.Array.Copy(line, 0, target, offset + written, line.Length);
            written += line.Length;
        }

        return written;
    }
}
