using Mono.Cecil;
using Mono.Cecil.Cil;

namespace DeviceApi.Tests.Rules;

/// <summary>The ways through an assembly that rules share.</summary>
internal static class CodeWalk
{
    /// <summary>All types, nested ones too.</summary>
    public static IEnumerable<TypeDefinition> Types(ModuleDefinition module) => module.GetTypes();

    public static IEnumerable<MethodDefinition> Methods(ModuleDefinition module) => Types(module).SelectMany(type => type.Methods);

    public static IEnumerable<(MethodDefinition Method, Instruction Instruction)> Instructions(ModuleDefinition module) =>
        from method in Methods(module)
        where method.HasBody
        from instruction in method.Body.Instructions
        select (method, instruction);

    /// <summary>Every type that an assembly mentions, with the place: bases, fields, signatures, locals, operands.</summary>
    public static IEnumerable<(string Place, TypeReference Type)> MentionedTypes(ModuleDefinition module)
    {
        foreach (TypeDefinition type in Types(module))
        {
            IEnumerable<TypeReference> head = type.Interfaces.Select(implementation => implementation.InterfaceType);
            foreach (TypeReference mentioned in type.BaseType == null ? head : head.Append(type.BaseType))
            {
                yield return (Place(type), mentioned);
            }

            foreach (FieldDefinition field in type.Fields)
            {
                yield return (Place(field), field.FieldType);
            }
        }

        foreach (MethodDefinition method in Methods(module))
        {
            IEnumerable<TypeReference> signature = method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType);
            IEnumerable<TypeReference> locals = method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [];
            foreach (TypeReference mentioned in signature.Concat(locals))
            {
                yield return (Place(method), mentioned);
            }
        }

        foreach ((MethodDefinition method, Instruction instruction) in Instructions(module))
        {
            foreach (TypeReference mentioned in Operand(instruction.Operand))
            {
                yield return (Place(method, instruction), mentioned);
            }
        }
    }

    /// <summary>A type and what it is made of: an array's elements, a reference's target, a generic type's arguments.</summary>
    public static IEnumerable<TypeReference> Parts(TypeReference type)
    {
        yield return type;
        IEnumerable<TypeReference> inner = type switch
        {
            GenericInstanceType generic => generic.GenericArguments.Append(generic.ElementType),
            TypeSpecification specification => [specification.ElementType],
            _ => [],
        };
        foreach (TypeReference part in inner.SelectMany(Parts))
        {
            yield return part;
        }
    }

    public static string Place(TypeDefinition type) =>
        type.Methods.Where(method => method.HasBody).Select(method => Line(method, method.Body.Instructions[0])).FirstOrDefault(line => line != null) ?? type.FullName;

    public static string Place(FieldDefinition field) => field.FullName;

    public static string Place(MethodDefinition method) => method.HasBody ? Place(method, method.Body.Instructions[0]) : method.FullName;

    public static string Place(MethodDefinition method, Instruction instruction) => Line(method, instruction) ?? method.FullName;

    /// <summary>True for code that stands for no source of its own, such as the way a switch finds its case.</summary>
    public static bool IsCompilersOwn(MethodDefinition method, Instruction instruction) =>
        method.DebugInformation.SequencePoints.Where(point => point.Offset <= instruction.Offset).MaxBy(point => point.Offset) is not { IsHidden: false };

    private static IEnumerable<TypeReference> Operand(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method =>
        [
            method.DeclaringType,
            method.ReturnType,
            .. method.Parameters.Select(parameter => parameter.ParameterType),
            .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
        ],
        _ => [],
    };

    /// <summary>The last line at or before an instruction that stands in a source file.</summary>
    private static string? Line(MethodDefinition method, Instruction instruction)
    {
        SequencePoint? point = method.DebugInformation.SequencePoints
            .Where(point => !point.IsHidden && point.Offset <= instruction.Offset)
            .MaxBy(point => point.Offset);
        return point == null ? null : $"{point.Document.Url}({point.StartLine},{point.StartColumn})";
    }
}
