using Groundwork.TestKit;

namespace Groundwork.House.Tests;

/// <summary>The files of the repository, and pages that are written by a test when asked.</summary>
internal static class House
{
    public static string Root => Repository.Root;

    /// <summary>Names of the projects in src, without the prefix.</summary>
    public static IReadOnlyList<string> Projects { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(f => Path.GetFileNameWithoutExtension(f)["Groundwork.".Length..]).Order(StringComparer.Ordinal)];

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path])).ReplaceLineEndings("\n");

    /// <summary>A file that must equal what is generated; it is rewritten instead when the variable is 1.</summary>
    public static void MustEqual(string generated, string variable, params string[] path)
    {
        var file = Path.Combine([Root, .. path]);
        if (Environment.GetEnvironmentVariable(variable) is "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, generated);
            return;
        }

        File.Exists(file).ShouldBeTrue($"{string.Join('/', path)} is missing. Write it with {variable}=1 dotnet test tests/Groundwork.House.Tests.");
        Read(path).ShouldBe(generated, $"{string.Join('/', path)} is not what the code says. Look at the difference; if it is meant, rewrite the file with {variable}=1 dotnet test tests/Groundwork.House.Tests.");
    }
}
