using System.Collections.ObjectModel;
using System.Text.Json;
using Groundwork.Language;

namespace Groundwork.Evals.Storing;

/// <summary>Reads what <see cref="SampleJson"/> writes, and the same written by people. Says by <see cref="FormatException"/> which member is wrong.</summary>
internal static class SampleReader
{
    private static readonly string[] s_members = ["id", "input", "before", "variables", "tags", "expected", "cluster", "split", "origin", "draft"];

    private static readonly ReadOnlyDictionary<string, string> NoTexts = ReadOnlyDictionary<string, string>.Empty;

    private static readonly JsonDocumentOptions s_options = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>True when a JSON object has members of a sample only.</summary>
    public static bool IsSample(JsonElement json) =>
        json.TryGetProperty("input", out _) && json.EnumerateObject().All(member => Array.IndexOf(s_members, member.Name) >= 0);

    public static Sample Read(string json)
    {
        using var document = Parse(json);
        return Read(document.RootElement);
    }

    /// <summary>A JSON value without members of the same name.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json, s_options);
        }
        catch (JsonException problem)
        {
            throw new FormatException(FormattableString.Invariant($"this is no JSON: {Shorten(problem.Message)}"), problem);
        }
    }

    public static Sample Read(JsonElement json)
    {
        var sample = new JsonMembers(json, "a sample", s_members);
        return new Sample(sample.Text("id") ?? throw sample.Missing("id"), sample.Text("input") ?? throw sample.Missing("input"), ReadExpectation(sample))
        {
            Before = sample.List("before", turn =>
            {
                var members = new JsonMembers(turn, "a turn", "role", "text");
                var role = members.Text("role") ?? throw members.Missing("role");
                if (role is not ("user" or "assistant")) throw new FormatException($"the role of a turn is \"user\" or \"assistant\", not \"{role}\"");
                return new SampleTurn(role, members.Text("text") ?? throw members.Missing("text"));
            }) ?? [],
            Variables = sample.Texts("variables") ?? (IReadOnlyDictionary<string, string>)NoTexts,
            Tags = sample.Texts("tags") ?? (IReadOnlyDictionary<string, string>)NoTexts,
            Cluster = sample.Text("cluster"),
            Split = sample.Text("split"),
            Origin = sample.Member("origin") is { } origin ? ReadOrigin(origin) : Provenance.Unknown,
            IsDraft = sample.Flag("draft") ?? false,
        };
    }

    private static Expectation ReadExpectation(JsonMembers sample)
    {
        if (sample.Member("expected") is not { } json) return Expectation.Nothing;
        var expected = new JsonMembers(
            json, "\"expected\"", "relevant", "permitted", "answers", "places", "reference", "referenceClaims", "answerable", "toolCalls", "endState", "attackGoal", "checks");
        return new Expectation
        {
            Relevant = expected.Map("relevant", Grade),
            Permitted = expected.TextList("permitted"),
            Answers = expected.TextList("answers"),
            Places = expected.List("places", ReadPlace),
            Reference = expected.Text("reference"),
            ReferenceClaims = expected.TextList("referenceClaims"),
            IsAnswerable = expected.Flag("answerable"),
            ToolCalls = expected.List("toolCalls", ReadToolCall),
            EndState = expected.Text("endState"),
            AttackGoal = expected.Text("attackGoal"),
            Checks = expected.List("checks", ReadCheck),
        };
    }

    private static int Grade(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var grade) ? grade : throw new FormatException($"a grade is an integer, not {Shorten(json.GetRawText())}");

    private static AnswerPlace ReadPlace(JsonElement json)
    {
        var place = new JsonMembers(json, "a place", "document", "start", "length");
        var (start, length) = (place.Number("start") ?? throw place.Missing("start"), place.Number("length") ?? throw place.Missing("length"));
        if (!(start >= 0 && start <= int.MaxValue && Math.Floor(start) == start && length >= 0 && length <= int.MaxValue - start && Math.Floor(length) == length))
            throw new FormatException(FormattableString.Invariant($"a place begins and is as long as a number from 0, not {start} and {length}"));
        return new AnswerPlace(place.Text("document") ?? throw place.Missing("document"), new TextSpan((int)start, (int)length));
    }

    private static ExpectedToolCall ReadToolCall(JsonElement json)
    {
        var call = new JsonMembers(json, "a tool call", "name", "arguments");
        return new ExpectedToolCall(
            call.Text("name") ?? throw call.Missing("name"),
            call.Map("arguments", accepted => (IReadOnlyList<string>)JsonMembers.TextsOf(accepted, "the accepted values of an argument")) ?? throw call.Missing("arguments"));
    }

    private static SampleCheck ReadCheck(JsonElement json)
    {
        var check = new JsonMembers(json, "a check", "kind", "value", "negated", "weight", "threshold");
        var weight = check.Number("weight") ?? 1;
        if (!(weight > 0)) throw new FormatException(FormattableString.Invariant($"the weight of a check is above 0, not {weight}"));
        return new SampleCheck(check.Text("kind") ?? throw check.Missing("kind"), check.Text("value") ?? "")
        {
            IsNegated = check.Flag("negated") ?? false,
            Weight = weight,
            Threshold = check.Number("threshold"),
        };
    }

    private static Provenance ReadOrigin(JsonElement json)
    {
        var origin = new JsonMembers(json, "\"origin\"", "kind", "source", "detail");
        var name = origin.Text("kind") ?? throw origin.Missing("kind");
        foreach (var kind in Enum.GetValues<ProvenanceKind>())
            if (string.Equals(SampleJson.KindName(kind), name, StringComparison.Ordinal))
                return new Provenance(kind, origin.Text("source") ?? "", origin.Text("detail") ?? "");
        throw new FormatException($"\"{Shorten(name)}\" is no kind of origin; there are {string.Join(", ", Enum.GetValues<ProvenanceKind>().Select(SampleJson.KindName))}");
    }

    private static string Shorten(string text) => JsonMembers.Shorten(text);
}
