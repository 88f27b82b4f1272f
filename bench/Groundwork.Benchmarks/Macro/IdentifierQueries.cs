using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Groundwork.Benchmarks.Macro;

/// <summary>
/// Queries that are one identifier each, drawn from the passages: function names, options, dotted names, names in camel case, and codes
/// like "RFC 2616" or "UTF-16LE". The identifier occurs in one document alone, so that the answer is known. The draw depends on nothing but the passages.
/// </summary>
internal static partial class IdentifierQueries
{
    private const int PerKind = 200;
    private const int LongestIdentifier = 60;

    /// <summary>Writes <c>text.queries.jsonl</c> into a folder and links the passages beside it, so that peers can read it as a data set of its own.</summary>
    public static void Write(CommandLine command)
    {
        var target = command.Text("to", Path.Combine(command.Data, "identifiers"));
        Directory.CreateDirectory(target);
        var link = Path.Combine(target, "text.jsonl");
        if (!File.Exists(link)) File.CreateSymbolicLink(link, Path.GetFullPath(Path.Combine(command.Data, "text.jsonl")));
        var passages = TextSet.LoadPassages(command.Data);
        var drawn = Kinds.Select(kind => Draw(kind.Pattern, passages)).ToArray();
        var encoder = new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using var writer = new StreamWriter(Path.Combine(target, "text.queries.jsonl"));
        var number = 0;
        for (var round = 0; round < PerKind; round++)
        {
            for (var kind = 0; kind < Kinds.Length; kind++)
            {
                if (round >= drawn[kind].Count) continue;
                var (text, document) = drawn[kind][round];
                // A space after each colon: the reader of one of the peers wants it.
                writer.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{{\"qid\": {number++}, \"q\": {JsonSerializer.Serialize(text, encoder)}, \"doc\": {document}, \"src\": \"{Kinds[kind].Name}\"}}\n"));
            }
        }

        Console.Out.WriteLine($"{number} queries: {string.Join(", ", Kinds.Select((k, i) => $"{drawn[i].Count} {k.Name}"))}");
    }

    private static (string Name, Regex Pattern)[] Kinds =>
    [
        ("function", Function()), ("option", Option()), ("dotted", Dotted()), ("camel", Camel()), ("code", Code()),
    ];

    private static List<(string Text, int Document)> Draw(Regex pattern, IReadOnlyList<Passage> passages)
    {
        const int Several = -1;
        var owner = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var passage in passages)
        {
            foreach (var field in new[] { passage.Title, passage.Text })
                foreach (var match in pattern.EnumerateMatches(field))
                {
                    if (match.Length > LongestIdentifier) continue;
                    var text = field.Substring(match.Index, match.Length);
                    if (!owner.TryGetValue(text, out var seen)) owner.Add(text, passage.Document);
                    else if (seen != passage.Document) owner[text] = Several;
                }
        }

        // Spread by a hash of the text itself: the same identifiers whatever the order of the passages.
        return [.. owner.Where(o => o.Value != Several).OrderBy(o => Hash(o.Key)).ThenBy(o => o.Key, StringComparer.Ordinal).Take(PerKind).Select(o => (o.Key, o.Value))];
    }

    // FNV-1a, 64 bits.
    private static ulong Hash(string text) => text.Aggregate(14695981039346656037UL, (hash, c) => (hash ^ c) * 1099511628211UL);

    [GeneratedRegex(@"(?<![\w.$-])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w.-])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Function();

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z0-9]*(?:-[a-z0-9]+)+(?![\w-])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Option();

    [GeneratedRegex(@"(?<![\w.$-])[A-Za-z]\w+(?:\.[A-Za-z]\w+){1,4}(?![\w.(-])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Dotted();

    [GeneratedRegex(@"(?<![\w.$-])[A-Z][a-z]+(?:[A-Z][a-z]+)+(?![\w.-])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Camel();

    [GeneratedRegex(@"(?<![\w.-])[A-Z]{2,}[- ]?[0-9]{2,}(?:[-.]?[A-Z0-9]+)?(?![\w.-])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Code();
}
