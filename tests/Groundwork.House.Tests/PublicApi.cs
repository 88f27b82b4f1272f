using System.CodeDom.Compiler;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Serialization;

namespace Groundwork.House.Tests;

/// <summary>The public members of an assembly as text, one per line, in an order that does not depend on the compiler.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Header(type)).Append('\n');
            foreach (var member in Members(type).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) text.Append("    ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    private static string Header(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsSubclassOf(typeof(Delegate)) ? "delegate" : type.IsValueType ? "struct" : "class";
        if (type.GetMethod("<Clone>$") is not null || (type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null)) kind = "record " + kind;
        if (kind.EndsWith("class", StringComparison.Ordinal)) kind = (type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + kind;
        var bases = new List<string>();
        if (type.BaseType is { } parent && !type.IsValueType && parent != typeof(object)) bases.Add(Name(parent));
        if (!type.IsEnum) bases.AddRange(type.GetInterfaces().Where(i => !(i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEquatable<>)) && (i.IsPublic || i.IsNestedPublic)).Select(i => Name(i)).Order(StringComparer.Ordinal));
        return $"{kind} {Full(type)}{(bases.Count > 0 ? " : " + string.Join(", ", bases) : "")}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum) return Enum.GetNames(type).Select(n => $"{n} = {Convert.ToInt64(Enum.Parse(type, n), CultureInfo.InvariantCulture)}");
        if (type.IsSubclassOf(typeof(JsonSerializerContext))) return type.GetProperties(Declared).Where(p => p.PropertyType == type && p.GetMethod is { IsPublic: true }).Select(Property);
        return type.GetConstructors(Declared).Where(IsVisible).Select(c => $"{Plain(type)}({Parameters(c)})")
            .Concat(type.GetFields(Declared).Where(f => (f.IsPublic || f.IsFamily) && !IsGenerated(f)).Select(f => $"{(f.IsLiteral ? "const " : f.IsStatic ? "static " : "")}{Name(f.FieldType)} {f.Name}{(f.IsLiteral ? " = " + Literal(f.GetRawConstantValue()) : "")}"))
            .Concat(type.GetProperties(Declared).Where(p => (p.GetMethod ?? p.SetMethod)! is var accessor && (accessor.IsPublic || accessor.IsFamily) && !IsGenerated(p) && p.Name is not "EqualityContract").Select(Property))
            .Concat(type.GetEvents(Declared).Where(e => e.AddMethod!.IsPublic).Select(e => $"event {Name(e.EventHandlerType!)} {e.Name}"))
            .Concat(type.GetMethods(Declared).Where(m => IsVisible(m) && !m.IsSpecialName && m.GetBaseDefinition() == m).Select(m =>
                $"{(m.IsStatic ? "static " : "")}{Name(m.ReturnType, Nullability.Create(m.ReturnParameter))} {m.Name}{(m.IsGenericMethod ? "<" + string.Join(", ", m.GetGenericArguments().Select(a => a.Name)) + ">" : "")}({Parameters(m)})"));
    }

    private static bool IsVisible(MethodBase method) => (method.IsPublic || method.IsFamily) && !IsGenerated(method) && !method.Name.StartsWith('<');

    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute)) || member.IsDefined(typeof(GeneratedCodeAttribute));

    private static string Property(PropertyInfo property)
    {
        var isStatic = (property.GetMethod ?? property.SetMethod)!.IsStatic;
        var set = property.SetMethod is { IsPublic: true } setter ? setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;" : "";
        return $"{(isStatic ? "static " : "")}{Name(property.PropertyType, Nullability.Create(property))} {property.Name} {{{(property.GetMethod is { IsPublic: true } or { IsFamily: true } ? " get;" : "")}{set} }}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
        $"{(p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : p.IsOut ? "out " : "")}{Name(p.ParameterType, Nullability.Create(p))} {p.Name}{(p.HasDefaultValue ? " = " + Literal(p.DefaultValue) : "")}"));

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Full(Type type) => type.IsNested ? $"{Full(type.DeclaringType!)}.{Plain(type)}" : $"{type.Namespace}.{Plain(type)}";

    private static string Plain(Type type) => type.Name.Split('`')[0];

    private static string Name(Type type, NullabilityInfo? nullability = null)
    {
        var mark = nullability?.ReadState == NullabilityState.Nullable && !type.IsValueType ? "?" : "";
        if (type.IsByRef) return "ref " + Name(type.GetElementType()!);
        if (type.IsArray) return Name(type.GetElementType()!, nullability?.ElementType) + "[]" + mark;
        if (Nullable.GetUnderlyingType(type) is { } inner) return Name(inner) + "?";
        if (!type.IsGenericType) return Simple(type) + mark;
        var arguments = type.GetGenericArguments().Select((a, i) => Name(a, nullability is { } n && i < n.GenericTypeArguments.Length ? n.GenericTypeArguments[i] : null));
        return type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true ? $"({string.Join(", ", arguments)})" : $"{Simple(type)}<{string.Join(", ", arguments)}>{mark}";
    }

    private static string Simple(Type type) => type.IsNested && !type.IsGenericParameter ? $"{Simple(type.DeclaringType!)}.{Plain(type)}" : Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => Plain(type),
        TypeCode.Boolean => "bool",
        TypeCode.Byte => "byte",
        TypeCode.Char => "char",
        TypeCode.Double => "double",
        TypeCode.Int32 => "int",
        TypeCode.Int64 => "long",
        TypeCode.Single => "float",
        TypeCode.String => "string",
        _ when type == typeof(void) => "void",
        _ when type == typeof(object) => "object",
        _ => Plain(type),
    };
}
