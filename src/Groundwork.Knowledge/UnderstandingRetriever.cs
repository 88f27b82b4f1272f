using Groundwork.Knowledge.Ranking;
using Groundwork.Knowledge.Understanding;

namespace Groundwork.Knowledge;

/// <summary>Retrieval of what a question means: it goes through steps once before it is searched, and each says what it did (<see cref="Retrieved.Steps"/>).</summary>
/// <remarks>A question by vector alone, or without words, is searched as it is.</remarks>
public sealed class UnderstandingRetriever : IRetriever
{
    private readonly IRetriever _inner;
    private readonly IReadOnlyList<IUnderstandingStep> _steps;
    private readonly TimeProvider _time;
    private readonly DuplicateFinder? _duplicates;

    internal UnderstandingRetriever(IRetriever inner, IReadOnlyList<IUnderstandingStep> steps, TimeProvider time, DuplicateFinder? duplicates = null) =>
        (_inner, _steps, _time, _duplicates) = (inner, steps, time, duplicates);

    /// <inheritdoc />
    public async ValueTask<Retrieved> RetrieveAsync(Question question, int limit, bool explain, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (_steps.Count == 0 || question.Mode == RetrievalMode.Vector || string.IsNullOrWhiteSpace(question.Text)) return await Collapsed(_inner).RetrieveAsync(question, limit, explain, cancellationToken);
        var (understood, trace) = await QuestionUnderstanding.RunAsync(question, _steps, _time, cancellationToken);
        var searched = understood.Others.Count == 0 ? _inner : new FusedRetriever(_inner, understood.Others);
        var found = await Collapsed(searched).RetrieveAsync(understood.Question, limit, explain, cancellationToken);
        return found with
        {
            Steps = [.. trace.Select(step => Happened(step, understood.Question, found)), .. found.Steps],
            Understood = understood.Restated ?? found.Understood,
            Asked = understood.Question with { Also = [.. understood.Question.Carried], Meaning = null },
            Searched = string.Equals(understood.Question.Text, question.Text, StringComparison.Ordinal) ? found.Searched : understood.Question.Text,
        };
    }

    // It may look for more passages: what the question means is known by then and not asked again.
    private IRetriever Collapsed(IRetriever searched) => _duplicates is null ? searched : new CollapsingRetriever(searched, _duplicates);

    // Whether there is a vector shows only in the search.
    private static StepTrace Happened(StepTrace step, Question searched, Retrieved found) =>
        step is { Step: RetrievalStep.HypotheticalPassage, IsUsed: true } && searched.Meaning is not null && found.Meaning is null
            ? step with { IsUsed = false, What = "no vector could be made of what the model wrote" }
            : step;
}
