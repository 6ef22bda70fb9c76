using System.Globalization;
using Mono.Cecil;

namespace DeviceApi.Tests.Surface;

/// <summary>Writes a compiled type and its members the way the listings write them.</summary>
internal static class SignatureText
{
    private static readonly Dictionary<string, string> Keywords = new()
    {
        ["System.Boolean"] = "bool",
        ["System.Byte"] = "byte",
        ["System.SByte"] = "sbyte",
        ["System.Char"] = "char",
        ["System.Int16"] = "short",
        ["System.UInt16"] = "ushort",
        ["System.Int32"] = "int",
        ["System.UInt32"] = "uint",
        ["System.Int64"] = "long",
        ["System.UInt64"] = "ulong",
        ["System.Single"] = "float",
        ["System.Double"] = "double",
        ["System.String"] = "string",
        ["System.Object"] = "object",
        ["System.Void"] = "void",
    };

    public static string FullName(TypeReference type) => type.FullName.Replace('/', '.');

    public static string Head(TypeDefinition type)
    {
        string kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            _ when IsDelegate(type) => "delegate",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        return $"{kind} {FullName(type)}";
    }

    /// <summary>The base class, where it says something, and the interfaces that the type names itself.</summary>
    public static IEnumerable<string> Bases(TypeDefinition type)
    {
        if (!type.IsInterface && !type.IsValueType && !IsDelegate(type) && type.BaseType != null && type.BaseType.FullName != "System.Object")
        {
            yield return FullName(type.BaseType);
        }

        foreach (InterfaceImplementation implementation in type.Interfaces)
        {
            yield return FullName(implementation.InterfaceType);
        }
    }

    /// <summary>All members that other code can name.</summary>
    public static IEnumerable<string> Members(TypeDefinition type)
    {
        if (IsDelegate(type))
        {
            MethodDefinition invoke = type.Methods.Single(method => method.Name == "Invoke");
            return [$"{TypeName(invoke.ReturnType)} ({Parameters(invoke)})"];
        }

        IEnumerable<string> fields = type.Fields.Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly)
            .Where(field => !field.IsSpecialName)
            .Select(field => Field(type, field));
        IEnumerable<string> methods = type.Methods.Where(IsVisible)
            .Where(method => !method.IsGetter && !method.IsSetter && !method.IsAddOn && !method.IsRemoveOn)
            .Where(method => !(method.IsConstructor && method.IsStatic))
            .Select(Method);
        IEnumerable<string> properties = type.Properties.Where(property => IsVisible(property.GetMethod) || IsVisible(property.SetMethod)).Select(Property);
        IEnumerable<string> events = type.Events.Where(happening => IsVisible(happening.AddMethod)).Select(happening => $"event {TypeName(happening.EventType)} {happening.Name}");
        return [.. fields, .. methods, .. properties, .. events];
    }

    /// <summary>Members that are neither offered nor private: a surface has no use for them.</summary>
    public static IEnumerable<string> InternalMembers(TypeDefinition type) =>
        type.Methods.Where(method => method.IsAssembly || (method.IsFamilyAndAssembly && !method.IsConstructor)).Select(method => method.FullName)
            .Concat(type.Fields.Where(field => field.IsAssembly || field.IsFamilyAndAssembly).Select(field => field.FullName));

    private static bool IsDelegate(TypeDefinition type) => type.BaseType?.FullName == "System.MulticastDelegate";

    private static bool IsVisible(MethodDefinition? method) => method != null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    private static string Field(TypeDefinition type, FieldDefinition field) => field switch
    {
        _ when type.IsEnum => $"{field.Name} = {Constant(field.Constant)}",
        { IsLiteral: true } => $"const {TypeName(field.FieldType)} {field.Name} = {Constant(field.Constant)}",
        { IsStatic: true } => $"static {TypeName(field.FieldType)} {field.Name}",
        _ => $"{TypeName(field.FieldType)} {field.Name}",
    };

    private static string Method(MethodDefinition method)
    {
        string access = method.IsPublic ? "" : "protected ";
        if (method.IsConstructor)
        {
            return $"{access}{method.DeclaringType.Name}({Parameters(method)})";
        }

        string modifier = method switch
        {
            _ when method.DeclaringType.IsInterface => "",
            { IsStatic: true } => "static ",
            { IsAbstract: true } => "abstract ",
            { IsVirtual: true, IsFinal: false, IsNewSlot: true } => "virtual ",
            { IsVirtual: true, IsFinal: false } => "override ",
            _ => "",
        };
        return $"{access}{modifier}{TypeName(method.ReturnType)} {method.Name}({Parameters(method)})";
    }

    private static string Property(PropertyDefinition property)
    {
        MethodDefinition accessor = property.GetMethod ?? property.SetMethod;
        string modifier = accessor.IsStatic ? "static " : "";
        string name = property.HasParameters ? $"this[{Parameters(property.GetMethod!)}]" : property.Name;
        string accessors = (IsVisible(property.GetMethod) ? "get; " : "") + (IsVisible(property.SetMethod) ? "set; " : "");
        return $"{modifier}{TypeName(property.PropertyType)} {name} {{ {accessors}}}";
    }

    private static string Parameters(MethodDefinition method) => string.Join(", ", method.Parameters.Select(Parameter));

    private static string Parameter(ParameterDefinition parameter)
    {
        string modifier = parameter.ParameterType.IsByReference ? (parameter.IsOut ? "out " : "ref ") : "";
        string value = parameter.HasConstant ? $" = {Constant(parameter.Constant)}" : parameter.IsOptional ? " = null" : "";
        return $"{modifier}{TypeName(parameter.ParameterType)} {parameter.Name}{value}";
    }

    private static string TypeName(TypeReference type) => type switch
    {
        ByReferenceType reference => TypeName(reference.ElementType),
        ArrayType array => TypeName(array.ElementType) + "[]",
        _ => Keywords.GetValueOrDefault(type.FullName, FullName(type)),
    };

    private static string Constant(object? value) => value switch
    {
        null => "null",
        double number => Number(number),
        float number => Number(number),
        // The listings show these two only as a question mark.
        '\0' or '\uffff' => "?",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Number(double value) => double.IsInfinity(value)
        ? value > 0 ? "Infinity" : "-Infinity"
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Number(float value) => float.IsInfinity(value)
        ? value > 0 ? "Infinity" : "-Infinity"
        : value.ToString("R", CultureInfo.InvariantCulture);
}
