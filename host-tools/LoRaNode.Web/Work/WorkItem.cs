using LoRaNode.Web.Html;

namespace LoRaNode.Web.Work;

/// <summary>
/// A piece of work that takes longer than a page may: provisioning, sending, reading a log. It goes on whether or not somebody looks, and
/// tells each page that looks where it stands.
/// </summary>
internal sealed class WorkItem(string id, Phrase title, string back)
{
    private readonly Lock _lock = new();
    private readonly List<Phrase> _steps = [];

    /// <summary>Its name in addresses.</summary>
    internal string Id { get; } = id;

    /// <summary>What it is.</summary>
    internal Phrase Title { get; } = title;

    /// <summary>Path of the page to go on from.</summary>
    internal string Back { get; } = back;

    /// <summary>Where it stands now.</summary>
    internal WorkView View
    {
        get
        {
            lock (_lock)
            {
                return new WorkView(State, Share, [.. _steps], Result, File);
            }
        }
    }

    private WorkState State { get; set; }

    private double? Share { get; set; }

    private WorkResult? Result { get; set; }

    private WorkFile? File { get; set; }

    /// <summary>Notes a step that was reached.</summary>
    internal void Step(string key, params object?[] arguments)
    {
        lock (_lock)
        {
            _steps.Add(new Phrase(key, arguments));
            Share = null;
        }
    }

    /// <summary>Notes how far the running step is: the last line is said anew.</summary>
    /// <param name="share">0 to 1; null when the end is not known.</param>
    /// <param name="key">What to say.</param>
    /// <param name="arguments">Its values.</param>
    internal void Progress(double? share, string key, params object?[] arguments)
    {
        lock (_lock)
        {
            if (_steps.Count > 0 && _steps[^1].Key == key)
            {
                _steps.RemoveAt(_steps.Count - 1);
            }

            _steps.Add(new Phrase(key, arguments));
            Share = share;
        }
    }

    /// <summary>Notes that the goal is reached while it is still watched what comes of it.</summary>
    internal void Reach(WorkResult result)
    {
        lock (_lock)
        {
            Result = result;
        }
    }

    /// <summary>Offers a file to load with the result.</summary>
    internal void Offer(WorkFile file)
    {
        lock (_lock)
        {
            File = file;
        }
    }

    /// <summary>Ends it.</summary>
    internal void End(WorkState state, WorkResult result)
    {
        lock (_lock)
        {
            State = state;
            Share = null;
            Result = result;
        }
    }
}

/// <summary>Where a piece of work stands at one moment.</summary>
/// <param name="State">Running or how it ended.</param>
/// <param name="Share">How far the running step is, 0 to 1; null when that is not known.</param>
/// <param name="Steps">What was done.</param>
/// <param name="Result">What came of it, once the goal is reached or missed.</param>
/// <param name="File">A file to load, when there is one.</param>
internal sealed record WorkView(WorkState State, double? Share, IReadOnlyList<Phrase> Steps, WorkResult? Result, WorkFile? File);

/// <summary>What came of a piece of work.</summary>
/// <param name="Words">In words.</param>
/// <param name="Next">Path of a page with more, when there is one.</param>
/// <param name="NextKey">What the link to it says.</param>
internal sealed record WorkResult(Phrase Words, string? Next = null, string? NextKey = null);

/// <summary>A file that a piece of work made. It is held in memory.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Key">What the link to it says.</param>
/// <param name="Content">The bytes.</param>
internal sealed record WorkFile(string Name, string MediaType, string Key, byte[] Content);
