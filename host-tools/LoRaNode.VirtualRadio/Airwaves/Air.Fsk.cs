using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.VirtualRadio.Airwaves;

/// <content>Packets of the FSK modem.</content>
public sealed partial class Air
{
    // Kept for a while after their end, because a LoRa frame that they disturbed may end later.
    private readonly List<Jammer> _fskCarriers = [];

    /// <summary>The sender's carrier appears; it stays until <see cref="EndFsk"/>.</summary>
    public void BeginFsk(FskPacket packet)
    {
        Forget();
        _fskCarriers.Add(new Jammer(packet.Station, packet.FrequencyHz, packet.BandwidthHz, packet.PowerDbm, Time.NowUs));
    }

    /// <summary>Preamble and sync word have been sent.</summary>
    public void SynchronizeFsk(FskPacket packet) => TellFsk(packet, (station, snrDb) => station.FskSynchronized(packet, snrDb));

    /// <summary>The carrier ends, with the whole packet sent or not.</summary>
    public void EndFsk(FskPacket packet, bool complete)
    {
        if (complete)
        {
            TellFsk(packet, (station, snrDb) => station.FskEnded(packet, snrDb));
        }

        int at = _fskCarriers.FindIndex(c => c.Station == packet.Station && c.UntilUs == long.MaxValue);
        if (at >= 0)
        {
            _fskCarriers[at] = _fskCarriers[at] with { UntilUs = Time.NowUs };
        }
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
