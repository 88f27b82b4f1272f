using Groundwork.Knowledge.Understanding;

namespace Groundwork.Knowledge;

/// <summary>Retrieval of what a question means: it goes through steps before it is searched, and each says what it did (<see cref="Retrieved.Steps"/>).</summary>
/// <remarks>A question by vector alone, or without words, is searched as it is.</remarks>
public sealed class UnderstandingRetriever : IRetriever
{
    // Passages found for the question itself count once, those found for what it was turned into beside it for half.
    private const double OthersWeight = 0.5;
    private const int RankOffset = 60;
    private readonly IRetriever _inner;
    private readonly IReadOnlyList<IUnderstandingStep> _steps;
    private readonly TimeProvider _time;

    internal UnderstandingRetriever(IRetriever inner, IReadOnlyList<IUnderstandingStep> steps, TimeProvider time) => (_inner, _steps, _time) = (inner, steps, time);

    /// <inheritdoc />
    public async ValueTask<Retrieved> RetrieveAsync(Question question, int limit, bool explain, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (_steps.Count == 0 || question.Mode == RetrievalMode.Vector || string.IsNullOrWhiteSpace(question.Text)) return await _inner.RetrieveAsync(question, limit, explain, cancellationToken);
        var (understood, trace) = await QuestionUnderstanding.RunAsync(question, _steps, _time, cancellationToken);
        var found = await _inner.RetrieveAsync(understood.Question, limit, explain, cancellationToken);
        if (understood.Others.Count > 0) found = found with { Passages = await FusedAsync(found, understood, limit, explain, cancellationToken) };
        return found with
        {
            Steps = [.. trace, .. found.Steps],
            Understood = understood.Restated ?? found.Understood,
            Asked = understood.Question with { Also = [.. understood.Question.Carried], Meaning = null },
            Searched = string.Equals(understood.Question.Text, question.Text, StringComparison.Ordinal) ? found.Searched : understood.Question.Text,
        };
    }

    // Scores of different questions do not compare; ranks do (Cormack, Clarke and Büttcher 2009).
    private async ValueTask<IReadOnlyList<Passage>> FusedAsync(Retrieved first, Understood understood, int limit, bool explain, CancellationToken cancellationToken)
    {
        var sums = new Dictionary<string, (Passage Passage, double Score)>(StringComparer.Ordinal);
        Add(sums, first.Passages, 1);
        foreach (var other in understood.Others)
            Add(sums, (await _inner.RetrieveAsync(understood.Question with { Text = other, Also = [.. understood.Question.Carried], Meaning = null, Facets = null }, limit, explain, cancellationToken)).Passages, OthersWeight);
        return [.. sums.Values.OrderByDescending(s => s.Score).ThenBy(s => s.Passage.Chunk.Id.Value, StringComparer.Ordinal).Take(limit).Select(s => s.Passage with { Score = (float)s.Score })];
    }

    private static void Add(Dictionary<string, (Passage Passage, double Score)> sums, IReadOnlyList<Passage> passages, double weight)
    {
        for (var rank = 0; rank < passages.Count; rank++)
        {
            var passage = passages[rank];
            var score = sums.TryGetValue(passage.Chunk.Id.Value, out var known) ? known.Score : 0;
            sums[passage.Chunk.Id.Value] = (known.Passage ?? passage, score + (weight / (RankOffset + rank + 1)));
        }
    }
}
