namespace LoRaNode.VirtualRadio.Airwaves;

/// <summary>
/// A source of noise at the place of a station index: flat over its bandwidth, on from one time to another. It is attached like a
/// station, so the losses say how strong it is at each receiver.
/// </summary>
/// <param name="Station">Index whose losses apply.</param>
/// <param name="FrequencyHz">Centre frequency in hertz.</param>
/// <param name="BandwidthHz">Bandwidth in hertz.</param>
/// <param name="PowerDbm">Power in dBm.</param>
/// <param name="FromUs">On from, in microseconds of simulated time.</param>
/// <param name="UntilUs">Off from then.</param>
public sealed record Jammer(int Station, double FrequencyHz, double BandwidthHz, double PowerDbm, long FromUs = 0, long UntilUs = long.MaxValue);
