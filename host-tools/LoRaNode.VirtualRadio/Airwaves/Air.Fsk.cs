using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.VirtualRadio.Airwaves;

/// <content>Packets of the FSK modem.</content>
public sealed partial class Air
{
    private readonly Dictionary<FskPacket, Jammer> _carriers = [];

    /// <summary>The sender's carrier appears; it stays until <see cref="EndFsk"/>.</summary>
    public void BeginFsk(FskPacket packet)
    {
        var carrier = new Jammer(packet.Station, packet.FrequencyHz, packet.BandwidthHz, packet.PowerDbm, Time.NowUs);
        _carriers[packet] = carrier;
        _jammers.Add(carrier);
    }

    /// <summary>Preamble and sync word have been sent.</summary>
    public void SynchronizeFsk(FskPacket packet) => TellFsk(packet, (station, snrDb) => station.FskSynchronized(packet, snrDb));

    /// <summary>The carrier ends, with the whole packet sent or not.</summary>
    public void EndFsk(FskPacket packet, bool complete)
    {
        if (!_carriers.Remove(packet, out var carrier))
        {
            return;
        }

        if (complete)
        {
            TellFsk(packet, (station, snrDb) => station.FskEnded(packet, snrDb));
        }

        _jammers.Remove(carrier);
    }

    // The ratio of the packet to everything else in its own band, at each station.
    private void TellFsk(FskPacket packet, Action<IAirStation, double> tell)
    {
        double[] gains = GainsFrom(packet.Station);
        double noiseMw = LinkModel.FromDb(Model.NoiseFloorDbm(packet.BandwidthHz));
        double sentMw = LinkModel.FromDb(packet.PowerDbm);
        for (int i = 0; i < _stations.Count; i++)
        {
            if (i != packet.Station && gains[i] > 0 && _stations[i] is { } station)
            {
                double signalMw = sentMw * gains[i];
                double otherMw = Math.Max(0, ChannelPowerMw(i, packet.FrequencyHz, packet.BandwidthHz) - signalMw);
                tell(station, LinkModel.ToDb(signalMw / (noiseMw + otherMw)));
            }
        }
    }
}
