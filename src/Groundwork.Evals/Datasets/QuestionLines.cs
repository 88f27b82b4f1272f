using System.Runtime.CompilerServices;
using System.Text.Json;
using Groundwork.Evals.Storing;

namespace Groundwork.Evals.Datasets;

/// <summary>A question in each line, with a few members that are known and others that become tags.</summary>
internal static class QuestionLines
{
    private static readonly string[] s_known =
        ["id", "_id", "text", "question", "input", "query", "answers", "answer", "reference", "answerable", "relevant", "lang", "language", "split", "cluster"];

    public static async IAsyncEnumerable<(string Place, Sample Sample)> ReadAsync(ImportContext context, string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (line, text) in TextLines.ReadAsync(path, context.Options.MaxRecordCharacters, cancellationToken))
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            var place = FormattableString.Invariant($"line {line}");
            Sample sample;
            try
            {
                using var json = SampleReader.Parse(text);
                sample = Read(json.RootElement, context, place);
            }
            catch (FormatException problem)
            {
                context.Problems.Add(line, problem.Message);
                continue;
            }

            yield return (place, sample);
        }
    }

    private static Sample Read(JsonElement json, ImportContext context, string place)
    {
        var question = new JsonMembers(json, "a question");
        var id = Scalar(question, "id") ?? Scalar(question, "_id") ?? throw new FormatException("a question lacks \"id\" (or \"_id\")");
        var input = question.Text("text") ?? question.Text("question") ?? question.Text("input") ?? question.Text("query")
            ?? throw new FormatException("a question lacks \"text\" (or \"question\", \"input\", \"query\")");
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        if ((Scalar(question, "lang") ?? Scalar(question, "language")) is { Length: > 0 } language) tags["language"] = language;
        foreach (var member in json.EnumerateObject())
        {
            if (Array.IndexOf(s_known, member.Name) >= 0 || member.Value.ValueKind == JsonValueKind.Null) continue;
            if (ScalarOf(member.Value) is { } value) tags[member.Name] = value;
            else context.Count($"\"{JsonMembers.Shorten(member.Name)}\" is no text, number, true or false, and was left out");
        }

        var answers = Answers(question);
        return new Sample(id, input, new Expectation
        {
            Answers = answers,
            Reference = question.Text("reference"),
            IsAnswerable = question.Flag("answerable") ?? (answers is { Count: > 0 } ? true : null),
            Relevant = Relevant(question),
        })
        {
            Tags = tags, Split = question.Text("split"), Cluster = Scalar(question, "cluster"), Origin = context.Origin(place),
        };
    }

    private static List<string>? Answers(JsonMembers question) => question.Member("answers") switch
    {
        { ValueKind: JsonValueKind.String } one => [JsonMembers.TextOf(one, "\"answers\"")],
        { } list => JsonMembers.TextsOf(list, "\"answers\""),
        null => question.Member("answer") is null ? null : [question.Text("answer")!],
    };

    private static Dictionary<string, int>? Relevant(JsonMembers question)
    {
        if (question.Member("relevant") is not { } relevant) return null;
        if (relevant.ValueKind == JsonValueKind.Object)
            return question.Map("relevant", grade => grade.ValueKind == JsonValueKind.Number && grade.TryGetInt32(out var number) ? number : throw new FormatException("a grade in \"relevant\" is an integer"));
        var grades = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var document in JsonMembers.TextsOf(relevant, "\"relevant\"")) grades[document] = 1;
        return grades;
    }

    private static string? Scalar(JsonMembers question, string name) => question.Member(name) is { } value
        ? ScalarOf(value) ?? throw new FormatException($"\"{name}\" is a text or a number, not {JsonMembers.Shorten(value.GetRawText())}")
        : null;

    private static string? ScalarOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => JsonMembers.TextOf(value, "a member"),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };
}
