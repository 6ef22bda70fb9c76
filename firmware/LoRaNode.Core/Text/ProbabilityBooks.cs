namespace LoRaNode.Core.Text;

/// <summary>
/// What the codes in the models stand for: probabilities in 1/4096, 16 for each class of decisions. The classes: the followers of
/// one symbol (first, second, further ones), then for each depth from 2 to 5 and more the first, second and further entries; all
/// once for searches that begin with the node, and once for those that come from a longer context.
/// <para>
/// The same for all languages, so that none needs to be read when a text changes its language. Fitted to the decisions of the
/// three models together (Lloyd's algorithm under the divergence of binary decisions). 1 KB.
/// </para>
/// </summary>
public static class ProbabilityBooks
{
    /// <summary>How many probabilities a book has.</summary>
    public const int BookSize = 16;

    /// <summary>How many classes there are.</summary>
    public const int Classes = 15;

    /// <summary>How much further the books are for a search that comes from a longer context.</summary>
    public const int Escaped = Classes * BookSize;

    // For each depth, its first book; for each place in a list of followers, its book.
    internal static readonly byte[] DepthBooks = { 0, 0, 48, 96, 144, 192, 192 };
    internal static readonly byte[] FollowerBooks = { 0, 16, 32, 32 };

    /// <summary>The probabilities.</summary>
    internal static readonly ushort[] Values =
    {
        81, 846, 199, 792, 472, 1606, 421, 613, 1204, 725, 1345, 1528, 1902, 2965, 3446, 3928,
        27, 197, 348, 201, 457, 419, 901, 526, 1094, 503, 673, 1563, 1175, 1632, 2236, 3556,
        3, 261, 98, 629, 31, 321, 399, 578, 527, 374, 1136, 1385, 1801, 689, 2084, 2949,
        446, 475, 772, 528, 1030, 1399, 1166, 1633, 1486, 1781, 2186, 2717, 2494, 3050, 3641, 3978,
        547, 297, 472, 614, 893, 693, 956, 1147, 1390, 1032, 1512, 1855, 2021, 2446, 2843, 3666,
        227, 321, 449, 519, 645, 743, 847, 960, 1204, 1022, 1313, 1896, 1478, 1768, 2294, 3022,
        467, 678, 957, 1164, 1326, 1601, 1952, 2148, 2328, 2626, 2983, 3245, 3512, 3740, 3962, 4064,
        221, 483, 610, 626, 811, 980, 1160, 1321, 1556, 1811, 1937, 2269, 2681, 3046, 3600, 4006,
        283, 487, 593, 754, 768, 1075, 920, 834, 1214, 1538, 1402, 1801, 1992, 2361, 2864, 3496,
        369, 731, 1107, 1479, 1762, 1975, 2310, 2594, 2862, 3121, 3357, 3608, 3795, 3908, 4008, 4074,
        297, 553, 767, 935, 1028, 1228, 1439, 1652, 1785, 2019, 2292, 2614, 2800, 3100, 3500, 3864,
        252, 382, 521, 739, 650, 867, 1000, 1258, 1196, 1398, 1632, 1869, 2059, 2406, 2854, 3503,
        296, 735, 1191, 1607, 1965, 2283, 2599, 2846, 3127, 3343, 3553, 3732, 3843, 3939, 4028, 4077,
        188, 475, 715, 1234, 968, 1527, 1663, 1867, 2110, 2365, 2618, 2711, 3012, 3324, 3626, 3930,
        235, 459, 606, 775, 834, 953, 1128, 1310, 1405, 1531, 1724, 1970, 2211, 2561, 2913, 3510,
        95, 77, 301, 317, 478, 354, 621, 886, 741, 1122, 1146, 1479, 715, 415, 3687, 3962,
        20, 120, 222, 338, 297, 466, 391, 462, 643, 686, 809, 796, 1216, 1506, 1108, 3833,
        19, 81, 161, 219, 263, 399, 298, 426, 495, 620, 879, 435, 598, 1158, 1546, 2677,
        278, 506, 628, 854, 1008, 406, 1391, 1335, 2223, 1684, 2107, 753, 3213, 2678, 3594, 3945,
        198, 400, 491, 685, 499, 1014, 899, 1246, 264, 1872, 1561, 693, 1899, 2232, 2900, 3627,
        153, 316, 403, 524, 620, 819, 133, 981, 450, 1298, 1182, 769, 1543, 1878, 2212, 2947,
        441, 717, 944, 1562, 217, 1340, 2132, 791, 3128, 1821, 2704, 3219, 3693, 1953, 3426, 3957,
        363, 540, 89, 937, 658, 1322, 267, 1120, 1711, 693, 2263, 1854, 986, 2655, 3364, 3951,
        311, 477, 797, 641, 141, 554, 960, 1619, 1186, 1440, 310, 2179, 731, 1706, 2387, 3264,
        350, 775, 1121, 1623, 598, 2284, 1847, 2993, 1331, 2803, 3544, 3340, 3835, 2210, 3479, 4037,
        268, 528, 1002, 195, 1523, 679, 1314, 2066, 798, 1673, 2221, 2570, 1126, 3019, 2599, 3687,
        262, 809, 330, 627, 1366, 226, 1016, 307, 1578, 819, 1326, 2185, 795, 1653, 2518, 3241,
        285, 523, 1072, 1405, 1920, 2545, 1776, 3103, 2654, 3431, 3703, 3614, 2831, 3883, 4000, 3624,
        245, 349, 1168, 1315, 539, 865, 1649, 2079, 1815, 2385, 1392, 2665, 3146, 2710, 3470, 3908,
        463, 207, 894, 331, 1591, 699, 1065, 1474, 475, 1948, 1333, 1035, 2269, 1612, 2808, 3175,
    };

    /// <summary>The index of the first book for a depth (2 or more).</summary>
    public static int OfDepth(int depth)
    {
        return DepthBooks[depth];
    }

    /// <summary>The index of the book for the followers at a place in their list.</summary>
    public static int OfFollower(int place)
    {
        return FollowerBooks[place];
    }

    /// <summary>The probability in 1/4096 at an index.</summary>
    public static int Probability(int index)
    {
        return Values[index];
    }
}
