using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace LoRaNode.InstructionCount;

/// <summary>
/// Rewrites an assembly so that every basic block first runs a probe: one that adds its number of IL instructions to
/// <see cref="InstructionMeter.Total"/> (those of the compiler, one each, as the device's interpreter executes them), or one that
/// marks the block in <see cref="CoverageMap"/>.
/// </summary>
public static class InstructionWeaver
{
    /// <summary>The rewritten assembly.</summary>
    /// <param name="path">Path of the assembly.</param>
    /// <param name="forCoverage">True to mark blocks, false to count instructions.</param>
    /// <param name="forCalls">True to tell <see cref="CallCosts"/> of each method as well.</param>
    public static MemoryStream Weave(string path, bool forCoverage = false, bool forCalls = false)
    {
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path);
        System.Reflection.FieldInfo field = forCoverage
            ? typeof(CoverageMap).GetField(nameof(CoverageMap.Blocks))!
            : typeof(InstructionMeter).GetField(nameof(InstructionMeter.Total))!;
        FieldReference total = assembly.MainModule.ImportReference(field);
        MethodReference enter = assembly.MainModule.ImportReference(typeof(CallCosts).GetMethod(nameof(CallCosts.Enter)));
        MethodReference leave = assembly.MainModule.ImportReference(typeof(CallCosts).GetMethod(nameof(CallCosts.Leave)));
        foreach (TypeDefinition type in assembly.MainModule.GetAllTypes())
        {
            foreach (MethodDefinition method in type.Methods.Where(m => m.HasBody))
            {
                Weave(method.Body, total, forCoverage);
                if (forCalls)
                {
                    Frame(method, enter, leave);
                }
            }
        }

        var woven = new MemoryStream();
        assembly.Write(woven);
        woven.Position = 0;
        return woven;
    }

    private static void Weave(MethodBody body, FieldReference total, bool forCoverage)
    {
        body.SimplifyMacros();
        HashSet<Instruction> leaders = Leaders(body);
        Instruction[] original = [.. body.Instructions];
        ILProcessor processor = body.GetILProcessor();
        var entries = new Dictionary<Instruction, Instruction>();
        for (int start = 0; start < original.Length;)
        {
            int end = start + 1;
            while (end < original.Length && !leaders.Contains(original[end]))
            {
                end++;
            }

            entries[original[start]] = forCoverage
                ? InsertMark(processor, original[start], total)
                : InsertCount(processor, original[start], total, end - start);
            start = end;
        }

        Redirect(body, original, entries);
        body.OptimizeMacros();
    }

    /// <summary>Puts a method between the two calls.</summary>
    private static void Frame(MethodDefinition method, MethodReference enter, MethodReference leave)
    {
        MethodBody body = method.Body;
        body.SimplifyMacros();
        ILProcessor processor = body.GetILProcessor();
        foreach (Instruction end in body.Instructions.Where(i => i.OpCode == OpCodes.Ret).ToList())
        {
            // What jumps to the end must pass the call: the end itself becomes the call.
            processor.InsertAfter(end, processor.Create(OpCodes.Ret));
            end.OpCode = OpCodes.Call;
            end.Operand = leave;
        }

        Instruction first = body.Instructions[0];
        processor.InsertBefore(first, processor.Create(OpCodes.Ldstr, $"{method.DeclaringType.Name}.{method.Name}"));
        processor.InsertBefore(first, processor.Create(OpCodes.Call, enter));
        body.OptimizeMacros();
    }

    private static HashSet<Instruction> Leaders(MethodBody body)
    {
        var leaders = new HashSet<Instruction> { body.Instructions[0] };
        foreach (Instruction instruction in body.Instructions)
        {
            switch (instruction.Operand)
            {
                case Instruction target:
                    leaders.Add(target);
                    break;
                case Instruction[] targets:
                    leaders.UnionWith(targets);
                    break;
            }

            bool ends = instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw;
            if (ends && instruction.Next is { } next)
            {
                leaders.Add(next);
            }
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            Instruction?[] bounds = [handler.TryStart, handler.TryEnd, handler.HandlerStart, handler.HandlerEnd, handler.FilterStart];
            leaders.UnionWith(bounds.OfType<Instruction>());
        }

        return leaders;
    }

    private static Instruction InsertCount(ILProcessor processor, Instruction before, FieldReference total, int count)
    {
        Instruction first = processor.Create(OpCodes.Ldsfld, total);
        processor.InsertBefore(before, first);
        processor.InsertBefore(before, processor.Create(OpCodes.Ldc_I8, (long)count));
        processor.InsertBefore(before, processor.Create(OpCodes.Add));
        processor.InsertBefore(before, processor.Create(OpCodes.Stsfld, total));
        return first;
    }

    private static Instruction InsertMark(ILProcessor processor, Instruction before, FieldReference blocks)
    {
        Instruction first = processor.Create(OpCodes.Ldsfld, blocks);
        processor.InsertBefore(before, first);
        processor.InsertBefore(before, processor.Create(OpCodes.Ldc_I4, CoverageMap.NewBlock()));
        processor.InsertBefore(before, processor.Create(OpCodes.Ldc_I4_1));
        processor.InsertBefore(before, processor.Create(OpCodes.Stelem_I1));
        return first;
    }

    private static void Redirect(MethodBody body, Instruction[] original, Dictionary<Instruction, Instruction> entries)
    {
        foreach (Instruction instruction in original)
        {
            instruction.Operand = instruction.Operand switch
            {
                Instruction target => entries[target],
                Instruction[] targets => targets.Select(t => entries[t]).ToArray(),
                object other => other,
                null => null!,
            };
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            handler.TryStart = entries[handler.TryStart];
            handler.TryEnd = handler.TryEnd is null ? null : entries[handler.TryEnd];
            handler.HandlerStart = entries[handler.HandlerStart];
            handler.HandlerEnd = handler.HandlerEnd is null ? null : entries[handler.HandlerEnd];
            handler.FilterStart = handler.FilterStart is null ? null : entries[handler.FilterStart];
        }
    }
}
