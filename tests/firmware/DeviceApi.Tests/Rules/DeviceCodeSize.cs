using Mono.Cecil.Cil;

namespace DeviceApi.Tests.Rules;

/// <summary>
/// Bytes of a method in the device's format of an assembly: tokens take two bytes where .NET takes four, long branches two,
/// a switch one byte for its number of targets and two for each. Agrees with the metadata processor to ten bytes an assembly.
/// </summary>
internal static class DeviceCodeSize
{
    private const int HandlerCountBytes = 1;
    private const int HandlerBytes = 12;

    public static int Of(MethodBody body) =>
        body.Instructions.Sum(instruction => instruction.OpCode.Size + OperandBytes(instruction))
        + (body.HasExceptionHandlers ? HandlerCountBytes + (HandlerBytes * body.ExceptionHandlers.Count) : 0);

    private static int OperandBytes(Instruction instruction) => instruction.OpCode.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineString => 2,
        OperandType.InlineBrTarget or OperandType.InlineVar or OperandType.InlineArg => 2,
        OperandType.InlineTok or OperandType.InlineI or OperandType.ShortInlineR => 4,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 1 + (2 * ((Instruction[])instruction.Operand).Length),
        _ => 1,
    };
}
