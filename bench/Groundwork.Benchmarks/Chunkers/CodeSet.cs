using System.Text;
using System.Text.RegularExpressions;
using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Benchmarks.Chunkers;

/// <summary>
/// C# files without their documentation comments, and as questions the summaries that stood above methods: what a method does, in words, must find its
/// definition.
/// </summary>
internal static partial class CodeSet
{
    private const int LeastWords = 4;

    /// <summary>The set of a folder; null for a folder without C# files.</summary>
    public static async Task<ChunkerSet?> ReadAsync(string folder)
    {
        var documents = new List<Document>();
        var questions = new List<ChunkerQuestion>();
        var lost = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(folder, file);
            if (name.Contains("obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal)) continue;
            var (code, summaries) = Strip(await File.ReadAllLinesAsync(file));
            var document = await ChunkerSet.ReadAsync(new SourceInfo(new DocumentId(name), name, MediaTypes.OfName(name)!), Encoding.UTF8.GetBytes(code));
            documents.Add(document);
            var from = 0;
            foreach (var (summary, declaration) in summaries)
            {
                var at = document.Text.IndexOf(declaration, from, StringComparison.Ordinal);
                if (at < 0) lost++;
                else questions.Add(new ChunkerQuestion(summary, [new Gold(document.Id, DefinitionAt(document.Text, at))]));
                from = Math.Max(from, at + 1);
            }
        }

        return documents.Count == 0 ? null : new ChunkerSet("source code", Path.GetFileName(Path.GetFullPath(folder)), documents, questions, lost);
    }

    private static (string Code, List<(string Summary, string Declaration)> Summaries) Strip(string[] lines)
    {
        var (code, comment) = (new StringBuilder(), new StringBuilder());
        var summaries = new List<(string, string)>();
        foreach (var line in lines)
        {
            var text = line.Trim();
            if (text.StartsWith("///", StringComparison.Ordinal))
            {
                comment.Append(text.AsSpan(3)).Append(' ');
                continue;
            }

            code.Append(line).Append('\n');
            if (comment.Length == 0 || text.Length == 0 || text[0] == '[') continue;
            var summary = Spaces().Replace(Tag().Replace(Summary().Match(comment.ToString()).Groups["text"].Value, " "), " ").Trim();
            if (char.IsWhiteSpace(line[0]) && text.Contains('(', StringComparison.Ordinal) && WordSplitter.Split(summary).Count >= LeastWords) summaries.Add((summary, text));
            comment.Clear();
        }

        return (code.ToString(), summaries);
    }

    // To the end of its line, or to the first line no deeper than it that closes or ends something.
    private static TextSpan DefinitionAt(string text, int start)
    {
        var indent = start - (text.LastIndexOf('\n', start) + 1);
        for (var line = start; ;)
        {
            var end = text.IndexOf('\n', line) is var feed and >= 0 ? feed : text.Length;
            var content = text.AsSpan(line, end - line).Trim();
            var depth = line == start ? indent : text.AsSpan(line, end - line).IndexOfAnyExcept(' ', '\t');
            if (end == text.Length || (depth <= indent && content.Length > 0 && content[^1] is ';' or '}')) return TextSpan.FromBounds(start, end);
            line = end + 1;
        }
    }

    [GeneratedRegex("<summary>(?<text>.*?)(?:</summary>|$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Summary();

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();
}
