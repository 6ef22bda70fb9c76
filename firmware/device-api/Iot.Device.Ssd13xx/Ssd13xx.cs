using System;
using System.Device.Gpio;
using System.Device.I2c;
using Iot.Device.Ssd13xx.Commands;

namespace Iot.Device.Ssd13xx;

public enum DisplayOrientation
{
    Portrait = 1,
    Landscape = 2,
    Portrait180 = 3,
    Landscape180 = 4,
}

public abstract class IFont
{
    protected IFont() => throw null;
    public abstract byte Width { get; }
    public abstract byte Height { get; }
    public abstract byte[] this[char character] { get; }
}

public class Sh1106 : Ssd1306
{
    public Sh1106(I2cDevice i2cDevice, int resetPin = -1) : base(null) => throw null;
    public Sh1106(I2cDevice i2cDevice, Ssd13xx.DisplayResolution res, DisplayOrientation orientation = DisplayOrientation.Landscape, int resetPin = -1, GpioController gpio = null, bool shouldDispose = true) : base(null) => throw null;
}

public class Ssd1306 : Ssd13xx
{
    public const byte DefaultI2cAddress = 60;
    public const byte SecondaryI2cAddress = 61;
    public Ssd1306(I2cDevice i2cDevice, int resetPin = -1) : base(null) => throw null;
    public Ssd1306(I2cDevice i2cDevice, Ssd13xx.DisplayResolution res, DisplayOrientation orientation = DisplayOrientation.Landscape, int resetPin = -1, GpioController gpio = null, bool shouldDispose = true) : base(null) => throw null;
    protected override void Dispose(bool disposing) => throw null;
    public void SendCommand(ISsd1306Command command) => throw null;
    public override void SendCommand(ISharedCommand command) => throw null;
}

public abstract class Ssd13xx : IDisposable
{
    public Ssd13xx(I2cDevice i2cDevice, Ssd13xx.DisplayResolution resolution = Ssd13xx.DisplayResolution.OLED128x64, DisplayOrientation orientation = DisplayOrientation.Landscape, int resetPin = -1, GpioController gpio = null, bool shouldDispose = true) => throw null;

    public DisplayOrientation Orientation
    {
        get => throw null;
        set => throw null;
    }

    public int Width
    {
        get => throw null;
        set => throw null;
    }

    public int Height
    {
        get => throw null;
        set => throw null;
    }

    public byte Pages
    {
        get => throw null;
        set => throw null;
    }

    public IFont Font
    {
        get => throw null;
        set => throw null;
    }

    public void ClearDirectAligned(int x, int y, int width, int height) => throw null;
    public void ClearScreen() => throw null;
    public void Display() => throw null;
    protected virtual void Dispose(bool disposing) => throw null;
    public void Dispose() => throw null;
    public void DrawBitmap(int x, int y, int width, int height, byte[] bitmap, byte size = 1) => throw null;
    public void DrawDirectAligned(int x, int y, int width, int height, byte[] buffer) => throw null;
    public void DrawFilledRectangle(int x0, int y0, int width, int height, bool inverted = true) => throw null;
    public void DrawHorizontalLine(int x0, int y0, int length, bool inverted = true) => throw null;
    public void DrawPixel(int x, int y, bool inverted = true) => throw null;
    public void DrawString(int x, int y, string str, byte size = 1, bool center = false) => throw null;
    public void DrawVerticalLine(int x0, int y0, int length, bool inverted = true) => throw null;
    public abstract void SendCommand(ISharedCommand command);
    public virtual void SendData(SpanByte data) => throw null;
    protected SpanByte SliceGenericBuffer(int length) => throw null;
    protected SpanByte SliceGenericBuffer(int start, int length) => throw null;
    public void Write(int x, int y, string str, byte size = 1, bool center = false) => throw null;

    public enum DisplayResolution
    {
        OLED128x64 = 0,
        OLED128x32 = 1,
        OLED96x16 = 2,
        OLED64x128 = 3,
    }
}
