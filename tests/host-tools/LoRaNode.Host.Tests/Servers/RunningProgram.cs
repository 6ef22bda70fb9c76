using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LoRaNode.Host.Tests.Servers;

/// <summary>A program that a test started. It ends with the test, however that ends.</summary>
internal sealed class RunningProgram : IDisposable
{
    // From signal.h, the same on Linux and macOS.
    private const int InterruptSignal = 2;
    private const int TerminateSignal = 15;

    private static readonly ConcurrentDictionary<RunningProgram, bool> Running = new();

    private readonly Process _process;
    private readonly string _name;

    // A run of tests that is ended from outside takes with it what it started.
    static RunningProgram() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Array.ForEach([.. Running.Keys], r => r.Dispose());

    /// <summary>Starts a program.</summary>
    public RunningProgram(ProcessStartInfo start)
    {
        // A .NET program that is ended on the spot leaves its debugging pipes in the folder of temporary files.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        _name = start.FileName + ' ' + string.Join(' ', start.ArgumentList);
        _process = Process.Start(start)!;
        Running.TryAdd(this, true);
    }

    public StreamWriter Input => _process.StandardInput;

    public StreamReader Output => _process.StandardOutput;

    public StreamReader Error => _process.StandardError;

    public bool HasExited => _process.HasExited;

    /// <summary>Exit code of a program that has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Does not wait for what it says: what nobody reads fills the pipe, and the program waits.</summary>
    public void Silence()
    {
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Presses Ctrl-C, without the time that starting a program for it would take.</summary>
    public void Interrupt() => Signal(InterruptSignal);

    /// <summary>Asks it to end, as a shutdown of the computer does.</summary>
    public void Terminate() => Signal(TerminateSignal);

    /// <summary>Ends it on the spot.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits until it has ended. Returns its exit code.</summary>
    public async Task<int> EndAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Eventually.Limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"'{_name}' did not end within {Eventually.Limit}.");
        }

        return _process.ExitCode;
    }

    /// <summary>Waits until it has ended, or as long as asked. True when it has ended.</summary>
    public bool EndsWithin(TimeSpan time) => _process.WaitForExit(time);

    public void Dispose()
    {
        if (!Running.TryRemove(this, out _))
        {
            return;
        }

        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Signal(int signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        Assert.Equal(0, Send(_process.Id, signal));
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Send(int process, int signal);
}
