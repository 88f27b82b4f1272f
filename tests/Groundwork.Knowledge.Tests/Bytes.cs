using System.Text;

namespace Groundwork.Knowledge.Tests;

/// <summary>Looks for a text in files as they lie on the disk.</summary>
internal static class Bytes
{
    public static IReadOnlyList<string> FilesWith(string folder, string text)
    {
        byte[][] forms = [Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(text.ToLowerInvariant()), Encoding.Unicode.GetBytes(text)];
        return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Holds(file, forms))];
    }

    private static bool Holds(string file, byte[][] forms)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return Array.Exists(forms, form => content.AsSpan().IndexOf(form) >= 0);
    }
}
