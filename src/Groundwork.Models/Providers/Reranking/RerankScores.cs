using System.Globalization;
using System.Text.Json;
using Groundwork.Models.Calls;
using Groundwork.Models.Wire;

namespace Groundwork.Models.Providers.Reranking;

/// <summary>Reads scores, under any of the names in use, in any order.</summary>
internal static class RerankScores
{
    /// <summary>One score per text, in the order of the texts. A text that the server leaves out gets the least score it gave.</summary>
    /// <exception cref="ModelException">An error inside, or results that contradict the request or each other.</exception>
    public static RerankReply Read(ReadOnlyMemory<byte> body, int count, string model, CallFailures failures)
    {
        try
        {
            using var parsed = JsonFields.Parse(body);
            var root = parsed.RootElement;
            if (WireError.Find(root) is { } error)
                throw failures.ErrorInside(error);
            var results = root.ValueKind == JsonValueKind.Array ? root : root.ArrayField("results") ?? root.ArrayField("data");
            if (results is not { } list)
                throw failures.Nonsense("answered without \"results\"", body.Span);
            return new RerankReply(Scores(list, count, failures), ReplyHeader.Read(root).Model ?? model, Usage(root));
        }
        catch (JsonException invalid)
        {
            throw failures.Nonsense("answered with something that is not JSON", body.Span, invalid);
        }
    }

    private static double[] Scores(JsonElement results, int count, CallFailures failures)
    {
        var scores = new double?[count];
        var least = double.PositiveInfinity;
        foreach (var result in results.EnumerateArray())
        {
            if (result.CountField("index") is not { } index || index >= count)
                throw failures.Nonsense(Invariant($"sent a result whose index is not one of 0..{count - 1}"), []);
            var score = Score(result);
            if (score is not { } value || !double.IsFinite(value))
                throw failures.Nonsense(Invariant($"sent something that is not a score for text {index}"), []);
            if (scores[index] is { } before && before != value)
                throw failures.Nonsense(Invariant($"sent two different scores for text {index}"), []);
            scores[index] = value;
            least = Math.Min(least, value);
        }

        return double.IsFinite(least)
            ? Array.ConvertAll(scores, score => score ?? least)
            : throw failures.Nonsense(Invariant($"sent no score for any of {count} texts"), []);
    }

    private static double? Score(JsonElement result)
    {
        foreach (var name in new[] { "relevance_score", "score" })
            if (result.Field(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var score))
                return score;
        return null;
    }

    private static TokenUsage? Usage(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return null;
        var usage = UsageReader.Read(root);
        var billed = root.ObjectField("meta")?.ObjectField("billed_units");
        var tokens = usage?.InputTokenCount ?? usage?.TotalTokenCount ?? (billed is { } units ? UsageReader.Count(units, "input_tokens") : null);
        return tokens is { } known ? new TokenUsage(known, 0) : null;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
