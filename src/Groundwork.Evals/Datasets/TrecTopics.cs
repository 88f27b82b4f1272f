using System.Runtime.CompilerServices;
using System.Text;

namespace Groundwork.Evals.Datasets;

/// <summary>
/// TREC topics: blocks of <c>&lt;top&gt;</c> with <c>&lt;num&gt;</c>, <c>&lt;title&gt;</c>, <c>&lt;desc&gt;</c> and <c>&lt;narr&gt;</c>, which need no end tags; <c>&lt;topic number="…"&gt;</c> with
/// <c>&lt;query&gt;</c> or the like; or a number, a tab and the query in each line. Tags are read as they are, nothing is resolved.
/// </summary>
internal static class TrecTopics
{
    private static readonly string[] s_fields = ["num", "title", "desc", "narr", "query", "question", "narrative", "description"];
    private static readonly string[] s_labels = ["Number:", "Topic:", "Description:", "Narrative:"];

    public static async IAsyncEnumerable<(string Place, Sample Sample)> ReadAsync(ImportContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Topic? topic = null;
        await foreach (var (line, text) in TextLines.ReadAsync(context.Path, context.Options.MaxRecordCharacters, cancellationToken))
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            var rest = text.Trim();
            if (topic is null && rest[0] != '<')
            {
                var tab = rest.IndexOf('\t', StringComparison.Ordinal);
                if (tab < 0) context.Problems.Add(line, "a topic is a number, a tab and the query, or stands between <top> and </top>");
                else yield return (Place(line), new Sample(rest[..tab].Trim(), rest[(tab + 1)..].Trim(), Expectation.Nothing) { Origin = context.Origin(Place(line)) });
                continue;
            }

            foreach (var piece in Pieces(rest))
            {
                if (TagOf(piece) is not { } tag)
                {
                    topic?.Append(piece, context.Options.MaxRecordCharacters);
                }
                else if (tag is "top" or "topic")
                {
                    if (topic is not null) context.Problems.Add(line, FormattableString.Invariant($"a topic begins within the one of line {topic.Line}"));
                    topic = new Topic(line, AttributeOf(piece, "number") ?? AttributeOf(piece, "id"));
                }
                else if (tag is "/top" or "/topic")
                {
                    if (topic?.ToSample(context) is { } sample) yield return (Place(topic.Line), sample);
                    topic = null;
                }
                else if (topic is not null && Array.IndexOf(s_fields, tag) >= 0)
                {
                    topic.Begin(tag);
                }
                else if (topic is not null && tag[0] == '/' && Array.IndexOf(s_fields, tag[1..]) >= 0)
                {
                    topic.Begin("");
                }
            }
        }

        if (topic is not null) context.Problems.Add(topic.Line, "the topic does not end");
    }

    private static string Place(int line) => FormattableString.Invariant($"line {line}");

    // Tags and what stands between them, in order.
    private static IEnumerable<string> Pieces(string line)
    {
        for (var at = 0; at < line.Length;)
        {
            var open = line.IndexOf('<', at);
            var close = open < 0 ? -1 : line.IndexOf('>', open);
            if (close < 0)
            {
                yield return line[at..];
                yield break;
            }

            if (open > at) yield return line[at..open];
            yield return line[open..(close + 1)];
            at = close + 1;
        }
    }

    private static string? TagOf(string piece)
    {
        if (piece[0] != '<' || piece[^1] != '>') return null;
        var inner = piece[1..^1].Trim();
        var end = inner.IndexOfAny([' ', '\t']);
        var name = (end < 0 ? inner : inner[..end]).ToLowerInvariant();
        return name.Length > 0 && name.All(c => char.IsAsciiLetter(c) || c == '/') ? name : null;
    }

    private static string? AttributeOf(string tag, string name)
    {
        var at = tag.IndexOf(name + "=", StringComparison.OrdinalIgnoreCase);
        if (at < 0 || at + name.Length + 1 >= tag.Length) return null;
        var quote = tag[at + name.Length + 1];
        var end = quote is '"' or '\'' ? tag.IndexOf(quote, at + name.Length + 2) : -1;
        return end < 0 ? null : tag[(at + name.Length + 2)..end];
    }

    private sealed class Topic(int line, string? number)
    {
        private readonly Dictionary<string, StringBuilder> _fields = new(StringComparer.Ordinal);
        private string _field = "";

        public int Line => line;

        public void Begin(string field)
        {
            _field = field;
            if (field.Length > 0) _fields.TryAdd(field, new StringBuilder());
        }

        public void Append(string text, int longest)
        {
            if (_field.Length == 0) return;
            var field = _fields[_field];
            if (field.Length + text.Length > longest) throw new DatasetRefusedException(FormattableString.Invariant($"The topic of line {line} has more than {longest} characters."), []);
            if (field.Length > 0) field.Append(' ');
            field.Append(text.Trim());
        }

        public Sample? ToSample(ImportContext context)
        {
            var id = number ?? ValueOf("num");
            var input = ValueOf("title") ?? ValueOf("query") ?? ValueOf("question") ?? ValueOf("desc");
            if (id is null || input is null)
            {
                context.Problems.Add(line, id is null ? "the topic has no number" : "the topic has no title, query, question or desc");
                return null;
            }

            var variables = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var field in s_fields)
                if (field is not "num" && ValueOf(field) is { } value)
                    variables[field] = value;
            return new Sample(id.Trim(), input, Expectation.Nothing) { Variables = variables, Origin = context.Origin(Place(line)) };
        }

        private string? ValueOf(string field)
        {
            if (!_fields.TryGetValue(field, out var text)) return null;
            var value = text.ToString().Trim();
            foreach (var label in s_labels)
                if (value.StartsWith(label, StringComparison.OrdinalIgnoreCase))
                    value = value[label.Length..].Trim();
            return value.Length == 0 ? null : value;
        }
    }
}
