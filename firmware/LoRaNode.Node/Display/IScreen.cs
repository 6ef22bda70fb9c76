namespace LoRaNode.Node.Display;

/// <summary>A display that can show a frame buffer.</summary>
public interface IScreen
{
    /// <summary>Shows the picture. Takes about 25 ms on a 400 kHz bus.</summary>
    void Show(FrameBuffer picture);

    /// <summary>Switches the panel on or off; off, it draws some microamperes.</summary>
    void SetPower(bool isOn);
}
