namespace LoRaNode.Host.Store;

/// <summary>How far provisioning of a node has come.</summary>
public enum NodeState
{
    /// <summary>It has a name, an address and perhaps a board; nothing was sent.</summary>
    Assigned,

    /// <summary>Credentials were made and may have been stored by the board.</summary>
    Sent,

    /// <summary>The board was read back and stores exactly what was sent last.</summary>
    Verified,
}

/// <summary>A node as the technicians' database knows it.</summary>
/// <param name="Address">Address, 1 to 65,534.</param>
/// <param name="Name">What the technicians call it.</param>
/// <param name="Board">Identity of the board it lives on, 16 hexadecimal digits; null before one was seen.</param>
/// <param name="State">How far provisioning has come.</param>
/// <param name="CredentialsCheck">Check of the credentials sent last, 16 hexadecimal digits.</param>
public sealed record StoredNode(ushort Address, string Name, string? Board, NodeState State, string? CredentialsCheck);

/// <summary>Where a node stands and how it is mounted. Everything but the address may be unknown.</summary>
/// <param name="Address">Address of the node.</param>
/// <param name="Place">In words: house, entrance, roof.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="HeightM">Height of the antenna above ground in metres.</param>
/// <param name="Antenna">Type, gain, cable.</param>
/// <param name="Photo">Path of a picture.</param>
public sealed record SiteRecord(ushort Address, string? Place, double? Latitude, double? Longitude, double? HeightM, string? Antenna, string? Photo);
