namespace Groundwork.Language.Tests;

/// <summary>A fact that needs a file of the Unicode Character Database (Debian package unicode-data); skipped by name without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnicodeFactAttribute : FactAttribute
{
    public const string Folder = "/usr/share/unicode";

    public UnicodeFactAttribute(string file)
    {
        File = Path.Combine(Folder, file);
        if (!System.IO.File.Exists(File)) Skip = $"{File} is not on this machine; the package unicode-data has it.";
    }

    public string File { get; }
}
