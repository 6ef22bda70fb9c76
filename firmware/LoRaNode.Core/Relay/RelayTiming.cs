namespace LoRaNode.Core.Relay;

/// <summary>
/// The figures behind the engine's decisions, measured on six cities and many random ones (README.md, "Where the figures come
/// from"). They are multiples of what physics gives — time on air, symbols, margins — so no community has to choose them.
/// </summary>
internal static class RelayTiming
{
    /// <summary>Symbols of a contention slot besides twice the turnaround: activity detection (2), what it needs to notice a frame (up to 8.5 in other firmware), a little room.</summary>
    public const int SlotSymbols = 12;

    /// <summary>Random part of a wait, in hundredths of a slot: small, so that the ranks of nodes that hear each other never meet.</summary>
    public const int JitterPercent = 10;

    /// <summary>Time after an item came, in hundredths of its time on air, after which no hidden relay is waited for.</summary>
    public const int MostHiddenPercent = 200;

    /// <summary>What an item without hops left waits for a copy by a shorter way, in hundredths of its time on air.</summary>
    public const int BeyondPercent = 200;

    /// <summary>A node of the backbone that at most so many others of it serve is worth waiting for hidden relays.</summary>
    public const int FewProviders = 2;

    /// <summary>What serving a node of the backbone counts, beyond one, when relays are ranked: it carries the item on.</summary>
    public const int BackboneWeight = 4;

    /// <summary>Mean wait of items for the air, in milliseconds, from which on the air counts as full and lesser priorities yield.</summary>
    public const int FullLagMs = 500;

    /// <summary>Slots that each step of priority yields when the air is full (as the arbitration spaces of IEEE 802.11e).</summary>
    public const int YieldSlots = 4;

    /// <summary>Mean gap between alerts, in milliseconds, below which their waves meet and messages wait: a wave with its verifications takes 5 to 20 s.</summary>
    public const int PressedGapMs = 15_000;

    /// <summary>Mean time from one message to the next, in milliseconds, among nodes that hear each other, while messages wait for alerts: a seventh of the air.</summary>
    public const int PressedMessageMs = 4_000;

    /// <summary>The same from one repair to the next.</summary>
    public const int PressedRepairMs = 700;

    /// <summary>From a damaged frame to the question, in milliseconds: the wave has passed and would have brought a copy.</summary>
    public const int AskAfterMs = 1_000;

    /// <summary>The same at a node of the backbone, on which others wait.</summary>
    public const int RelayAskAfterMs = 600;

    /// <summary>Random part of both, in milliseconds.</summary>
    public const int AskSpreadMs = 500;

    /// <summary>A damaged frame is taken for a copy of an item heard within this time before, in milliseconds.</summary>
    public const int SameWaveMs = 6_000;

    /// <summary>From a question to the next, of another neighbour, in milliseconds.</summary>
    public const int AskAgainMs = 2_500;

    /// <summary>Questions for one damaged frame.</summary>
    public const int MaxAsks = 2;

    /// <summary>Damaged frames with less margin, in quarters of a decibel, come from too far to matter.</summary>
    public const int AskMarginQuarterDb = 6;

    /// <summary>From the end of a transmission to a look at the channel, in milliseconds: the next relay should have begun.</summary>
    public const int LookMs = 300;

    /// <summary>Longest time that a relay is given to begin, in milliseconds, however late it was before.</summary>
    public const int MostPatienceMs = 1_200;

    /// <summary>Random part of that time, in milliseconds.</summary>
    public const int WatchSpreadMs = 120;

    /// <summary>From the end of a transmission, or the last copy heard, to the hint, in hundredths of the item's time on air: the wave has passed.</summary>
    public const int HintPercent = 180;

    /// <summary>Random part of the wait of a hint for somebody else's repair, in milliseconds.</summary>
    public const int HintSpreadMs = 800;

    /// <summary>What a turn of a hint takes, in milliseconds: the frame, a slot, and a random part that is a third of it.</summary>
    public const int HintTurnMs = 300;

    /// <summary>Turns that those draw from that do not tell first.</summary>
    public const int LaterHintTurns = 2;

    /// <summary>Slots within which a request follows a hint.</summary>
    public const int QuickWantSlots = 4;

    /// <summary>From such a request to the next, in milliseconds.</summary>
    public const int QuickAgainMs = 600;

    /// <summary>What a question or a request of a neighbour and the answer take, in milliseconds; meanwhile a node keeps its own to itself.</summary>
    public const int OthersRepairMs = 1_200;

    /// <summary>After an item was heard, how long beacons and summaries wait for its wave to pass, in hundredths of its time on air.</summary>
    public const int WavePercent = 300;

    /// <summary>Random part of the same, in milliseconds.</summary>
    public const int WaveSpreadMs = 1_500;

    /// <summary>Longest time that they wait, in milliseconds, when the waves do not end.</summary>
    public const int MostWaveMs = 10_000;

    /// <summary>Times that an item is sent again, after doubled waits, because its next relay is not heard.</summary>
    public const int MaxRepeats = 2;

    /// <summary>A relay that was not heard this often in a row has its reasons, and is not waited for.</summary>
    public const int MaxSilent = 3;

    /// <summary>Fewest doublings of the summary interval after trouble.</summary>
    public const int LeastCalm = 2;

    /// <summary>A neighbour that hears at most so many nodes needs this node's summaries even when others have told the same.</summary>
    public const int FewNeighbours = 6;

    /// <summary>Doublings of the summary interval when all is well: 192 to 384 s.</summary>
    public const int MostCalm = 7;

    /// <summary>The same where much is lost; two less where very much is.</summary>
    public const int CalmInNeed = 5;

    /// <summary>Requests for items that the waves missed, for each neighbour and new item, in units of 1/16,000: more is much, twice as many very much.</summary>
    public const int MuchNeed = 700;

    /// <summary>Share of the neighbours' frames that are lost here, in thousandths, from which on that is much: collisions alone cost a tenth.</summary>
    public const int MuchLoss = 210;

    /// <summary>The same for very much.</summary>
    public const int MostLoss = 290;

    /// <summary>How far back summaries reach at least, in milliseconds; for as long after the last item they go on, ever more rarely.</summary>
    public const int CoverageMs = 600_000;

    /// <summary>Beacons after which a node trusts its table; with doubled intervals about ten minutes after it was switched on.</summary>
    public const int BeaconsToKnow = 6;

    /// <summary>
    /// Interval of beacons in times on air of one for each node heard at the busiest node around: in the long run they take 1/800 there
    /// (the promise is 0.5 %; each frame less is a collision less).
    /// </summary>
    public const int SteadyBeaconDivisor = 800;

    /// <summary>The same while there is news to tell.</summary>
    public const int NewBeaconDivisor = 20;

    /// <summary>
    /// Lower edge of a good link, in quarters of a decibel above the demodulator's limit after twice the deviation; with the hysteresis a link becomes good
    /// at the limit, where a frame in a hundred is lost (SX1276 datasheet rev. 7, table 10), and stays so for half a decibel.
    /// </summary>
    public const int GoodQuarterDb = -1;

    /// <summary>How far beyond an edge a margin must move to change the class of its link, in quarters of a decibel.</summary>
    public const int HysteresisQuarterDb = 1;
}
