namespace Iot.Device.Ssd13xx.Commands;

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

public class SetDisplayOff : ISharedCommand
{
    public SetDisplayOff() => throw null;
    public byte Id { get => throw null; }
    public byte[] GetBytes() => throw null;
}

public class SetDisplayOn : ISharedCommand
{
    public SetDisplayOn() => throw null;
    public byte Id { get => throw null; }
    public byte[] GetBytes() => throw null;
}
