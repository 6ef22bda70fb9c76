using LoRaNode.Web.Html;

namespace LoRaNode.Web.Work;

/// <summary>A piece of work did not reach its goal, for a reason that is itself put into words.</summary>
internal sealed class WorkFailure(Phrase words) : Exception(words.Key)
{
    /// <summary>What happened and what to do.</summary>
    internal Phrase Words { get; } = words;
}
