using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Groundwork.Torture;

/// <summary>
/// A generated folder of Markdown, text, HTML and JSONL in several languages, in two versions: between them files and records are
/// changed, removed, renamed, moved to another file and added. The same seed makes the same bytes.
/// </summary>
internal sealed class Corpus
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly SortedDictionary<string, string> _first = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _second = new(StringComparer.Ordinal);

    public Corpus(int seed, int files, int records)
    {
        var random = new Random(seed);
        for (var i = 0; i < files; i++) AddFile(random, i);
        for (var i = files; i < files + Math.Max(1, files / 10); i++)
            if (NewFile(random, i) is var (name, content)) _second[name] = content;
        AddRecords(random, records);
        Queries = [.. Enumerable.Range(0, 50).Select(_ => Query(random))];
    }

    /// <summary>Fifty questions.</summary>
    public IReadOnlyList<string> Queries { get; }

    /// <summary>A word that stands in one document and nowhere else.</summary>
    public static string MarkerOf(int number) => string.Create(CultureInfo.InvariantCulture, $"marker{number}zq");

    /// <summary>Puts a version on disk in place of whatever is there.</summary>
    public void Write(string folder, int version)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        foreach (var (name, content) in version == 1 ? _first : _second)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, content);
        }
    }

    public string WriteQueries(string path)
    {
        File.WriteAllLines(path, Queries.Select((text, i) => JsonSerializer.Serialize(new { id = string.Create(CultureInfo.InvariantCulture, $"q{i:D2}"), text }, Json)));
        return path;
    }

    private void AddFile(Random random, int number)
    {
        var (name, content) = NewFile(random, number);
        _first[name] = content;
        switch (random.Next(20))
        {
            case < 3:
                var (_, changed) = NewFile(random, number, name);
                _second[name] = changed;
                break;
            case < 5:
                break; // removed
            case < 7:
                _second[Path.Combine("moved", Path.GetFileName(name))] = content;
                break;
            default:
                _second[name] = content;
                break;
        }
    }

    private static (string Name, string Content) NewFile(Random random, int number, string? name = null)
    {
        var tongue = Tongue.All[number % Tongue.All.Count];
        var word = tongue.ContentWord(random);
        name ??= (number % 3) switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"notes/{tongue.Code}/{number:D4} {word}.md"),
            1 => string.Create(CultureInfo.InvariantCulture, $"text/{number:D4}-{word}.txt"),
            _ => string.Create(CultureInfo.InvariantCulture, $"web/{number:D4}.html"),
        };
        return (name, Path.GetExtension(name) switch
        {
            ".md" => MarkdownOf(random, tongue, number),
            ".html" => HtmlOf(random, tongue, number),
            _ => string.Join("\n\n", Enumerable.Range(0, random.Next(2, 9)).Select(_ => tongue.Paragraph(random)).Append(MarkerOf(number))),
        });
    }

    private static string MarkdownOf(Random random, Tongue tongue, int number)
    {
        var text = new StringBuilder($"# {tongue.ContentWord(random)} {MarkerOf(number)}\n\n");
        for (var sections = random.Next(1, 6); sections > 0; sections--)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {tongue.ContentWord(random)}\n\n");
            for (var paragraphs = random.Next(1, 4); paragraphs > 0; paragraphs--) text.Append(tongue.Paragraph(random)).Append("\n\n");
            if (random.Next(3) == 0) text.Append(CultureInfo.InvariantCulture, $"- {tongue.Sentence(random)}\n- {tongue.Sentence(random)}\n\n");
            if (random.Next(5) == 0) text.Append(CultureInfo.InvariantCulture, $"| a | b |\n| - | - |\n| {tongue.ContentWord(random)} | {tongue.ContentWord(random)} |\n\n");
        }

        return text.ToString();
    }

    private static string HtmlOf(Random random, Tongue tongue, int number)
    {
        var text = new StringBuilder($"<!DOCTYPE html><html lang=\"{tongue.Code}\"><head><meta charset=\"utf-8\"><title>{tongue.ContentWord(random)}</title></head><body><h1>{MarkerOf(number)}</h1>");
        for (var paragraphs = random.Next(2, 9); paragraphs > 0; paragraphs--) text.Append("<p>").Append(WebUtility.HtmlEncode(tongue.Paragraph(random))).Append("</p>\n");
        return text.Append("</body></html>").ToString();
    }

    // Records live in two files; some move from one file to the other between the versions.
    private void AddRecords(Random random, int records)
    {
        var (first, second) = ((A: new StringBuilder(), B: new StringBuilder()), (A: new StringBuilder(), B: new StringBuilder()));
        for (var i = 0; i < records; i++)
        {
            var tongue = Tongue.All[i % Tongue.All.Count];
            var line = Record(random, tongue, i);
            var isInA = i % 3 > 0;
            (isInA ? first.A : first.B).Append(line);
            switch (random.Next(20))
            {
                case < 2: (isInA ? second.A : second.B).Append(Record(random, tongue, i)); break;
                case < 3: break; // removed
                case < 4: (isInA ? second.B : second.A).Append(line); break;
                default: (isInA ? second.A : second.B).Append(line); break;
            }
        }

        for (var i = records; i < records + (records / 20); i++) second.A.Append(Record(random, Tongue.All[i % Tongue.All.Count], i));
        if (records == 0) return;
        _first["records/a.jsonl"] = first.A.ToString();
        _first["records/b.jsonl"] = first.B.ToString();
        _second["records/a.jsonl"] = second.A.ToString();
        _second["records/b.jsonl"] = second.B.ToString();
    }

    private static string Record(Random random, Tongue tongue, int number) => JsonSerializer.Serialize(
        new { id = string.Create(CultureInfo.InvariantCulture, $"r{number:D5}"), title = tongue.ContentWord(random), text = tongue.Paragraph(random), year = 1990 + random.Next(35) }, Json) + "\n";

    private static string Query(Random random)
    {
        var tongue = Tongue.All[random.Next(Tongue.All.Count)];
        return random.Next(8) == 0
            ? MarkerOf(random.Next(200))
            : string.Join(' ', Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(6) == 0 ? tongue.FunctionWords[random.Next(tongue.FunctionWords.Length)] : tongue.ContentWord(random)));
    }
}
