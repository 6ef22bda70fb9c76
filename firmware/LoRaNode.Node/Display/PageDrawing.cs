namespace LoRaNode.Node.Display;

/// <summary>
/// Draws the pages: a bright title bar of ten rows, then five lines of text. Allocates only short-lived strings of <see cref="DisplayText"/>.
/// </summary>
internal sealed class PageDrawing
{
    /// <summary>Columns of a line of running text; the scroll bar is to the right of it.</summary>
    public const int TextWidth = 124;

    /// <summary>Lines of running text below the line that tells issuer or sender.</summary>
    public const int TextLines = 4;

    private const int TitleHeight = 11;
    private const int FirstLineY = 12;
    private const int LineHeight = 10;
    private const int BatteryWidth = 17;
    private const int ScrollBarX = 127;

    private readonly FrameBuffer _buffer;
    private readonly char[] _hex = new char[4];

    public PageDrawing(FrameBuffer buffer)
    {
        _buffer = buffer;
    }

    /// <summary>The alert page.</summary>
    public void Alert(DisplayState state, TextLayout text, int scroll, long nowMs)
    {
        DisplayLanguage language = state.Language;
        Title(DisplayText.Get(DisplayTextKey.Alert, language), state, (int)DisplayPage.Alert);
        if (!state.HasAlert)
        {
            Empty(DisplayTextKey.NoAlerts, language, text);
            return;
        }

        int ageX = Age(state.AlertAtMs, nowMs, language, FirstLineY);
        int x = _buffer.DrawText(0, FirstLineY, "\u2713");
        DrawClipped(x + 2, FirstLineY, state.AlertIssuer, ageX - 4);
        Running(text, scroll);
    }

    /// <summary>The message page; <paramref name="shown"/> counts from the newest.</summary>
    public void Message(DisplayState state, int shown, TextLayout text, int scroll, long nowMs)
    {
        DisplayLanguage language = state.Language;
        Title(DisplayText.Get(DisplayTextKey.Messages, language), state, (int)DisplayPage.Messages);
        if (state.MessageCount == 0)
        {
            Centred(DisplayText.Get(DisplayTextKey.NoMessages, language), 32);
            return;
        }

        Age(state.MessageAtMs[shown], nowMs, language, FirstLineY);
        int x = Hex(0, FirstLineY, state.MessageOrigins[shown]);
        x = _buffer.DrawText(x + 4, FirstLineY, "\u00B7");
        x = _buffer.DrawNumber(x + 4, FirstLineY, shown + 1);
        x = _buffer.DrawText(x, FirstLineY, "/");
        _buffer.DrawNumber(x, FirstLineY, state.MessageCount);
        Running(text, scroll);
    }

    /// <summary>The status page.</summary>
    public void Status(DisplayState state)
    {
        DisplayLanguage language = state.Language;
        Title(DisplayText.Get(DisplayTextKey.Status, language), state, (int)DisplayPage.Status);
        int y = FirstLineY;
        Label(DisplayTextKey.Battery, language, y);
        if (state.BatteryMillivolts > 0)
        {
            // 3,87 V 76 %, from the right.
            string volt = DisplayText.Get(DisplayTextKey.Volt, language);
            int x = RightNumber(FrameBuffer.Width, y, state.BatteryPercent, "%");
            Voltage(x - 6, y, state.BatteryMillivolts / 10, volt, language == DisplayLanguage.English ? "." : ",");
        }
        else
        {
            RightText(FrameBuffer.Width, y, "\u2014");
        }

        y += LineHeight;
        RightText(FrameBuffer.Width, y, DisplayText.Get(state.Power, language));
        if (state.IsCharging)
        {
            _buffer.DrawText(0, y, DisplayText.Get(DisplayTextKey.Charging, language));
        }

        y += LineHeight;
        Label(DisplayTextKey.Neighbours, language, y);
        RightNumber(FrameBuffer.Width, y, state.Neighbours, string.Empty);
        y += LineHeight;
        Label(DisplayTextKey.Airtime, language, y);
        int left = RightNumber(FrameBuffer.Width, y, state.AirtimeLeftPercent, "%");
        Bar(left - 30, y + 1, 26, state.AirtimeLeftPercent);
        y += LineHeight;
        Label(DisplayTextKey.Kept, language, y);
        RightNumber(FrameBuffer.Width, y, state.KeptFrames, string.Empty);
    }

    /// <summary>The identity page.</summary>
    public void Identity(DisplayState state, TextLayout text)
    {
        DisplayLanguage language = state.Language;
        Title(DisplayText.Get(DisplayTextKey.Identity, language), state, (int)DisplayPage.Identity);
        int y = FirstLineY;
        if (!state.IsProvisioned)
        {
            text.Set(DisplayText.Get(DisplayTextKey.NotProvisioned, language).ToCharArray(), TextWidth);
            for (int i = 0; i < text.Lines; i++)
            {
                text.Draw(_buffer, i, 0, y + 5 + (i * LineHeight));
            }

            y += 3 * LineHeight;
        }
        else
        {
            int behind = Label(DisplayTextKey.Network, language, y);
            RightClipped(behind + 4, y, state.Network);
            y += LineHeight;
            Label(DisplayTextKey.Address, language, y);
            Hex(FrameBuffer.Width - HexWidth(state.Address), y, state.Address);
            y += LineHeight;
            Label(DisplayTextKey.Epoch, language, y);
            RightNumber(FrameBuffer.Width, y, state.Epoch, string.Empty);
            y += LineHeight;
        }

        int end = Label(DisplayTextKey.Version, language, y);
        RightClipped(end + 4, y, state.Version);
        y += LineHeight;
        Label(DisplayTextKey.Starts, language, y);
        RightNumber(FrameBuffer.Width, y, state.Starts, string.Empty);
    }

    /// <summary>The countdown to the erasure: everything else is hidden, so that nobody misses it.</summary>
    public void Countdown(DisplayLanguage language, int seconds, int elapsedPercent)
    {
        Centred(DisplayText.Get(DisplayTextKey.ErasingIn, language), 4);
        _buffer.DrawLargeNumber(FrameBuffer.Width / 2, 18, seconds);
        Bar(14, 42, 100, 100 - elapsedPercent);
        Centred(DisplayText.Get(DisplayTextKey.ReleaseToCancel, language), 53);
        _buffer.Invert(0, 0, FrameBuffer.Width, 16);
    }

    /// <summary>During and after the erasure.</summary>
    public void Erased(DisplayLanguage language, bool isDone)
    {
        Centred(DisplayText.Get(isDone ? DisplayTextKey.Erased : DisplayTextKey.Erasing, language), 27);
        _buffer.Frame(0, 0, FrameBuffer.Width, FrameBuffer.Height);
    }

    private void Title(string title, DisplayState state, int page)
    {
        int x = _buffer.DrawText(2, 0, title);
        for (int i = 0; i <= (int)DisplayPage.Identity; i++)
        {
            _buffer.Fill(x + 6 + (6 * i), 4, i == page ? 4 : 2, i == page ? 4 : 2);
        }

        if (state.BatteryMillivolts > 0)
        {
            Battery(FrameBuffer.Width - BatteryWidth - 2, 1, state.BatteryPercent, state.IsCharging);
        }

        _buffer.Invert(0, 0, FrameBuffer.Width, TitleHeight);
    }

    private void Battery(int x, int y, int percent, bool isCharging)
    {
        _buffer.Frame(x, y, BatteryWidth - 2, 9);
        _buffer.Fill(x + BatteryWidth - 2, y + 3, 2, 3);
        _buffer.Fill(x + 2, y + 2, (BatteryWidth - 6) * percent / 100, 5);
        if (isCharging)
        {
            // A plus in whatever is behind it.
            _buffer.Invert(x + 5, y + 4, 5, 1);
            _buffer.Invert(x + 7, y + 2, 1, 2);
            _buffer.Invert(x + 7, y + 5, 1, 2);
        }
    }

    private void Bar(int x, int y, int width, int percent)
    {
        _buffer.Frame(x, y, width, 7);
        _buffer.Fill(x + 2, y + 2, (width - 4) * percent / 100, 3);
    }

    private void Empty(DisplayTextKey key, DisplayLanguage language, TextLayout text)
    {
        Centred(DisplayText.Get(key, language), FirstLineY + 3);
        text.Set(DisplayText.Get(DisplayTextKey.OnlyProven, language).ToCharArray(), TextWidth);
        for (int i = 0; i < text.Lines && i < TextLines; i++)
        {
            text.Draw(_buffer, i, 0, FirstLineY + 18 + (i * LineHeight));
        }
    }

    private void Running(TextLayout text, int scroll)
    {
        for (int i = 0; i < TextLines; i++)
        {
            text.Draw(_buffer, scroll + i, 0, FirstLineY + LineHeight + 1 + (i * LineHeight));
        }

        if (text.Lines > TextLines)
        {
            const int top = FirstLineY + LineHeight + 2;
            const int height = FrameBuffer.Height - top;
            int length = height * TextLines / text.Lines;
            length = length < 3 ? 3 : length;
            _buffer.Fill(ScrollBarX, top + ((height - length) * scroll / (text.Lines - TextLines)), 1, length);
        }
    }

    /// <summary>Draws an age at the right edge. Returns the column where it begins.</summary>
    private int Age(long atMs, long nowMs, DisplayLanguage language, int y)
    {
        long minutes = (nowMs - atMs) / 60000;
        if (minutes < 1)
        {
            return RightText(FrameBuffer.Width, y, DisplayText.Get(DisplayTextKey.Now, language));
        }

        if (minutes < 100)
        {
            return RightNumber(FrameBuffer.Width, y, (int)minutes, DisplayText.Get(DisplayTextKey.Minutes, language));
        }

        if (minutes < 72 * 60)
        {
            return RightNumber(FrameBuffer.Width, y, (int)(minutes / 60), DisplayText.Get(DisplayTextKey.Hours, language));
        }

        long days = minutes / (24 * 60);
        return RightNumber(FrameBuffer.Width, y, days > 999 ? 999 : (int)days, DisplayText.Get(DisplayTextKey.Days, language));
    }

    private int Label(DisplayTextKey key, DisplayLanguage language, int y)
    {
        return _buffer.DrawText(0, y, DisplayText.Get(key, language));
    }

    private int RightText(int right, int y, string text)
    {
        char[] chars = text.ToCharArray();
        int x = right - CompactFont.Width(chars, 0, chars.Length);
        _buffer.DrawText(x, y, chars, 0, chars.Length);
        return x;
    }

    /// <summary>A number and its unit, ending at a column. Returns where it begins.</summary>
    private int RightNumber(int right, int y, int value, string unit)
    {
        int end = right;
        if (unit.Length > 0)
        {
            end = RightText(right, y, unit) - 3;
        }

        int x = end - _buffer.NumberWidth(value);
        _buffer.DrawNumber(x, y, value);
        return x;
    }

    private void Voltage(int right, int y, int centivolts, string unit, string point)
    {
        int x = RightText(right, y, unit) - 3;
        int ones = centivolts % 10;
        int tens = centivolts / 10 % 10;
        x -= _buffer.NumberWidth(ones);
        _buffer.DrawNumber(x, y, ones);
        x -= _buffer.NumberWidth(tens) + CompactFont.Gap;
        _buffer.DrawNumber(x, y, tens);
        x = RightText(x - CompactFont.Gap, y, point) - CompactFont.Gap;
        int whole = centivolts / 100;
        _buffer.DrawNumber(x - _buffer.NumberWidth(whole), y, whole);
    }

    private void RightClipped(int left, int y, string text)
    {
        char[] chars = text.ToCharArray();
        int x = FrameBuffer.Width - CompactFont.Width(chars, 0, chars.Length);
        if (x >= left)
        {
            _buffer.DrawText(x, y, chars, 0, chars.Length);
        }
        else
        {
            DrawClipped(left, y, text, FrameBuffer.Width);
        }
    }

    /// <summary>Draws a text that ends before a column, with an ellipsis when it is cut.</summary>
    private void DrawClipped(int x, int y, string text, int right)
    {
        char[] chars = text == null ? new char[0] : text.ToCharArray();
        if (x + CompactFont.Width(chars, 0, chars.Length) <= right)
        {
            _buffer.DrawText(x, y, chars, 0, chars.Length);
            return;
        }

        int room = right - x - CompactFont.Advance('\u2026');
        int end = 0;
        while (end < chars.Length && CompactFont.Width(chars, 0, end + 1) <= room)
        {
            end++;
        }

        int behind = _buffer.DrawText(x, y, chars, 0, end);
        _buffer.DrawText(behind, y, "\u2026");
    }

    private void Centred(string text, int y)
    {
        char[] chars = text.ToCharArray();
        int x = (FrameBuffer.Width - CompactFont.Width(chars, 0, chars.Length)) / 2;
        _buffer.DrawText(x < 0 ? 0 : x, y, chars, 0, chars.Length);
    }

    private int Hex(int x, int y, int value)
    {
        FillHex(value);
        return _buffer.DrawText(x, y, _hex, 0, _hex.Length);
    }

    private int HexWidth(int value)
    {
        FillHex(value);
        return CompactFont.Width(_hex, 0, _hex.Length);
    }

    private void FillHex(int value)
    {
        for (int i = 0; i < _hex.Length; i++)
        {
            int digit = (value >> (4 * (_hex.Length - 1 - i))) & 15;
            _hex[i] = (char)(digit < 10 ? '0' + digit : 'A' + digit - 10);
        }
    }
}
