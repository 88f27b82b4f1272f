using System.Reflection;

namespace Groundwork.UseCases;

/// <summary>Version of the program.</summary>
public static class ProductVersion
{
    /// <summary>Like <c>0.1.0</c>.</summary>
    public static string Text { get; } = typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
