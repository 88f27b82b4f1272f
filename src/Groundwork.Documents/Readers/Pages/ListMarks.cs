using System.Globalization;

namespace Groundwork.Documents.Readers.Pages;

/// <summary>The bullets and numbers that start items of lists.</summary>
internal static class ListMarks
{
    private const string Bullets = "•◦▪‣●○■□–*·➢✓";

    /// <summary>Whether a word alone is a mark: a bullet, "3." or "b)".</summary>
    public static bool IsMark(string word) =>
        word.Length == 1 ? Bullets.Contains(word[0], StringComparison.Ordinal)
        : word.Length <= 5 && word.TrimStart('(') is { Length: >= 2 } bare && bare[^1] is '.' or ')' && word.TrimStart('(')[..^1].All(char.IsAsciiLetterOrDigit) && (char.IsAsciiDigit(word.TrimStart('(')[0]) || word.TrimStart('(').Length == 2);

    /// <summary>Whether a line starts with a mark and text after it. "2019. And" starts no item, and neither does "1. 5".</summary>
    public static bool StartsItem(ReadOnlySpan<char> line)
    {
        if (line.Length < 3) return false;
        if (Bullets.Contains(line[0], StringComparison.Ordinal)) return line[1] == ' ';
        var digits = 0;
        while (digits < 2 && char.IsAsciiDigit(line[digits])) digits++;
        return digits > 0 && line[digits] is '.' or ')' && line.Length > digits + 2 && line[digits + 1] == ' ' && char.GetUnicodeCategory(line[digits + 2]) != UnicodeCategory.DecimalDigitNumber;
    }

    /// <summary>A bullet that stands alone.</summary>
    public static bool IsBulletAlone(ReadOnlySpan<char> line) => line.Length == 1 && Bullets.Contains(line[0], StringComparison.Ordinal);
}
