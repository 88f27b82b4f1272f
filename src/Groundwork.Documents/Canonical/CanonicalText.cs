using System.Buffers;
using System.Text;

namespace Groundwork.Documents.Canonical;

/// <summary>
/// The character rules of canonical text: lines end in <c>\n</c>; vertical tab, form feed and NEL are spaces; every other control
/// character but tab is dropped; a lone surrogate becomes U+FFFD. The number of lines stays what editors count.
/// </summary>
internal static class CanonicalText
{
    private static readonly SearchValues<char> s_suspects = SearchValues.Create(Suspects());

    public static string Clean(string text)
    {
        if (text.AsSpan().IndexOfAny(s_suspects) < 0) return text;
        var clean = new StringBuilder(text.Length);
        Append(clean, text);
        return clean.ToString();
    }

    public static void Append(StringBuilder target, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var next = text.IndexOfAny(s_suspects);
            if (next < 0)
            {
                target.Append(text);
                return;
            }

            target.Append(text[..next]);
            text = text[(next + AppendSuspect(target, text[next..]))..];
        }
    }

    private static int AppendSuspect(StringBuilder target, ReadOnlySpan<char> text)
    {
        var c = text[0];
        switch (c)
        {
            case '\r':
                target.Append('\n');
                return text.Length > 1 && text[1] == '\n' ? 2 : 1;
            case '\v' or '\f' or '\u0085':
                target.Append(' ');
                return 1;
        }

        if (!char.IsSurrogate(c)) return 1;
        if (text.Length > 1 && char.IsSurrogatePair(c, text[1]))
        {
            target.Append(text[..2]);
            return 2;
        }

        target.Append('\uFFFD');
        return 1;
    }

    private static char[] Suspects()
    {
        var suspects = new List<char>();
        for (var c = '\0'; c < '\u00A0'; c++)
            if (char.IsControl(c) && c is not ('\n' or '\t'))
                suspects.Add(c);
        for (int c = '\uD800'; c <= '\uDFFF'; c++) suspects.Add((char)c);
        return [.. suspects];
    }
}
