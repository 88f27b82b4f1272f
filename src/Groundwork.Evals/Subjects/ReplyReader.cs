using System.Text.Json;

namespace Groundwork.Evals.Subjects;

/// <summary>Makes an observation of a reply.</summary>
internal sealed class ReplyReader
{
    private readonly bool _isPlainText;
    private readonly ReplySelector? _text;
    private readonly ReplySelector? _ranking;
    private readonly ReplySelector? _scores;
    private readonly ReplySelector? _passages;
    private readonly ReplySelector? _abstained;
    private readonly ReplySelector? _confidence;
    private readonly ReplySelector? _dollars;

    /// <exception cref="FormatException">A path is none.</exception>
    public ReplyReader(ReplyShape shape)
    {
        _isPlainText = shape.IsPlainText;
        _text = Parse(shape.Text);
        _ranking = Parse(shape.Ranking);
        _scores = Parse(shape.Scores);
        _passages = Parse(shape.Passages);
        _abstained = Parse(shape.Abstained);
        _confidence = Parse(shape.Confidence);
        _dollars = Parse(shape.Dollars);
    }

    public Observation Read(string reply, Sample sample, int repeat)
    {
        if (_isPlainText)
            return string.IsNullOrWhiteSpace(reply) ? Failed(sample, repeat, "the reply is empty") : new Observation(sample.Id, repeat, ObservedOutcome.Answered, reply.Trim());
        try
        {
            using var json = JsonDocument.Parse(reply);
            return Read(json.RootElement, sample, repeat);
        }
        catch (JsonException problem)
        {
            return Failed(sample, repeat, $"the reply is no JSON ({problem.Message}): {Storing.JsonMembers.Shorten(reply)}");
        }
        catch (FormatException problem)
        {
            return Failed(sample, repeat, problem.Message);
        }
    }

    public static Observation Failed(Sample sample, int repeat, string error) => new(sample.Id, repeat, ObservedOutcome.Failed, "") { Error = error };

    private Observation Read(JsonElement reply, Sample sample, int repeat)
    {
        var texts = Texts(_text, reply);
        var documents = Texts(_ranking, reply);
        var passages = Texts(_passages, reply);
        var hasAbstained = _abstained is not null && _abstained.Select(reply).Any(IsSaid);
        var text = string.Join('\n', texts ?? []);
        if (!hasAbstained && string.IsNullOrWhiteSpace(text) && documents is null && passages is null)
            return Failed(sample, repeat, _text is null ? "the reply tells no part of an answer" : $"the reply has no text at {_text.Path}");
        return new Observation(sample.Id, repeat, hasAbstained ? ObservedOutcome.Abstained : ObservedOutcome.Answered, text)
        {
            Ranking = documents is null ? null : Rank(documents, reply),
            Passages = passages?.Select((passage, i) => new ObservedPassage(
                FormattableString.Invariant($"{i + 1}"), documents?.Count == passages.Count ? documents[i] : "", passage)).ToList(),
            Confidence = Number(_confidence, reply),
            Cost = new ObservedCost { Dollars = Number(_dollars, reply) is { } dollars and >= 0 and < 1e6 ? (decimal)dollars : null },
        };
    }

    // A document that comes twice, as two of its passages do, counts where it is best.
    private List<RankedItem> Rank(List<string> documents, JsonElement reply)
    {
        var scores = _scores?.Select(reply);
        if (scores is not null && scores.Count != documents.Count)
            throw new FormatException(FormattableString.Invariant($"the reply has {documents.Count} documents at {_ranking!.Path} and {scores.Count} scores at {_scores!.Path}"));
        var ranking = new List<RankedItem>(documents.Count);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < documents.Count; i++)
        {
            var ranked = new RankedItem(documents[i], scores is null ? documents.Count - i : NumberOf(scores[i], _scores!));
            if (places.TryAdd(ranked.Document, ranking.Count)) ranking.Add(ranked);
            else if (ranked.Score > ranking[places[ranked.Document]].Score) ranking[places[ranked.Document]] = ranked;
        }

        return ranking;
    }

    private static List<string>? Texts(ReplySelector? selector, JsonElement reply) =>
        selector is null ? null : [.. selector.Select(reply).Select(ReplySelector.TextOf).OfType<string>()];

    private static double? Number(ReplySelector? selector, JsonElement reply) => selector?.Select(reply) switch
    {
        null or [] => null,
        [{ ValueKind: JsonValueKind.Null }, ..] => null,
        [var value, ..] => NumberOf(value, selector),
    };

    private static double NumberOf(JsonElement value, ReplySelector selector) => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
        ? number
        : throw new FormatException($"the reply has no finite number at {selector.Path}: {Storing.JsonMembers.Shorten(value.GetRawText())}");

    private static bool IsSaid(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined or JsonValueKind.False => false,
        JsonValueKind.String => value.GetString() is { Length: > 0 } text && !string.Equals(text, "false", StringComparison.OrdinalIgnoreCase),
        JsonValueKind.Array => value.GetArrayLength() > 0,
        _ => true,
    };

    private static ReplySelector? Parse(string? path) => path is null ? null : ReplySelector.Parse(path);
}
