namespace LoRaNode.Benchmarks.Text;

/// <summary>What is hard on the text decoder: several languages in a text, capitals, digits, names in other letters, emoji.</summary>
internal static class MixedTexts
{
    internal static readonly string[] All =
    [
        "Көпір жабық, объезд по улице Абая, айналып өтіңіз",
        "Свет жоқ, вода жоқ, связи тоже жоқ. Check the radio at 18:00",
        "ШҰҒЫЛ! СРОЧНО! URGENT! ҚАН КЕРЕК, НУЖНА КРОВЬ, BLOOD NEEDED",
        "Тел. +7 (727) 279-00-45, 8 701 555 12 34; 112, 103; 01.02.2026 07:45",
        "43.238949, 76.889709 — N43°14'20\" E76°53'22\"",
        "https://example.org/a?b=c&d=e#f, E-mail: MedBrigade7@example.org",
        "🚨🚨 Пожар! 🔥 Өрт! 🚒 Fire! 👨‍👩‍👧 ✅",
        "iPhone, BMW X5, Wi-Fi, COVID-19, ОЗХО, ҚР ІІМ, МЧС РК, UN OCHA",
        "Ω ≈ 42 кОм; ΔT = −15 °C; 漢字; ελληνικά; ქართული; עברית",
        "ҚАЗҚАҚАЗ ЫЫЫЪЪЪ щщщ zzz qqq ѢѣѲѳ",
        "Ж.Т.Қ. «Үйсін» (Алғабас), 3-ш/а, 14Б-үй, 2-подъезд, кв. 57/1",
        "ПУНКТ ОБОГРЕВА: ШКОЛА №25, ВХОД СО ДВОРА",
    ];
}
