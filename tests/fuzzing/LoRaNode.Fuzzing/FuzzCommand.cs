using System.CommandLine;

namespace LoRaNode.Fuzzing;

/// <summary>The command of a target: <c>NAME [--executions N] [--seconds S] [--seed X]</c>. Exit code 1 when something was found.</summary>
internal static class FuzzCommand
{
    public static Command Create(FuzzTarget target)
    {
        var executions = new Option<long>("--executions") { Description = "Executions at most (the long form is 100000000).", DefaultValueFactory = _ => long.MaxValue };
        var seconds = new Option<double>("--seconds") { Description = "Seconds at most; without a number of executions 60.", DefaultValueFactory = _ => double.NaN };
        var seed = new Option<int>("--seed") { Description = "Seed of the mutations.", DefaultValueFactory = _ => 1 };
        var command = new Command(target.Name, target.Description) { executions, seconds, seed };
        command.SetAction(parse =>
        {
            long most = parse.GetValue(executions);
            double limit = parse.GetValue(seconds);
            if (double.IsNaN(limit))
            {
                limit = most == long.MaxValue ? 60 : double.MaxValue;
            }

            (string report, bool passed) = FuzzLoop.Run(target.Name, most, limit, parse.GetValue(seed));
            Console.WriteLine(report);
            return passed ? 0 : 1;
        });
        return command;
    }
}
