namespace LoRaNode.Node.Display;

/// <summary>
/// Everything that the display says, in Kazakh, Russian and English: the device's one resource place. Only the string that is asked for
/// is made, and literals stay in the flash.
/// </summary>
public static class DisplayText
{
    /// <summary>The words for a key. Short: a line holds about 25 characters.</summary>
    public static string Get(DisplayTextKey key, DisplayLanguage language)
    {
        switch (language)
        {
            case DisplayLanguage.Kazakh: return Kazakh(key);
            case DisplayLanguage.Russian: return Russian(key);
            default: return English(key);
        }
    }

    private static string Kazakh(DisplayTextKey key)
    {
        switch (key)
        {
            case DisplayTextKey.Alert: return "Хабарландыру";
            case DisplayTextKey.Messages: return "Хабарламалар";
            case DisplayTextKey.Status: return "Күйі";
            case DisplayTextKey.Identity: return "Түйін";
            case DisplayTextKey.NoAlerts: return "Хабарландыру жоқ";
            case DisplayTextKey.NoMessages: return "Хабарлама жоқ";
            case DisplayTextKey.OnlyProven: return "Тек қолтаңбасы тексерілгендері көрсетіледі.";
            case DisplayTextKey.Now: return "жаңа ғана";
            case DisplayTextKey.Minutes: return "мин";
            case DisplayTextKey.Hours: return "сағ";
            case DisplayTextKey.Days: return "күн";
            case DisplayTextKey.Battery: return "Батарея";
            case DisplayTextKey.Volt: return "В";
            case DisplayTextKey.Neighbours: return "Көршілер";
            case DisplayTextKey.Airtime: return "Эфир қоры";
            case DisplayTextKey.Kept: return "Сақталған";
            case DisplayTextKey.PowerFull: return "толық жұмыс";
            case DisplayTextKey.PowerSaving: return "үнемдеу";
            case DisplayTextKey.PowerBeacon: return "тек маяк";
            case DisplayTextKey.PowerSleep: return "ұйқы";
            case DisplayTextKey.Address: return "Мекенжай";
            case DisplayTextKey.Network: return "Желі";
            case DisplayTextKey.Epoch: return "Кілт дәуірі";
            case DisplayTextKey.Version: return "Нұсқа";
            case DisplayTextKey.NotProvisioned: return "Кілттер жоқ: түйін бапталмаған.";
            case DisplayTextKey.ErasingIn: return "Бәрі өшіріледі";
            case DisplayTextKey.ReleaseToCancel: return "Тоқтату: босатыңыз";
            case DisplayTextKey.Erased: return "Бәрі өшірілді";
            case DisplayTextKey.Charging: return "зарядталуда";
            case DisplayTextKey.Erasing: return "Өшіріліп жатыр\u2026";
            case DisplayTextKey.Unreadable: return "Мәтін оқылмады: бағдарламаны жаңарту қажет.";
            default: return "Іске қосылу";
        }
    }

    private static string Russian(DisplayTextKey key)
    {
        switch (key)
        {
            case DisplayTextKey.Alert: return "Оповещение";
            case DisplayTextKey.Messages: return "Сообщения";
            case DisplayTextKey.Status: return "Состояние";
            case DisplayTextKey.Identity: return "Узел";
            case DisplayTextKey.NoAlerts: return "Оповещений нет";
            case DisplayTextKey.NoMessages: return "Сообщений нет";
            case DisplayTextKey.OnlyProven: return "Здесь видны только оповещения с проверенной подписью.";
            case DisplayTextKey.Now: return "только что";
            case DisplayTextKey.Minutes: return "мин";
            case DisplayTextKey.Hours: return "ч";
            case DisplayTextKey.Days: return "дн";
            case DisplayTextKey.Battery: return "Батарея";
            case DisplayTextKey.Volt: return "В";
            case DisplayTextKey.Neighbours: return "Соседи";
            case DisplayTextKey.Airtime: return "Запас эфира";
            case DisplayTextKey.Kept: return "Хранится";
            case DisplayTextKey.PowerFull: return "полная работа";
            case DisplayTextKey.PowerSaving: return "экономия";
            case DisplayTextKey.PowerBeacon: return "только маяк";
            case DisplayTextKey.PowerSleep: return "сон";
            case DisplayTextKey.Address: return "Адрес";
            case DisplayTextKey.Network: return "Сеть";
            case DisplayTextKey.Epoch: return "Эпоха ключа";
            case DisplayTextKey.Version: return "Версия";
            case DisplayTextKey.NotProvisioned: return "Ключей нет: узел ещё не настроен.";
            case DisplayTextKey.ErasingIn: return "Всё будет стёрто";
            case DisplayTextKey.ReleaseToCancel: return "Отмена: отпустите";
            case DisplayTextKey.Erased: return "Всё стёрто";
            case DisplayTextKey.Charging: return "заряжается";
            case DisplayTextKey.Erasing: return "Идёт стирание\u2026";
            case DisplayTextKey.Unreadable: return "Текст не читается: нужна новая версия прошивки.";
            default: return "Запусков";
        }
    }

    private static string English(DisplayTextKey key)
    {
        switch (key)
        {
            case DisplayTextKey.Alert: return "Alert";
            case DisplayTextKey.Messages: return "Messages";
            case DisplayTextKey.Status: return "Status";
            case DisplayTextKey.Identity: return "Node";
            case DisplayTextKey.NoAlerts: return "No alerts";
            case DisplayTextKey.NoMessages: return "No messages";
            case DisplayTextKey.OnlyProven: return "Only alerts with a verified signature are shown here.";
            case DisplayTextKey.Now: return "just now";
            case DisplayTextKey.Minutes: return "min";
            case DisplayTextKey.Hours: return "h";
            case DisplayTextKey.Days: return "d";
            case DisplayTextKey.Battery: return "Battery";
            case DisplayTextKey.Volt: return "V";
            case DisplayTextKey.Neighbours: return "Neighbours";
            case DisplayTextKey.Airtime: return "Airtime left";
            case DisplayTextKey.Kept: return "Kept";
            case DisplayTextKey.PowerFull: return "full operation";
            case DisplayTextKey.PowerSaving: return "saving";
            case DisplayTextKey.PowerBeacon: return "beacon only";
            case DisplayTextKey.PowerSleep: return "asleep";
            case DisplayTextKey.Address: return "Address";
            case DisplayTextKey.Network: return "Network";
            case DisplayTextKey.Epoch: return "Key epoch";
            case DisplayTextKey.Version: return "Version";
            case DisplayTextKey.NotProvisioned: return "No keys: this node is not set up yet.";
            case DisplayTextKey.ErasingIn: return "Erasing everything";
            case DisplayTextKey.ReleaseToCancel: return "Release to cancel";
            case DisplayTextKey.Erased: return "Everything is erased";
            case DisplayTextKey.Charging: return "charging";
            case DisplayTextKey.Erasing: return "Erasing\u2026";
            case DisplayTextKey.Unreadable: return "The text cannot be read: newer firmware is needed.";
            default: return "Starts";
        }
    }
}
