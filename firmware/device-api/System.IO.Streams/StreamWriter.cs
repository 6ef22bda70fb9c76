using System.Text;

namespace System.IO;

public class StreamWriter : TextWriter
{
    public StreamWriter(Stream stream, bool leaveOpen = false) => throw null;
    public Stream BaseStream => throw null;
    public override Encoding Encoding => throw null;

    public override string NewLine
    {
        get => throw null;
        set => throw null;
    }

    public override void Close() => throw null;
    protected override void Dispose(bool disposing) => throw null;
    public override void Flush() => throw null;
    public override void Write(char value) => throw null;
    public override void Write(string value) => throw null;
    public override void WriteLine() => throw null;
    public override void WriteLine(string value) => throw null;
}
