using System.Text;

namespace Groundwork.Models.Wire;

/// <summary>Text that can be written as UTF-8.</summary>
internal static class Utf16
{
    /// <summary>The same text, with U+FFFD for each half of a surrogate pair that stands alone.</summary>
    public static string Repaired(string text)
    {
        if (!HasLoneSurrogate(text))
            return text;
        var repaired = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            repaired.Append(rune);
        return repaired.ToString();
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                return true;
            i++;
        }

        return false;
    }
}
