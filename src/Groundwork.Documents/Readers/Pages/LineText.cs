using System.Globalization;
using System.Text;

namespace Groundwork.Documents.Readers.Pages;

/// <summary>The text of words that stand on one line.</summary>
internal static class LineText
{
    // Letters of scripts without spaces stand apart by less than this share of their height.
    private const float WideGap = 0.5f;

    /// <summary>Joins words in the order of speech.</summary>
    /// <param name="words">From left to right.</param>
    /// <param name="isVisual">Letters stand as they are seen, so that words from right to left are reversed.</param>
    public static string Of(IReadOnlyList<PageWord> words, bool isVisual)
    {
        var order = isVisual && words.Any(word => IsRightToLeft(word.Text)) ? Spoken(words) : words;
        var text = new StringBuilder();
        for (var i = 0; i < order.Count; i++)
        {
            if (i > 0 && NeedsSpace(order[i - 1], order[i])) text.Append(' ');
            Append(text, order[i].Text);
        }

        return text.ToString();
    }

    /// <summary>Whether a character belongs to a script that puts no spaces between words.</summary>
    public static bool IsWide(char c) => c is >= '\u2E80' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or >= '\uFF00' and <= '\uFF60' or >= '\uD840' and <= '\uD87F';

    private static bool NeedsSpace(PageWord before, PageWord after)
    {
        var gap = Math.Max(after.Left - before.Right, before.Left - after.Right);
        return !(IsWide(before.Text[^1]) || IsWide(after.Text[0])) || gap > WideGap * Math.Min(before.Height, after.Height);
    }

    // The line runs the way most of its letters do; runs of words of the other direction are turned.
    private static List<PageWord> Spoken(IReadOnlyList<PageWord> words)
    {
        var fromRight = words.Where(word => IsRightToLeft(word.Text)).Sum(word => word.Text.Length) * 2 > words.Where(word => word.Text.Any(char.IsLetter)).Sum(word => word.Text.Length);
        var runs = new List<List<PageWord>>();
        var isRunRight = false;
        foreach (var word in words)
        {
            var isRight = IsRightToLeft(word.Text);
            // Punctuation and numbers alone go with what stands before them.
            var isNeutral = !isRight && !word.Text.Any(char.IsLetter);
            if (runs.Count == 0 || (!isNeutral && isRight != isRunRight)) runs.Add([]);
            if (runs[^1].Count == 0) isRunRight = isRight;
            runs[^1].Add(isRight ? word with { Text = Turned(word.Text) } : word);
        }

        foreach (var run in runs)
            if (IsRightToLeft(run[0].Text))
                run.Reverse();
        if (fromRight) runs.Reverse();
        return [.. runs.SelectMany(run => run)];
    }

    private static bool IsRightToLeft(string text) => text.AsSpan().IndexOfAnyInRange('\u0590', '\u08FF') >= 0 || text.AsSpan().IndexOfAnyInRange('\uFB1D', '\uFDFF') >= 0 || text.AsSpan().IndexOfAnyInRange('\uFE70', '\uFEFC') >= 0;

    // Reversed but for numbers and marks, which keep their place behind their letter.
    private static string Turned(string text)
    {
        var elements = new List<string>();
        var walk = StringInfo.GetTextElementEnumerator(text);
        while (walk.MoveNext())
        {
            var element = walk.GetTextElement();
            if (elements.Count > 0 && char.IsAsciiDigit(element[0]) && char.IsAsciiDigit(elements[^1][^1])) elements[^1] += element;
            else elements.Add(element is [var c] ? Mirrored(c).ToString() : element);
        }

        elements.Reverse();
        return string.Concat(elements);
    }

    private static char Mirrored(char c) => c switch { '(' => ')', ')' => '(', '[' => ']', ']' => '[', '{' => '}', '}' => '{', '<' => '>', '>' => '<', '«' => '»', '»' => '«', _ => c };

    // Presentation forms are glyphs that found their way into text: "ﬁ" is "fi".
    private static void Append(StringBuilder text, string word)
    {
        if (!word.AsSpan().ContainsAnyInRange('\uFB00', '\uFDFF') && !word.AsSpan().ContainsAnyInRange('\uFE70', '\uFEFC'))
        {
            text.Append(word);
            return;
        }

        foreach (var c in word) text.Append(c is >= '\uFB00' and <= '\uFDFF' or >= '\uFE70' and <= '\uFEFC' ? c.ToString().Normalize(NormalizationForm.FormKC) : c.ToString());
    }
}
