using LoRaNode.Radio;

namespace LoRaNode.Benchmarks.Radio;

/// <summary>Remembers what a chip answered to a driver, or answers the same again: then nothing but the driver can allocate.</summary>
/// <param name="chip">The chip to listen to; null to answer from memory.</param>
/// <param name="answers">What was answered, transfer by transfer.</param>
internal sealed class ReplayBus(IRadioBus? chip, List<byte[]> answers) : IRadioBus
{
    private int _next;

    /// <inheritdoc/>
    public void Transfer(byte[] write, byte[] read, int length)
    {
        if (chip is not null)
        {
            chip.Transfer(write, read, length);
            answers.Add(read[..length]);
            return;
        }

        answers[_next++].CopyTo(read, 0);
    }
}

/// <summary>Remembers the level of the interrupt line, or shows the same again.</summary>
/// <param name="chip">The wires to listen to; null to answer from memory.</param>
/// <param name="levels">What was read, in turn.</param>
internal sealed class ReplayPins(IRadioPins? chip, List<bool> levels) : IRadioPins
{
    private int _next;

    /// <inheritdoc/>
    public bool HasReset => true;

    /// <inheritdoc/>
    public bool HasInterrupt => true;

    /// <inheritdoc/>
    public void SetReset(bool asserted) => chip?.SetReset(asserted);

    /// <inheritdoc/>
    public bool ReadInterrupt()
    {
        if (chip is not null)
        {
            levels.Add(chip.ReadInterrupt());
            return levels[^1];
        }

        return levels[_next++];
    }

    /// <inheritdoc/>
    public void Wait(int microseconds) => chip?.Wait(microseconds);
}
