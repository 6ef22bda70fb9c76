namespace LoRaNode.InstructionCount;

/// <summary>
/// Which methods of counted assemblies the instructions of an action went to, what they call included. For one thread at a time, and for
/// assemblies woven with <see cref="CountingContext.ForCalls"/>.
/// </summary>
public static class CallCosts
{
    private const int MaxDepth = 256;

    private static readonly Dictionary<string, long> Costs = [];
    private static readonly string[] Names = new string[MaxDepth];
    private static readonly long[] Starts = new long[MaxDepth];
    private static int _depth;

    /// <summary>A method begins; counted code calls it.</summary>
    public static void Enter(string method)
    {
        if (_depth < MaxDepth)
        {
            Names[_depth] = method;
            Starts[_depth] = InstructionMeter.Total;
        }

        _depth++;
    }

    /// <summary>The method that began last ends; counted code calls it. One that an exception ends is not counted.</summary>
    public static void Leave()
    {
        if (_depth > 0 && --_depth < MaxDepth)
        {
            string name = Names[_depth];
            Costs[name] = Costs.GetValueOrDefault(name) + InstructionMeter.Total - Starts[_depth];
        }
    }

    /// <summary>The dearest methods since the last call, dearest first, as "name thousands-of-instructions".</summary>
    /// <param name="leastInstructions">Methods below this are left out.</param>
    public static string Take(long leastInstructions)
    {
        string text = string.Join(' ', Costs
            .Where(cost => cost.Value >= leastInstructions)
            .OrderByDescending(cost => cost.Value)
            .Select(cost => $"{cost.Key} {cost.Value / 1000}k"));
        Costs.Clear();
        _depth = 0;
        return text;
    }
}
