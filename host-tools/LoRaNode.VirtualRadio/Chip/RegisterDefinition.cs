namespace LoRaNode.VirtualRadio.Chip;

/// <summary>Which page an address belongs to.</summary>
public enum RegisterPage : byte
{
    /// <summary>Visible in both modems.</summary>
    Common,

    /// <summary>0x0D to 0x3F while the LoRa modem is selected and AccessSharedReg is 0.</summary>
    LoRa,

    /// <summary>0x0D to 0x3F while the FSK/OOK modem is selected, or LoRa with AccessSharedReg set.</summary>
    Fsk,
}

/// <summary>What a register does with reads and writes.</summary>
public enum RegisterAccess : byte
{
    /// <summary>Holds what was written (within its mask).</summary>
    ReadWrite,

    /// <summary>Writes are ignored.</summary>
    ReadOnly,

    /// <summary>Flags: a written 1 clears.</summary>
    WriteOneToClear,

    /// <summary>The window to the packet memory.</summary>
    Fifo,
}

/// <summary>One register: its place, its value after reset and its access rights.</summary>
/// <param name="Page">Page of the address.</param>
/// <param name="Address">Address, 0 to 0x7F.</param>
/// <param name="Name">Name in the datasheet without "Reg".</param>
/// <param name="Reset">Value after reset.</param>
/// <param name="Access">Access rights.</param>
/// <param name="WriteMask">Bits that a write changes.</param>
public readonly record struct RegisterDefinition(
    RegisterPage Page,
    byte Address,
    string Name,
    byte Reset,
    RegisterAccess Access = RegisterAccess.ReadWrite,
    byte WriteMask = 0xFF);
