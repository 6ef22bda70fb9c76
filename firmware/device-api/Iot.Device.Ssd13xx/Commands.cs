namespace Iot.Device.Ssd13xx.Commands;

public class ActivateScroll : ISharedCommand
{
    public ActivateScroll() => throw null;
    public byte Id => throw null;
    public byte[] GetBytes() => throw null;
}

public class DeactivateScroll : ISharedCommand
{
    public DeactivateScroll() => throw null;
    public byte Id => throw null;
    public byte[] GetBytes() => throw null;
}

public interface ICommand
{
    byte Id { get; }
    byte[] GetBytes();
}

public interface ISharedCommand : ICommand
{
}

public interface ISsd1306Command : ICommand
{
}

public class SetContrastControlForBank0 : ISharedCommand
{
    public SetContrastControlForBank0(byte contrastSetting = 127) => throw null;
    public byte Id => throw null;
    public byte ContrastSetting => throw null;
    public byte[] GetBytes() => throw null;
}

public class SetDisplayOff : ISharedCommand
{
    public SetDisplayOff() => throw null;
    public byte Id => throw null;
    public byte[] GetBytes() => throw null;
}

public class SetDisplayOn : ISharedCommand
{
    public SetDisplayOn() => throw null;
    public byte Id => throw null;
    public byte[] GetBytes() => throw null;
}

public class SetInverseDisplay : ISharedCommand
{
    public SetInverseDisplay() => throw null;
    public byte Id => throw null;
    public byte[] GetBytes() => throw null;
}

public class SetMultiplexRatio : ISharedCommand
{
    public SetMultiplexRatio(byte multiplexRatio = 63) => throw null;
    public byte Id => throw null;
    public byte MultiplexRatio => throw null;
    public byte[] GetBytes() => throw null;
}
