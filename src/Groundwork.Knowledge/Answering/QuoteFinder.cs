using System.Text;
using Groundwork.Language;

namespace Groundwork.Knowledge.Answering;

/// <summary>Finds the words a model claims to quote. White space, quotation marks and dashes may differ in form; every other character must be there.</summary>
internal static class QuoteFinder
{
    /// <returns>The span in <paramref name="text"/> that carries the quote, or null.</returns>
    public static TextSpan? Find(string text, string quote)
    {
        var exact = text.IndexOf(quote, StringComparison.Ordinal);
        if (exact >= 0 && quote.Length > 0) return new TextSpan(exact, quote.Length);
        var (hay, places) = Loose(text);
        var (needle, _) = Loose(quote);
        needle = needle.Trim('.', ' ');
        if (needle.Length < 3) return null;
        var at = hay.IndexOf(needle, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : TextSpan.FromBounds(places[at], places[at + needle.Length - 1] + 1);
    }

    private static (string Text, List<int> Places) Loose(string text)
    {
        var loose = new StringBuilder(text.Length);
        var places = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i] switch
            {
                '“' or '”' or '„' or '«' or '»' or '"' => '"',
                '‘' or '’' or '‚' or '\'' => '\'',
                '‐' or '‑' or '–' or '—' => '-',
                _ when char.IsWhiteSpace(text[i]) => ' ',
                _ => text[i],
            };
            if (c == ' ' && (loose.Length == 0 || loose[^1] == ' ')) continue;
            loose.Append(c);
            places.Add(i);
        }

        return (loose.ToString(), places);
    }
}
