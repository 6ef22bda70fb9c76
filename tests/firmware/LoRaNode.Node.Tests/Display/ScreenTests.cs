using LoRaNode.Node.Display;

namespace LoRaNode.Node.Tests.Display;

public class ScreenTests
{
    private const long Now = 10_000_000;

    public static TheoryData<string, DisplayLanguage> Languages => new()
    {
        { "kk", DisplayLanguage.Kazakh },
        { "ru", DisplayLanguage.Russian },
        { "en", DisplayLanguage.English },
    };

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_page_looks_as_it_was_approved(string code, DisplayLanguage language)
    {
        var screen = ScreenOf(language);
        Show(screen, Now, $"alert-{code}");

        // A long text scrolls down line by line.
        Show(screen, Now + 5_000, $"alert-scrolled-{code}");
        Press(screen, Now + 31_000);
        Show(screen, Now + 31_200, $"messages-{code}");
        Press(screen, Now + 32_000);
        Show(screen, Now + 32_200, $"status-{code}");
        Press(screen, Now + 33_000);
        Show(screen, Now + 33_200, $"identity-{code}");

        Hold(screen, Now + 34_000, 3_500);
        Show(screen, Now + 37_500, $"countdown-{code}");
        screen.ShowErased(false, Now + 38_000);
        screen.Button(false, Now + 38_000);
        Show(screen, Now + 38_000, $"erasing-{code}");
        screen.ShowErased(true, Now + 39_000);
        Show(screen, Now + 39_000, $"erased-{code}");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Empty_pages_look_as_they_were_approved(string code, DisplayLanguage language)
    {
        var state = new DisplayState { Language = language, Version = "0.1.0", Starts = 1, Power = DisplayTextKey.PowerSleep };
        var screen = new NodeScreen(state, Now);
        Show(screen, Now, $"empty-alert-{code}");
        Press(screen, Now + 1000);
        Show(screen, Now + 1200, $"empty-messages-{code}");
        Press(screen, Now + 2000);
        Show(screen, Now + 2200, $"empty-status-{code}");
        Press(screen, Now + 3000);
        Show(screen, Now + 3200, $"empty-identity-{code}");
    }

    [Fact]
    public void Long_names_and_ages_are_cut_and_not_drawn_over_each_other()
    {
        var state = StateOf(DisplayLanguage.Russian);
        state.AlertIssuer = "Общественный комитет медицинской помощи";
        state.SetText(DisplayState.AlertPlace, "Слово.".ToCharArray());
        state.Network = "Алматы, Медеуский район, верхняя часть";
        state.AlertAtMs = Now - (80L * 24 * 3600 * 1000);
        state.BatteryPercent = 100;
        state.IsCharging = true;
        var screen = new NodeScreen(state, Now);
        Show(screen, Now, "long-alert");
        Press(screen, Now + 1000);
        Press(screen, Now + 2000);
        Show(screen, Now + 2200, "charging-status");
        Press(screen, Now + 3000);
        Show(screen, Now + 3200, "long-identity");
    }

    [Fact]
    public void A_short_press_turns_the_page_and_the_last_leads_to_the_first()
    {
        var screen = new NodeScreen(StateOf(DisplayLanguage.English), 0);
        screen.Button(false, 0);
        DisplayPage[] expected = [DisplayPage.Messages, DisplayPage.Status, DisplayPage.Identity, DisplayPage.Alert];
        for (var i = 0; i < expected.Length; i++)
        {
            Press(screen, 1000 * (i + 1));
            Assert.Equal(expected[i], screen.Page);
        }
    }

    [Fact]
    public void The_panel_sleeps_and_wakes_on_a_press_without_turning_the_page_and_on_an_alert()
    {
        var screen = new NodeScreen(StateOf(DisplayLanguage.English), 0);
        screen.Button(false, 0);
        screen.Update(0);
        Press(screen, 1000);
        Assert.True(screen.Update(1000 + NodeScreen.SleepMs + 200));
        Assert.False(screen.IsOn);
        Press(screen, 200_000);
        Assert.True(screen.IsOn);
        Assert.Equal(DisplayPage.Messages, screen.Page);
        Assert.True(screen.Update(200_200));
        Assert.True(screen.Update(400_000));
        Assert.False(screen.IsOn);
        screen.ShowAlert(500_000);
        Assert.True(screen.IsOn);
        Assert.Equal(DisplayPage.Alert, screen.Page);
        Assert.True(screen.Update(500_000));
    }

    [Fact]
    public void Nothing_is_drawn_again_while_nothing_changes_and_the_next_due_time_is_never_missed()
    {
        // Updates at the due times only must show the same as updates at every millisecond.
        var lazy = new NodeScreen(StateOf(DisplayLanguage.Kazakh), Now);
        var eager = new NodeScreen(StateOf(DisplayLanguage.Kazakh), Now);
        Feed(lazy);
        lazy.Update(Now);
        var draws = 0;
        for (var ms = Now; ms < Now + 59_000; ms += 10)
        {
            Feed(eager);
            draws += eager.Update(ms) ? 1 : 0;
            if (ms >= lazy.NextDueMs)
            {
                lazy.Update(ms);
            }

            Assert.True(lazy.NextDueMs > ms, "the screen asks to be called again at once");
            Assert.Equal(eager.Picture.Bytes, lazy.Picture.Bytes);
        }

        Assert.InRange(draws, 5, 60);
    }

    [Fact]
    public void Drawing_allocates_little()
    {
        var screen = ScreenOf(DisplayLanguage.Russian);
        Feed(screen);
        screen.Update(Now);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            screen.Refresh();
            screen.Update(Now + i);
        }

        // The characters of the texts, once for each drawing.
        Assert.True((GC.GetAllocatedBytesForCurrentThread() - before) / 100 < 1500);
    }

    /// <summary>A screen whose owner has every text at hand.</summary>
    private static NodeScreen ScreenOf(DisplayLanguage language) => new(StateOf(language), Now);

    /// <summary>The alert, then the messages.</summary>
    private static string[] TextsIn(DisplayLanguage language) => language switch
    {
        DisplayLanguage.Kazakh =>
        [
            "Сәтбаев көшесіндегі №4 мектепте медициналық пункт ашылды. Жаралыларды шығыс қақпадан кіргізіңіздер. Су мен дәрі-дәрмек бар, генератор 22:00-ге дейін жұмыс істейді.",
            "Үшінші қабатта екі төсек бос, келіңіздер.",
            "Суды қайдан алуға болады?",
        ],
        DisplayLanguage.Russian =>
        [
            "В школе №4 на улице Сатпаева открыт медпункт. Раненых везите к восточным воротам. Есть вода и лекарства, генератор работает до 22:00. Объезд: ул. Жандосова, «Мегацентр».",
            "На третьем этаже свободны две койки, приходите.",
            "Где можно взять воду?",
        ],
        _ =>
        [
            "A first-aid point is open at School No. 4 in Satpayev Street. Bring the wounded to the east gate. There is water and medicine; the generator runs until 22:00.",
            "Two beds are free on the third floor, please come.",
            "Where can we get water?",
        ],
    };

    /// <summary>Gives the screen the text that it wants, as the owner does once it is decoded.</summary>
    private static void Feed(NodeScreen screen)
    {
        int wanted = screen.TextWanted;
        if (wanted != DisplayState.NoText && wanted != screen.State.TextOf)
        {
            screen.State.SetText(wanted, TextsIn(screen.State.Language)[wanted].ToCharArray());
            screen.Refresh();
        }
    }

    private static DisplayState StateOf(DisplayLanguage language)
    {
        var state = new DisplayState
        {
            Language = language,
            AlertAtMs = Now - (12 * 60_000),
            BatteryMillivolts = 3872,
            BatteryPercent = 64,
            Neighbours = 7,
            AirtimeLeftPercent = 83,
            KeptFrames = 41,
            IsProvisioned = true,
            Address = 0x2F07,
            Epoch = 3,
            Starts = 128,
            Version = "0.1.0",
            HasAlert = true,
            MessageCount = 2,
        };
        state.MessageOrigins[0] = 0xA1B2;
        state.MessageOrigins[1] = 0x0042;
        state.MessageAtMs[0] = Now - 20_000;
        state.MessageAtMs[1] = Now - (5 * 3_600_000);
        switch (language)
        {
            case DisplayLanguage.Kazakh:
                state.AlertIssuer = "Дәрігерлер";
                state.Network = "Көкжиек";
                break;
            case DisplayLanguage.Russian:
                state.AlertIssuer = "Врачи";
                state.Network = "Горизонт";
                break;
            default:
                state.AlertIssuer = "Medics";
                state.Network = "Horizon";
                break;
        }

        return state;
    }

    private static void Show(NodeScreen screen, long nowMs, string name)
    {
        Feed(screen);
        screen.Update(nowMs);
        GoldenFile.VerifyPicture(screen.Picture, name);
    }

    private static void Press(NodeScreen screen, long atMs)
    {
        screen.Button(false, atMs - 10);
        screen.Button(true, atMs);
        screen.Button(true, atMs + 50);
        screen.Button(false, atMs + 100);
    }

    private static void Hold(NodeScreen screen, long fromMs, int forMs)
    {
        screen.Button(false, fromMs - 10);
        for (var ms = 0; ms <= forMs; ms += 10)
        {
            screen.Button(true, fromMs + ms);
        }
    }
}
