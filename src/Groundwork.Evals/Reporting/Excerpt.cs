namespace Groundwork.Evals.Reporting;

/// <summary>The beginning of a text on one line.</summary>
internal static class Excerpt
{
    /// <summary>At most <paramref name="chars"/> characters; white space and control characters become single blanks, and no surrogate pair is cut.</summary>
    public static string Of(string text, int chars)
    {
        var line = new System.Text.StringBuilder(Math.Min(text.Length, chars + 1));
        foreach (var c in text)
        {
            if (line.Length > chars) break;
            if (!char.IsWhiteSpace(c) && !char.IsControl(c)) line.Append(c);
            else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
        }

        if (line.Length <= chars) return line.ToString().TrimEnd();
        line.Length = char.IsHighSurrogate(line[chars - 2]) ? chars - 2 : chars - 1;
        return line.ToString().TrimEnd() + "…";
    }
}
