using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace LoRaNode.InstructionCount;

/// <summary>Rewrites a library so that each basic block adds its own length to a counter when it is entered.</summary>
internal static class BlockCounting
{
    internal const string CounterType = "LoRaNode.InstructionCount.Counted";
    internal const string CounterField = "Executed";

    internal static byte[] Rewrite(string path)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(path));
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = resolver });
        ModuleDefinition module = assembly.MainModule;
        TypeDefinition[] types = [.. module.GetTypes()];
        FieldDefinition counter = AddCounter(module);
        foreach (MethodDefinition method in types.SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            CountBlocks(method.Body, counter);
        }

        using var image = new MemoryStream();
        assembly.Write(image);
        return image.ToArray();
    }

    private static FieldDefinition AddCounter(ModuleDefinition module)
    {
        int split = CounterType.LastIndexOf('.');
        var type = new TypeDefinition(
            CounterType[..split],
            CounterType[(split + 1)..],
            TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.Class,
            module.TypeSystem.Object);
        var field = new FieldDefinition(CounterField, FieldAttributes.Public | FieldAttributes.Static, module.TypeSystem.Int64);
        type.Fields.Add(field);
        module.Types.Add(type);
        return field;
    }

    private static void CountBlocks(MethodBody body, FieldDefinition counter)
    {
        body.SimplifyMacros();
        Instruction[] original = [.. body.Instructions];
        HashSet<Instruction> leaders = FindLeaders(body);
        ILProcessor editor = body.GetILProcessor();
        Dictionary<Instruction, Instruction> moved = [];
        for (int i = 0; i < original.Length; i++)
        {
            if (!leaders.Contains(original[i]))
            {
                continue;
            }

            int length = 0;
            for (int k = i; k < original.Length && (k == i || !leaders.Contains(original[k])); k++)
            {
                // Prefixes and empty instructions are no work of their own.
                OpCode code = original[k].OpCode;
                length += code.OpCodeType == OpCodeType.Prefix || code == OpCodes.Nop ? 0 : 1;
            }

            Instruction first = editor.Create(OpCodes.Ldsfld, counter);
            editor.InsertBefore(original[i], first);
            editor.InsertBefore(original[i], editor.Create(OpCodes.Ldc_I8, (long)length));
            editor.InsertBefore(original[i], editor.Create(OpCodes.Add));
            editor.InsertBefore(original[i], editor.Create(OpCodes.Stsfld, counter));
            moved[original[i]] = first;
        }

        Redirect(body, original, moved);
        body.OptimizeMacros();
    }

    private static HashSet<Instruction> FindLeaders(MethodBody body)
    {
        HashSet<Instruction> leaders = [body.Instructions[0]];
        foreach (Instruction instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target)
            {
                leaders.Add(target);
            }
            else if (instruction.Operand is Instruction[] targets)
            {
                leaders.UnionWith(targets);
            }

            // Calls end no block: what they execute is counted where they go.
            if (instruction.Next != null && instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch
                or FlowControl.Return or FlowControl.Throw)
            {
                leaders.Add(instruction.Next!);
            }
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            leaders.UnionWith(new[] { handler.TryStart, handler.HandlerStart, handler.FilterStart }.OfType<Instruction>());
        }

        return leaders;
    }

    private static void Redirect(MethodBody body, Instruction[] original, Dictionary<Instruction, Instruction> moved)
    {
        Instruction Moved(Instruction target) => moved.GetValueOrDefault(target, target);
        foreach (Instruction instruction in original)
        {
            if (instruction.Operand is Instruction target)
            {
                instruction.Operand = Moved(target);
            }
            else if (instruction.Operand is Instruction[] targets)
            {
                instruction.Operand = targets.Select(Moved).ToArray();
            }
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            handler.TryStart = handler.TryStart is null ? null : Moved(handler.TryStart);
            handler.TryEnd = handler.TryEnd is null ? null : Moved(handler.TryEnd);
            handler.HandlerStart = handler.HandlerStart is null ? null : Moved(handler.HandlerStart);
            handler.HandlerEnd = handler.HandlerEnd is null ? null : Moved(handler.HandlerEnd);
            handler.FilterStart = handler.FilterStart is null ? null : Moved(handler.FilterStart);
        }
    }
}
