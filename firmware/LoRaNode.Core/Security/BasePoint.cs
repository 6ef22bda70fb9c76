namespace LoRaNode.Core.Security;

/// <summary>
/// The odd multiples of the base point of Ed25519 (RFC 8032, 5.1), prepared for being added, with Z = 1. They are numbers in the code,
/// which the device leaves in its flash: a table would take 1.2 KB of its heap. A test computes them anew.
/// </summary>
internal static class BasePoint
{
    /// <summary>Makes an entry the multiple 1, 3, 5 or 7.</summary>
    /// <param name="index">0 to 3.</param>
    /// <param name="entry">Takes the multiple.</param>
    internal static void Load(int index, CachedPoint entry)
    {
        Field25519.Set(entry.TwiceZ, 2);
        switch (index)
        {
            case 0:
                Field25519.Set(entry.Sum, 25967493, 19198397, 29566455, 3660896, 54414519, 4014786, 27544626, 21800161, 61029707, 2047604);
                Field25519.Set(entry.Difference, 54563134, 934261, 64385954, 3049989, 66381436, 9406985, 12720692, 5043384, 19500929, 18085054);
                Field25519.Set(entry.TwiceDT, 58370664, 4489569, 9688441, 18769238, 10184608, 21191052, 29287918, 11864899, 42594502, 29115885);
                break;
            case 1:
                Field25519.Set(entry.Sum, 15636272, 23865875, 24204772, 25642034, 616976, 16869170, 27787599, 18782243, 28944399, 32004408);
                Field25519.Set(entry.Difference, 16568933, 4717097, 55552716, 32452109, 15682895, 21747389, 16354576, 21778470, 7689661, 11199574);
                Field25519.Set(entry.TwiceDT, 30464137, 27578307, 55329429, 17883566, 23220364, 15915852, 7512774, 10017326, 49359771, 23634074);
                break;
            case 2:
                Field25519.Set(entry.Sum, 10861363, 11473154, 27284546, 1981175, 37044515, 12577860, 32867885, 14515107, 51670560, 10819379);
                Field25519.Set(entry.Difference, 4708026, 6336745, 20377586, 9066809, 55836755, 6594695, 41455196, 12483687, 54440373, 5581305);
                Field25519.Set(entry.TwiceDT, 19563141, 16186464, 37722007, 4097518, 10237984, 29206317, 28542349, 13850243, 43430843, 17738489);
                break;
            default:
                Field25519.Set(entry.Sum, 5153727, 9909285, 1723747, 30776558, 30523604, 5516873, 19480852, 5230134, 43156425, 18378665);
                Field25519.Set(entry.Difference, 36839857, 30090922, 7665485, 10083793, 28475525, 1649722, 20654025, 16520125, 30598449, 7715701);
                Field25519.Set(entry.TwiceDT, 28881826, 14381568, 9657904, 3680757, 46927229, 7843315, 35708204, 1370707, 29794553, 32145132);
                break;
        }
    }
}
