using System.Buffers.Text;
using System.Security.Cryptography;
using LoRaNode.Host.Texts;
using LoRaNode.Web.Html;

namespace LoRaNode.Web.Work;

/// <summary>The pieces of work of this run, the newest hundred of them.</summary>
internal sealed class WorkBoard(Func<Exception, string?> noteBug, CancellationToken stopping)
{
    /// <summary>Name of the hidden field that names the work a form will start.</summary>
    internal const string IdName = "once";

    private const int Capacity = 100;
    private const int IdSize = 9;

    private readonly Lock _lock = new();
    private readonly Queue<WorkItem> _items = new();
    private readonly List<Task> _running = [];

    /// <summary>A name for work that is about to be confirmed: the same one never starts twice.</summary>
    internal static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdSize));

    /// <summary>The work of a name, or null.</summary>
    internal WorkItem? Find(string id)
    {
        lock (_lock)
        {
            return _items.FirstOrDefault(i => i.Id == id);
        }
    }

    /// <summary>True while something is being done, which an end of the server would interrupt.</summary>
    internal bool IsBusy
    {
        get
        {
            lock (_lock)
            {
                return _running.Exists(t => !t.IsCompleted);
            }
        }
    }

    /// <summary>Starts a piece of work, once for each name: a form that is sent again leads to the same work.</summary>
    internal WorkItem Start(string id, Phrase title, string back, Func<WorkItem, CancellationToken, Task<WorkResult>> run)
    {
        lock (_lock)
        {
            if (_items.FirstOrDefault(i => i.Id == id) is { } known)
            {
                return known;
            }

            var item = new WorkItem(id, title, back);
            _items.Enqueue(item);
            if (_items.Count > Capacity)
            {
                _items.Dequeue();
            }

            _running.RemoveAll(t => t.IsCompleted);
            _running.Add(Task.Run(() => RunAsync(item, run), CancellationToken.None));
            return item;
        }
    }

    /// <summary>Waits until everything that was started has ended.</summary>
    internal Task EndAsync()
    {
        lock (_lock)
        {
            return Task.WhenAll(_running);
        }
    }

    private async Task RunAsync(WorkItem item, Func<WorkItem, CancellationToken, Task<WorkResult>> run)
    {
        try
        {
            item.End(WorkState.Done, await run(item, stopping).ConfigureAwait(false));
        }
        catch (UserError error)
        {
            item.End(WorkState.Failed, new WorkResult(Phrase.Of(error)));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            item.End(WorkState.Failed, new WorkResult(new Phrase("serve.work.interrupted")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            item.End(WorkState.Failed, new WorkResult(new Phrase("cli.error.io", Cause.Of(e))));
        }
#pragma warning disable CA1031 // The outermost frame of the work: whatever flies here is a bug, and people get one line instead of a stack trace.
        catch (Exception e)
#pragma warning restore CA1031
        {
            item.End(WorkState.Failed, new WorkResult(Bugs.PhraseOf(e, noteBug)));
        }
    }
}
