namespace System.Reflection;

public class Assembly
{
    public Assembly() => throw null;
    public string FullName => throw null;
    public static Assembly GetAssembly(Type type) => throw null;
    public static Assembly GetExecutingAssembly() => throw null;
    public AssemblyName GetName() => throw null;
    public virtual Type GetType(string name) => throw null;
    public virtual Type GetType(string name, bool throwOnError) => throw null;
    public virtual Type[] GetTypes() => throw null;
    public static Assembly Load(string assemblyString) => throw null;
    public static Assembly Load(byte[] rawAssembly) => throw null;
}

public sealed class AssemblyName
{
    private AssemblyName() => throw null;
    public string Name => throw null;
    public string FullName => throw null;
    public Version Version => throw null;
}

public enum AssemblyNameFlags
{
    None = 0,
    PublicKey = 1,
    EnableJITcompileOptimizer = 16384,
    EnableJITcompileTracking = 32768,
    Retargetable = 256,
}

public enum BindingFlags
{
    Default = 0,
    IgnoreCase = 1,
    DeclaredOnly = 2,
    Instance = 4,
    Static = 8,
    Public = 16,
    NonPublic = 32,
    FlattenHierarchy = 64,
    InvokeMethod = 256,
    CreateInstance = 512,
    GetField = 1024,
    SetField = 2048,
    GetProperty = 4096,
    SetProperty = 8192,
    PutDispProperty = 16384,
    PutRefDispProperty = 32768,
    ExactBinding = 65536,
    SuppressChangeType = 131072,
    OptionalParamBinding = 262144,
    IgnoreReturn = 16777216,
}

public abstract class ConstructorInfo : MethodBase
{
    protected ConstructorInfo() => throw null;
    public override MemberTypes MemberType => throw null;
    public override object[] GetCustomAttributes(bool inherit) => throw null;
    public object Invoke(object[] parameters) => throw null;
}

public abstract class FieldInfo : MemberInfo
{
    protected FieldInfo() => throw null;
    public override MemberTypes MemberType => throw null;
    public abstract Type FieldType { get; }
    public override object[] GetCustomAttributes(bool inherit) => throw null;
    public abstract object GetValue(object obj);
    public virtual void SetValue(object obj, object value) => throw null;
}

public interface IReflect
{
    FieldInfo GetField(string name, BindingFlags bindingAttr);
    MethodInfo GetMethod(string name, BindingFlags bindingAttr);
}

public abstract class MemberInfo
{
    protected MemberInfo() => throw null;
    public abstract MemberTypes MemberType { get; }
    public abstract string Name { get; }
    public abstract Type DeclaringType { get; }
    public abstract object[] GetCustomAttributes(bool inherit);
}

public enum MemberTypes
{
    Constructor = 1,
    Event = 2,
    Field = 4,
    Method = 8,
    Property = 16,
    TypeInfo = 32,
    Custom = 64,
    NestedType = 128,
    All = 191,
}

public abstract class MethodBase : MemberInfo
{
    protected MethodBase() => throw null;
    public bool IsPublic => throw null;
    public bool IsStatic => throw null;
    public bool IsFinal => throw null;
    public bool IsVirtual => throw null;
    public bool IsAbstract => throw null;
    public override string Name => throw null;
    public override Type DeclaringType => throw null;
    public abstract ParameterInfo[] GetParameters();
    public object Invoke(object obj, object[] parameters) => throw null;
}

public abstract class MethodInfo : MethodBase
{
    protected MethodInfo() => throw null;
    public override MemberTypes MemberType => throw null;
    public abstract Type ReturnType { get; }
}

public abstract class ParameterInfo
{
    protected ParameterInfo() => throw null;
    public Type ParameterType => throw null;
}

public enum ProcessorArchitecture
{
    None = 0,
    MSIL = 1,
    X86 = 2,
    IA64 = 3,
    Amd64 = 4,
}

public abstract class PropertyInfo : MemberInfo
{
    protected PropertyInfo() => throw null;
    public abstract Type PropertyType { get; }
    public virtual object GetValue(object obj, object[] index) => throw null;
    public virtual void SetValue(object obj, object value, object[] index) => throw null;
}
