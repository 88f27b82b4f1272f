namespace Groundwork.Knowledge.Answering;

/// <summary>
/// Tells code from text by its lines, for sources that mark neither: most lines of a block end, begin or are joined as statements, calls, assignments or markup are.
/// A single line counts only where nothing in it reads like a sentence.
/// </summary>
internal static class CodeLines
{
    private const double LeastShare = 0.6;

    private static readonly string[] Signs = ["()", "=>", "->", "==", "!=", "::", "</", "/>", " = ", "+=", "&&", "||", "();", "#include", "${", "):"];
    private static readonly string[] Beginnings = ["$ ", ">>> ", "//", "#!", "/*", "* @", "import ", "using ", "from ", "def ", "class ", "return ", "public ", "private ", "SELECT ", "<?", "@"];

    public static bool IsCode(string block)
    {
        var (lines, code) = (0, 0);
        foreach (var line in block.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace()) continue;
            lines++;
            if (IsCodeLine(line)) code++;
        }

        return lines > 1 ? code >= lines * LeastShare : lines == 1 && IsCodeLine(block) && !ReadsAsSentence(block);
    }

    private static bool IsCodeLine(ReadOnlySpan<char> line)
    {
        var isIndented = line.Length > 2 && (line[0] == '\t' || line.StartsWith("  "));
        var trimmed = line.Trim();
        if (trimmed.IsEmpty || trimmed[0] is '|' or '•' || trimmed.StartsWith("- ") || trimmed.StartsWith("* ")) return false;
        if (trimmed[^1] is '{' or '}' or ';' or '[' || trimmed is ")" or "]" or "})" or ");") return true;
        foreach (var sign in Signs)
            if (trimmed.IndexOf(sign, StringComparison.Ordinal) >= 0) return true;
        foreach (var beginning in Beginnings)
            if (trimmed.StartsWith(beginning, StringComparison.Ordinal) && !ReadsAsSentence(trimmed)) return true;
        return isIndented && !ReadsAsSentence(trimmed) && trimmed.IndexOfAny("=(){}<>:\"'") >= 0;
    }

    // Ends as a sentence does, and holds more words than signs.
    private static bool ReadsAsSentence(ReadOnlySpan<char> line)
    {
        if (line[^1] is not ('.' or '!' or '?' or ':' or '。' or '”' or '"')) return false;
        var (words, signs) = (0, 0);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == ' ' && i + 1 < line.Length && char.IsLetter(line[i + 1])) words++;
            else if (line[i] is '{' or '}' or '=' or '<' or '>' or ';') signs++;
        }

        return words > 3 && words > 2 * signs;
    }
}
