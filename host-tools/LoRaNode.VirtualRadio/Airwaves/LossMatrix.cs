namespace LoRaNode.VirtualRadio.Airwaves;

/// <summary>Losses given pair by pair; a pair that was never given cannot hear each other.</summary>
public sealed class LossMatrix : ILinkLosses
{
    private readonly double[] _lossDb;

    /// <summary>Creates a matrix in which nobody hears anybody.</summary>
    public LossMatrix(int stations)
    {
        Stations = stations;
        _lossDb = new double[stations * stations];
        Array.Fill(_lossDb, double.PositiveInfinity);
    }

    /// <summary>Number of stations.</summary>
    public int Stations { get; }

    /// <summary>Sets the loss of a pair in both directions, in decibels.</summary>
    public void Set(int a, int b, double lossDb)
    {
        SetOneWay(a, b, lossDb);
        SetOneWay(b, a, lossDb);
    }

    /// <summary>Sets the loss in one direction, in decibels.</summary>
    public void SetOneWay(int from, int to, double lossDb) => _lossDb[(from * Stations) + to] = lossDb;

    /// <inheritdoc/>
    public double LossDb(int sender, int receiver)
    {
        return sender < Stations && receiver < Stations ? _lossDb[(sender * Stations) + receiver] : double.PositiveInfinity;
    }
}
