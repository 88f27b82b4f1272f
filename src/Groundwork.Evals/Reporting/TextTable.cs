using System.Text;

namespace Groundwork.Evals.Reporting;

/// <summary>Columns of text that line up. Width is counted in user-perceived characters; East Asian wide ones count two.</summary>
internal sealed class TextTable(params string[] head)
{
    private readonly List<string[]> _rows = [head];

    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        var widths = head.Select((_, column) => _rows.Max(r => Width(r[column]))).ToArray();
        var text = new StringBuilder();
        foreach (var row in _rows)
        {
            var line = new StringBuilder();
            for (var column = 0; column < row.Length; column++) line.Append(row[column]).Append(' ', widths[column] - Width(row[column]) + 2);
            text.Append(line.ToString().TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static int Width(string text)
    {
        var width = 0;
        var elements = System.Globalization.StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext()) width += IsWide(elements.GetTextElement()[0]) ? 2 : 1;
        return width;
    }

    // The blocks that terminals draw two cells wide: Hangul Jamo, CJK, kana, Hangul syllables, full-width forms, and what lies outside the first plane.
    private static bool IsWide(char c) => c is (>= '\u1100' and <= '\u115f') or (>= '\u2e80' and <= '\ua4cf') or (>= '\uac00' and <= '\ud7a3') or (>= '\uf900' and <= '\ufaff') or (>= '\uff00' and <= '\uff60') || char.IsHighSurrogate(c);
}
