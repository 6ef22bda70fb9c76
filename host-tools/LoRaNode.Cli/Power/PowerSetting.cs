namespace LoRaNode.Cli.Power;

/// <summary>What the power of a node depends on beside its board.</summary>
/// <param name="BatteryMilliampereHours">Rated charge of the battery.</param>
/// <param name="TransmitDbm">Transmitter power in dBm.</param>
/// <param name="DutyPerMille">Share of the time that the node sends, in thousandths.</param>
internal sealed record PowerSetting(int BatteryMilliampereHours, int TransmitDbm, int DutyPerMille);
