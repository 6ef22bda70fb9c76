using System;

namespace LoRaNode.Node.SelfTest;

/// <summary>
/// Runs checks one after the other and prints a line for each. The last line is <c>N passed, N failed</c>. It works in steps short enough
/// for the event loop; the time printed is that of the steps themselves.
/// </summary>
public sealed class SelfTestRun
{
    private readonly SelfCheck[] _checks;
    private readonly ISelfTestBoard _board;
    private int _at;
    private int _freeBytes;
    private long _spentMs;

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
        Begin();
        while (Step())
        {
            // The checks do the work.
        }

        return Failed == 0;
    }

    /// <summary>Begins a run.</summary>
    public void Begin()
    {
        Passed = 0;
        Failed = 0;
        _at = 0;
        _spentMs = 0;
        _freeBytes = _board.FreeHeapBytes;
    }

    /// <summary>Does a step. True while there is more to do.</summary>
    public bool Step()
    {
        if (_at < _checks.Length)
        {
            StepOne(_checks[_at]);
            return true;
        }

        if (_freeBytes >= 0)
        {
            _board.WriteLine("heap: " + _freeBytes.ToString() + " bytes free before, " + _board.FreeHeapBytes.ToString() + " after");
        }

        _board.WriteLine(Passed.ToString() + " passed, " + Failed.ToString() + " failed");
        return false;
    }

    private void StepOne(SelfCheck check)
    {
        long startedMs = _board.NowMs;
        string reason = "";
        bool passes = false;
        bool isOver = true;
        try
        {
            isOver = !check.Work();
            passes = isOver && check.Passes();
        }
        catch (Exception exception)
        {
            // A check that breaks is a finding, and the others must still be made.
            isOver = true;
            reason = ", " + exception.GetType().Name;
        }

        _spentMs += _board.NowMs - startedMs;
        if (!isOver)
        {
            return;
        }

        string duration = " (" + _spentMs.ToString() + " ms" + reason + ")";
        _spentMs = 0;
        _at++;
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
