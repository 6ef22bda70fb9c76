namespace LoRaNode.Radio.Regions;

/// <summary>What a power limit is measured against.</summary>
public enum PowerReference : byte
{
    /// <summary>At the antenna connector; gain up to 6 dBi is free (United States).</summary>
    Conducted,

    /// <summary>Effective radiated power: against a half-wave dipole (2.15 dBi).</summary>
    Erp,

    /// <summary>Equivalent isotropically radiated power: against an antenna that radiates evenly.</summary>
    Eirp,
}
