namespace LoRaNode.Core.Text;

/// <summary>
/// What the codes in the models stand for: probabilities in 1/4096, 16 for each class of decisions. The classes: followers of one symbol
/// (first, next three, next four, further ones), then for each depth from 2 to 5 and more the first, second and further entries; all
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
    public const int Classes = 16;

    /// <summary>How much further the books are for a search that comes from a longer context.</summary>
    public const int Escaped = Classes * BookSize;

    // For each depth, its first book; for each place in a list of followers, its book.
    internal static readonly byte[] DepthBooks = { 0, 0, 64, 112, 160, 208, 208, 208, 208, 208, 208 };
    internal static readonly byte[] FollowerBooks = { 0, 16, 16, 16, 32, 32, 32, 32, 48, 48, 48, 48, 48, 48, 48, 48 };

    /// <summary>The probabilities.</summary>
    internal static readonly ushort[] Values =
    {
        3, 429, 120, 499, 379, 1253, 284, 794, 598, 937, 1758, 1057, 2050, 2655, 3209, 3781,
        40, 264, 403, 102, 439, 330, 340, 540, 934, 1161, 1995, 622, 1381, 973, 2587, 3723,
        7, 310, 162, 985, 84, 455, 237, 805, 350, 1597, 512, 411, 1228, 579, 1372, 2101,
        22, 248, 81, 354, 60, 262, 1179, 205, 312, 787, 303, 426, 1657, 367, 666, 1022,
        197, 502, 1172, 737, 1054, 782, 1307, 1906, 1672, 1387, 2154, 2543, 2840, 3173, 3707, 4027,
        147, 273, 477, 572, 938, 758, 1056, 1836, 1165, 1284, 1578, 1659, 2192, 2503, 3090, 3858,
        153, 251, 428, 500, 545, 589, 1301, 876, 662, 1070, 1210, 1542, 1708, 2086, 2637, 3394,
        186, 540, 853, 1157, 1465, 1636, 1916, 2117, 2407, 2733, 3048, 3288, 3567, 3799, 3987, 4084,
        181, 496, 683, 995, 1119, 801, 1318, 1799, 1574, 1942, 2214, 2547, 2882, 3271, 3698, 4057,
        154, 329, 483, 739, 559, 918, 1034, 1169, 688, 1347, 1563, 2019, 1745, 2329, 2960, 3705,
        283, 672, 1060, 1407, 1690, 1975, 2288, 2536, 2801, 3106, 3386, 3628, 3824, 3968, 4055, 4094,
        166, 442, 671, 918, 1153, 1406, 1682, 1783, 1961, 2275, 2595, 2957, 3221, 3574, 3892, 4079,
        111, 266, 438, 613, 779, 958, 1325, 1121, 1744, 1565, 1923, 2136, 2498, 2968, 3502, 3995,
        146, 689, 1199, 1645, 2067, 2450, 2795, 3102, 3358, 3555, 3728, 3866, 3971, 4033, 4069, 4095,
        120, 447, 692, 982, 1283, 1546, 1799, 2075, 2336, 2669, 2919, 3126, 3416, 3672, 3936, 4087,
        84, 272, 411, 582, 750, 955, 1152, 1378, 1579, 1846, 2099, 2407, 2738, 3160, 3649, 4037,
        57, 150, 301, 488, 578, 573, 690, 794, 912, 1345, 841, 1844, 2213, 3084, 2532, 3943,
        19, 90, 182, 322, 352, 463, 558, 608, 355, 794, 570, 1179, 1176, 1865, 2471, 3969,
        29, 25, 110, 136, 244, 252, 387, 424, 491, 346, 605, 777, 745, 1135, 1450, 2049,
        29, 88, 171, 237, 307, 357, 210, 425, 484, 429, 565, 660, 582, 883, 1216, 1721,
        238, 544, 328, 807, 1079, 1701, 1362, 806, 1783, 2685, 2189, 2828, 1917, 3194, 3810, 3968,
        68, 333, 484, 617, 188, 864, 1091, 628, 1446, 1911, 1466, 2479, 1936, 2817, 3110, 3959,
        95, 325, 387, 503, 622, 872, 225, 748, 1327, 1050, 1561, 1191, 1797, 2178, 2745, 3295,
        176, 574, 861, 1268, 1705, 470, 2124, 2988, 1490, 3327, 2485, 3708, 3213, 3989, 3323, 4044,
        239, 510, 775, 1035, 289, 1792, 1425, 926, 1900, 2602, 1721, 3345, 1952, 2928, 3673, 4052,
        124, 382, 522, 629, 862, 982, 222, 1302, 1706, 795, 1622, 817, 2542, 2087, 2719, 3662,
        340, 691, 1244, 1822, 943, 2324, 1582, 2606, 3450, 2744, 3592, 3887, 3180, 3996, 3809, 4081,
        246, 420, 810, 1361, 512, 1637, 1039, 3033, 2086, 1671, 2546, 2005, 2979, 3732, 3583, 4064,
        225, 491, 371, 708, 1235, 322, 1002, 1634, 702, 2026, 2578, 1543, 2285, 2730, 3337, 3935,
        200, 567, 1139, 2160, 1702, 2750, 2256, 3482, 3100, 3888, 3769, 3592, 3932, 3027, 4030, 4088,
        119, 286, 764, 1268, 1623, 875, 2079, 1874, 2571, 2661, 1820, 3292, 3189, 3612, 3826, 3969,
        110, 426, 877, 238, 1328, 519, 1113, 2075, 823, 1516, 2468, 1826, 2765, 3090, 3612, 3952,
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
