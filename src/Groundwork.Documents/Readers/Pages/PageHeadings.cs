namespace Groundwork.Documents.Readers.Pages;

/// <summary>
/// Tells which lines are headings: those that the outline names, on the page it names; else lines in larger letters, and short bold lines that stand
/// alone.
/// </summary>
internal sealed class PageHeadings
{
    private const int LongestHeading = 200, MostLines = 4, MostLevels = 6, LongestNumber = 8;

    // Larger than the text by this much; guessed heights of recognised letters need more.
    private const float Larger = 1.12f, LargerRecognised = 1.35f;

    // A text that is bold for a third says nothing by it.
    private const double MostBold = 0.33;

    private readonly IReadOnlyList<PageItem> _items;
    private readonly Dictionary<int, (int Level, int Lines)> _found = [];
    private readonly float _bodySize;

    private PageHeadings(IReadOnlyList<PageItem> items)
    {
        _items = items;
        _bodySize = BodySize(items);
    }

    /// <summary>Levels and lines of the heading that starts at an item; null when none does.</summary>
    public (int Level, int Lines)? At(int index) => _found.TryGetValue(index, out var heading) ? heading : null;

    public static PageHeadings Find(IReadOnlyList<PageItem> items, IReadOnlyList<OutlineEntry> outline, CancellationToken cancellationToken)
    {
        var headings = new PageHeadings(items);
        headings.FindByOutline(outline, cancellationToken);
        headings.FindByFont();
        return headings;
    }

    private static float BodySize(IReadOnlyList<PageItem> items)
    {
        var characters = new Dictionary<float, int>();
        foreach (var line in items.OfType<PageItem.Line>()) characters[Rounded(line.Size)] = characters.GetValueOrDefault(Rounded(line.Size)) + line.Text.Length;
        return characters.Count == 0 ? 0 : characters.MaxBy(pair => pair.Value).Key;
    }

    private static float Rounded(float size) => MathF.Round(size * 2) / 2;

    private void FindByOutline(IReadOnlyList<OutlineEntry> outline, CancellationToken cancellationToken)
    {
        if (outline.Count == 0) return;
        var byPage = Enumerable.Range(0, _items.Count).Where(i => _items[i] is PageItem.Line).ToLookup(i => _items[i].Page);
        foreach (var entry in outline)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var wanted = Bare(entry.Title);
            if (wanted.Length == 0) continue;
            foreach (var index in byPage[entry.Page])
            {
                if (_found.ContainsKey(index) || LinesThatSay(wanted, index) is not { } lines) continue;
                _found[index] = (Math.Clamp(entry.Level, 1, MostLevels), lines);
                break;
            }
        }
    }

    // How many lines from here on say the title, which may lack the number that the page prints before it; null when they do not.
    private int? LinesThatSay(string wanted, int index)
    {
        var said = "";
        for (var lines = 1; lines <= MostLines && index + lines <= _items.Count && _items[index + lines - 1] is PageItem.Line line && line.Page == _items[index].Page; lines++)
        {
            said += Bare(line.Text);
            if (said.Length > wanted.Length + LongestNumber) return null;
            if (!said.EndsWith(wanted, StringComparison.Ordinal)) continue;
            var before = said[..^wanted.Length];
            return before.All(c => char.IsDigit(c)) || before.Length == 1 || before.StartsWith("chapter", StringComparison.Ordinal) ? lines : null;
        }

        return null;
    }

    private static string Bare(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private void FindByFont()
    {
        var sizes = new SortedSet<float>();
        var large = new List<(int Index, int Lines)>();
        var bold = new List<int>();
        var boldShare = _items.OfType<PageItem.Line>().Sum(line => line.IsBold ? line.Text.Length : 0) / Math.Max(1.0, _items.OfType<PageItem.Line>().Sum(line => line.Text.Length));
        for (var i = 0; i < _items.Count; i++)
        {
            if (At(i) is { } known)
            {
                i += known.Lines - 1;
                continue;
            }

            if (_items[i] is not PageItem.Line line || line.IsMonospaced || HasCells(line)) continue;
            if (line.Size >= _bodySize * (line.IsRecognised ? LargerRecognised : Larger) && line.Text.Any(char.IsLetter))
            {
                var lines = LinesOfSameSize(i);
                if (lines <= MostLines && line.Text.Length <= LongestHeading)
                {
                    large.Add((i, lines));
                    sizes.Add(Rounded(line.Size));
                }

                i += lines - 1;
            }
            else if (boldShare <= MostBold && IsBoldHeading(i, line))
            {
                bold.Add(i);
            }
        }

        var bySize = sizes.Reverse().ToList();
        var byOutline = _found.Select(pair => (Rounded(((PageItem.Line)_items[pair.Key]).Size), pair.Value.Level)).DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Level);
        foreach (var (index, lines) in large)
        {
            var size = Rounded(((PageItem.Line)_items[index]).Size);
            var level = byOutline.TryGetValue(size, out var told) ? told : byOutline.Count > 0 ? 1 : bySize.IndexOf(size) + 1;
            _found[index] = (Math.Min(level, MostLevels), lines);
        }

        var deepest = _found.Values.Select(heading => heading.Level).DefaultIfEmpty(0).Max();
        foreach (var index in bold) _found[index] = (Math.Min(deepest + 1, MostLevels), 1);
    }

    // A row of a table that was too short to be one.
    private static bool HasCells(PageItem.Line line)
    {
        var words = line.Row.Words;
        for (var i = 1; i < words.Count; i++)
            if (words[i].Left - words[i - 1].Right > line.Row.Height * 1.5f)
                return true;
        return false;
    }

    private int LinesOfSameSize(int index)
    {
        var first = (PageItem.Line)_items[index];
        var lines = 1;
        while (index + lines < _items.Count && At(index + lines) is null && _items[index + lines] is PageItem.Line next && next.Column == first.Column && Math.Abs(next.Size - first.Size) < 0.5f &&
            next.IsBold == first.IsBold && next.Row.Top - ((PageItem.Line)_items[index + lines - 1]).Row.Bottom < first.Row.Height * 0.6f)
            lines++;
        return lines;
    }

    // Short, without the end of a sentence, set off above, and not followed by more bold text.
    private bool IsBoldHeading(int index, PageItem.Line line)
    {
        if (!line.IsBold || line.Text.Length > 100 || line.Text[^1] is '.' or ',' or ';' or ':' or '-' || !line.Text.Any(char.IsLetter) || ListMarks.IsBulletAlone(line.Text)) return false;
        if (line.Size < _bodySize * 0.95f) return false;
        var before = index > 0 ? _items[index - 1] as PageItem.Line : null;
        var isSetOff = before is null || before.Column != line.Column || line.Row.Top - before.Row.Bottom > line.Row.Height * 0.35f;
        var isFollowed = index + 1 < _items.Count && _items[index + 1] is PageItem.Line { IsBold: true } next && next.Column == line.Column && next.Row.Top - line.Row.Bottom < line.Row.Height * 0.35f;
        return isSetOff && !isFollowed;
    }
}
