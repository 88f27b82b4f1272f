using System.Runtime.CompilerServices;
using System.Text.Json;
using Groundwork.Evals.Storing;
using Groundwork.Language;

namespace Groundwork.Evals.Datasets;

/// <summary>
/// SQuAD 1.1 and 2.0 (Rajpurkar and others 2016, 2018). The paragraph becomes the variable <c>context</c>; answers are found at their offsets, which count Unicode code points.
/// </summary>
internal static class SquadFile
{
    public const int MostBytes = 256 << 20;

    public static async IAsyncEnumerable<(string Place, Sample Sample)> ReadAsync(ImportContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (new FileInfo(context.Path).Length is var length && length > MostBytes)
            throw new DatasetRefusedException(FormattableString.Invariant($"{context.Path} has {length} bytes; a SQuAD file has at most {MostBytes}. Cut it into several."), []);
        using var json = await ParseAsync(context, cancellationToken);
        foreach (var (place, read) in Questions(json.RootElement, context))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Sample? sample = null;
            try
            {
                sample = read();
            }
            catch (FormatException problem)
            {
                context.Problems.Add(place, problem.Message);
            }

            if (sample is not null) yield return (place, sample);
        }
    }

    private static async ValueTask<JsonDocument> ParseAsync(ImportContext context, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(context.Path);
        try
        {
            return await JsonDocument.ParseAsync(stream, new JsonDocumentOptions { MaxDepth = 16 }, cancellationToken);
        }
        catch (JsonException problem)
        {
            throw context.Problems.Refuse(FormattableString.Invariant($"line {(problem.LineNumber ?? 0) + 1}"), "this is no JSON: " + problem.Message);
        }
    }

    private static IEnumerable<(string Place, Func<Sample> Read)> Questions(JsonElement root, ImportContext context)
    {
        var articles = Items(root, "data", "the file", context, "$");
        for (var a = 0; a < articles.Count; a++)
        {
            var article = articles[a];
            var at = FormattableString.Invariant($"data[{a}]");
            var title = article.ValueKind == JsonValueKind.Object && article.TryGetProperty("title", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString()! : FormattableString.Invariant($"{a + 1}");
            var paragraphs = Items(article, "paragraphs", "an article", context, at);
            for (var p = 0; p < paragraphs.Count; p++)
            {
                var paragraph = paragraphs[p];
                var questions = Items(paragraph, "qas", "a paragraph", context, FormattableString.Invariant($"{at}.paragraphs[{p}]"));
                var document = FormattableString.Invariant($"{title}#{p + 1}");
                for (var q = 0; q < questions.Count; q++)
                {
                    var question = questions[q];
                    var place = FormattableString.Invariant($"{at}.paragraphs[{p}].qas[{q}]");
                    yield return (place, () => Read(question, paragraph, title, document, context, place));
                }
            }
        }
    }

    private static Sample Read(JsonElement json, JsonElement paragraph, string title, string document, ImportContext context, string place)
    {
        var question = new JsonMembers(json, "a question");
        var text = new JsonMembers(paragraph, "a paragraph").Text("context") ?? throw new FormatException("its paragraph lacks \"context\"");
        var isImpossible = question.Flag("is_impossible");
        var answers = new List<string>();
        var places = new List<AnswerPlace>();
        foreach (var (answer, start) in question.List("answers", ReadAnswer) ?? [])
        {
            if (!answers.Contains(answer, StringComparer.Ordinal)) answers.Add(answer);
            if (SpanOf(text, answer, start) is not { } span) context.Count("an answer does not stand at its offset, so it has no place");
            else if (!places.Exists(known => known.Span == span)) places.Add(new AnswerPlace(document, span));
        }

        return new Sample(question.Text("id") ?? throw question.Missing("id"), question.Text("question") ?? throw question.Missing("question"), new Expectation
        {
            Answers = isImpossible == true || answers.Count == 0 ? null : answers,
            Places = places.Count == 0 || isImpossible == true ? null : places,
            IsAnswerable = isImpossible is null ? (answers.Count > 0 ? true : null) : !isImpossible,
        })
        {
            Variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["context"] = text, ["title"] = title },
            Cluster = document,
            Origin = context.Origin(place),
        };
    }

    private static (string Text, double? Start) ReadAnswer(JsonElement json)
    {
        var answer = new JsonMembers(json, "an answer");
        return (answer.Text("text") ?? throw answer.Missing("text"), answer.Number("answer_start"));
    }

    // Offsets were counted in Python, where a character beyond the basic plane is one, not two.
    private static TextSpan? SpanOf(string text, string answer, double? codePoints)
    {
        if (codePoints is not { } start || !(start >= 0 && start <= text.Length)) return null;
        var at = 0;
        for (var i = 0; i < (int)start && at < text.Length; i++) at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
        return text.AsSpan(at).StartsWith(answer, StringComparison.Ordinal) ? new TextSpan(at, answer.Length) : null;
    }

    private static List<JsonElement> Items(JsonElement json, string name, string what, ImportContext context, string place)
    {
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array) return [.. list.EnumerateArray()];
        context.Problems.Add(place, $"{what} has no list \"{name}\"");
        return [];
    }
}
