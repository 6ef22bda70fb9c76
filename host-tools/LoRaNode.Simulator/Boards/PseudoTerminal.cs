using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace LoRaNode.Simulator.Boards;

/// <summary>
/// A pair of connected terminal devices (POSIX pseudo-terminal): programs open <see cref="Path"/> as they would a serial port, and
/// <see cref="Input"/> and <see cref="Output"/> are the other end. Linux and macOS only.
/// </summary>
public sealed partial class PseudoTerminal : IDisposable
{
    private const int ReadWrite = 2;

    // Larger than the settings record of any system; the functions know its layout.
    private const int SettingsSize = 256;

    // From poll.h, the same on Linux and macOS.
    private const short PollInput = 1;

    private readonly SafeFileHandle _port;

    private static int NoControllingTerminal => OperatingSystem.IsMacOS() ? 0x20000 : 0x100;

    /// <summary>Opens a pair.</summary>
    /// <exception cref="PlatformNotSupportedException">The system has no pseudo-terminals.</exception>
    /// <exception cref="Win32Exception">The system refused.</exception>
    public PseudoTerminal()
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException();
        }

        int master = Checked(OpenMaster(ReadWrite | NoControllingTerminal));
        Checked(GrantAccess(master));
        Checked(Unlock(master));
        byte[] name = new byte[256];
        Checked(NameOf(master, name, (nuint)name.Length) == 0 ? 0 : -1);
        Path = Encoding.UTF8.GetString(name, 0, Array.IndexOf(name, (byte)0));

        // The port stays open here too: otherwise reading fails whenever no program has it open.
        int port = Checked(Open(Path, ReadWrite | NoControllingTerminal));
        _port = new SafeFileHandle(port, ownsHandle: true);
        MakeRaw(port);
        Input = new FileStream(new SafeFileHandle(master, ownsHandle: true), FileAccess.Read, bufferSize: 0);
        Output = new FileStream(new SafeFileHandle(Checked(Duplicate(master)), ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }

    /// <summary>Path of the port that programs open.</summary>
    public string Path { get; }

    /// <summary>What programs wrote to the port.</summary>
    public Stream Input { get; }

    /// <summary>What programs will read from the port.</summary>
    public Stream Output { get; }

    /// <summary>Waits until <see cref="Input"/> can be read without waiting. False when that did not come true in time.</summary>
    public bool WaitForInput(int timeoutMs) => WaitForInput((FileStream)Input, timeoutMs);

    /// <summary>Waits until a stream of a terminal can be read without waiting. False when that did not come true in time.</summary>
    internal static bool WaitForInput(FileStream terminal, int timeoutMs)
    {
        // A descriptor that somebody reads stays open although it is closed: who closes must not be kept waiting by a reader.
        var request = new PollRequest { Descriptor = (int)terminal.SafeFileHandle.DangerousGetHandle(), Events = PollInput };
        return Poll(ref request, 1, timeoutMs) > 0;
    }

    /// <summary>Opens a port as a program does. It never becomes the controlling terminal of this process.</summary>
    /// <exception cref="Win32Exception">The system refused.</exception>
    internal static FileStream OpenPort(string path, FileAccess access)
    {
        int port = Checked(Open(path, ReadWrite | NoControllingTerminal));
        MakeRaw(port);
        return new FileStream(new SafeFileHandle(port, ownsHandle: true), access, bufferSize: 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Output.Dispose();
        Input.Dispose();
        _port.Dispose();
    }

    /// <summary>No echo, no line editing, no translation of line ends: bytes as on a wire.</summary>
    private static void MakeRaw(int port)
    {
        byte[] settings = new byte[SettingsSize];
        Checked(GetSettings(port, settings));
        SetRaw(settings);
        Checked(ApplySettings(port, 0, settings));
    }

    private static int Checked(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [StructLayout(LayoutKind.Sequential)]
    private struct PollRequest
    {
        public int Descriptor;
        public short Events;
        public short Results;
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref PollRequest request, nuint count, int timeoutMs);

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    private static partial int OpenMaster(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    private static partial int GrantAccess(int master);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    private static partial int Unlock(int master);

    [LibraryImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    private static partial int NameOf(int master, [Out] byte[] name, nuint size);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    private static partial int GetSettings(int descriptor, [Out] byte[] settings);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    private static partial void SetRaw([In, Out] byte[] settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    private static partial int ApplySettings(int descriptor, int when, [In] byte[] settings);
}
