using System.Globalization;
using System.Text;

namespace Groundwork.Documents.Readers.Markdown;

/// <summary>Anchors as GitHub makes them: lower case, punctuation dropped, blanks as hyphens, repeated ones numbered.</summary>
internal sealed class HeadingSlugs
{
    private readonly Dictionary<string, int> _used = new(StringComparer.Ordinal);

    public string? Next(string heading)
    {
        var slug = new StringBuilder();
        foreach (var rune in heading.Trim().EnumerateRunes())
        {
            if (rune.Value is ' ' or '\t' or '\n') slug.Append('-');
            else if (rune.Value is '-' or '_' || Rune.IsLetterOrDigit(rune) || IsMark(rune)) slug.Append(Rune.ToLowerInvariant(rune).ToString());
        }

        if (slug.Length == 0) return null;
        var name = slug.ToString();
        if (!_used.TryGetValue(name, out var count))
        {
            _used[name] = 0;
            return name;
        }

        string numbered;
        do numbered = string.Create(CultureInfo.InvariantCulture, $"{name}-{++count}");
        while (!_used.TryAdd(numbered, 0));
        _used[name] = count;
        return numbered;
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;
}
