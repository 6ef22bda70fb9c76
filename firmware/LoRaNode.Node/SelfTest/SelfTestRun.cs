using System;

namespace LoRaNode.Node.SelfTest;

/// <summary>
/// Runs checks one after the other and prints a line for each. The last line is <c>N passed, N failed</c>. A run takes about
/// two verifications of a signature (some seconds on a board), during which the node does not listen.
/// </summary>
public sealed class SelfTestRun
{
    private readonly SelfCheck[] _checks;
    private readonly ISelfTestBoard _board;

    /// <summary>Creates a run of some checks on a board.</summary>
    public SelfTestRun(SelfCheck[] checks, ISelfTestBoard board)
    {
        _checks = checks;
        _board = board;
    }

    /// <summary>Checks that passed in the last run.</summary>
    public int Passed { get; private set; }

    /// <summary>Checks that failed in the last run.</summary>
    public int Failed { get; private set; }

    /// <summary>Runs all checks. True when none failed.</summary>
    public bool Run()
    {
        Passed = 0;
        Failed = 0;
        int freeBytes = _board.FreeHeapBytes;
        for (int i = 0; i < _checks.Length; i++)
        {
            RunOne(_checks[i]);
        }

        if (freeBytes >= 0)
        {
            _board.WriteLine("heap: " + freeBytes.ToString() + " bytes free before, " + _board.FreeHeapBytes.ToString() + " after");
        }

        _board.WriteLine(Passed.ToString() + " passed, " + Failed.ToString() + " failed");
        return Failed == 0;
    }

    private void RunOne(SelfCheck check)
    {
        long startedMs = _board.NowMs;
        string reason = "";
        bool passes = false;
        try
        {
            passes = check.Passes();
        }
        catch (Exception exception)
        {
            // A check that breaks is a finding, and the others must still be made.
            reason = ", " + exception.GetType().Name;
        }

        string duration = " (" + (_board.NowMs - startedMs).ToString() + " ms" + reason + ")";
        if (passes)
        {
            Passed++;
            _board.WriteLine("pass: " + check.Name + duration);
        }
        else
        {
            Failed++;
            _board.WriteLine("FAIL: " + check.Name + duration);
        }
    }
}
