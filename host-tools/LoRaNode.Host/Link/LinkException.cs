using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Link;

/// <summary>Why a node cannot be talked to.</summary>
public enum LinkFailure
{
    /// <summary>The port is open but nothing that is a node answers.</summary>
    Silent,

    /// <summary>The port went away in the middle: cable pulled, program ended.</summary>
    Gone,

    /// <summary>The node's answer cannot be understood.</summary>
    Garbled,

    /// <summary>What is there does not have the node's link key.</summary>
    Stranger,
}

/// <summary>A node could not be talked to.</summary>
public sealed class LinkException(LinkFailure failure, Exception? inner = null) : Exception(failure.ToString(), inner)
{
    /// <summary>What went wrong, for a text in the user's language.</summary>
    public LinkFailure Failure { get; } = failure;

    /// <summary>The same for the person: what happened at which port, and what to do.</summary>
    public UserError ToUserError(string port) => new(
        Failure switch
        {
            LinkFailure.Silent => "node.error.silent",
            LinkFailure.Gone => "node.error.gone",
            LinkFailure.Stranger => "node.error.stranger",
            _ => "node.error.garbled",
        },
        port);
}
