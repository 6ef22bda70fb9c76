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
