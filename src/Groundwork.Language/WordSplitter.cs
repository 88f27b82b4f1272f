namespace Groundwork.Language;

/// <summary>Word segmentation after Unicode Standard Annex #29.</summary>
public static class WordSplitter
{
    /// <summary>The words of a text: segments that hold a letter, digit or other word-like character, in order, not overlapping.</summary>
    public static IReadOnlyList<TextSpan> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<TextSpan>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (inside && start < 0) start = i;
            if (inside || start < 0) continue;
            words.Add(TextSpan.FromBounds(start, i));
            start = -1;
        }

        return words;
    }
}
