using Groundwork.Knowledge;
using Groundwork.UseCases.Tuning;

namespace Groundwork.UseCases;

/// <summary>A collection's own questions decide which steps are taken between a question and its passages.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class TuneCollection(Workspace workspace)
{
    // Each half needs twenty: with fewer, one question more or less would decide.
    private const int LeastQuestions = 40;
    private const int Passages = 40;
    private const int DocumentPage = 10_000;

    private static readonly RetrievalStep[] s_withoutModel = [RetrievalStep.Spelling, RetrievalStep.Acronyms, RetrievalStep.Feedback, RetrievalStep.Features];

    /// <summary>
    /// Lets one half of the questions choose among the steps and the other half check the choice. Steps that are not decided on stay as they are; a default that is decided on goes where it loses,
    /// any other comes where it gains, and chance explains either in less than one of twenty cases. Questions without conversations say nothing about follow-ups.
    /// </summary>
    /// <param name="request">What to measure on.</param>
    /// <param name="progress">Told how many questions were asked.</param>
    /// <param name="cancellationToken">Leaves the collection as it was.</param>
    /// <exception cref="InvalidRequestException">The questions or judgements decide nothing, no step is named, or the collection changed meanwhile.</exception>
    public async Task<TuneReply> RunAsync(TuneRequest request, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var started = workspace.Time.GetTimestamp();
        var name = CollectionName.Parse(request.Collection);
        var deciding = (StepNames.Read(request.Steps) ?? s_withoutModel).Distinct().Order().ToArray();
        if (deciding.Length == 0) throw new InvalidRequestException("There is no step to decide on. Name one or more with --steps, or go back to the defaults with --reset.");
        var judged = await JudgedQuestions.ReadAsync(request.Queries, request.Qrels, cancellationToken);
        if (judged.All.Count < LeastQuestions)
            throw new InvalidRequestException(FormattableString.Invariant($"{request.Queries} has {judged.All.Count} questions with a relevant document in {request.Qrels}; {LeastQuestions} are needed to tell a gain from chance."));
        var collection = await workspace.Knowledge.Collections.GetAsync(name, cancellationToken);
        await RequireJudgedAsync(name, judged, request.Qrels, cancellationToken);

        // What was decided before is decided anew: the defaults among these steps must lose to go, all others must gain to come.
        RetrievalStep[] begun = [.. (collection.Steps ?? RetrievalPipeline.Default).Except(deciding).Concat(RetrievalPipeline.Default.Intersect(deciding)).Order()];
        var asked = 0;
        long? commit = null;
        BatchQuery[] choosing = [.. judged.All.Where((_, i) => i % 2 == 0)];
        BatchQuery[] checking = [.. judged.All.Where((_, i) => i % 2 == 1)];
        var choice = new StepChoice(steps => MeasureAsync(choosing, steps));
        var taken = await choice.RunAsync(begun, deciding);
        TuneCheckReply? check = null;
        if (!taken.SequenceEqual(begun))
        {
            var difference = StepChoice.Compare(await MeasureAsync(checking, begun), await MeasureAsync(checking, taken));
            var gain = StepChoice.Gain(difference);
            check = new TuneCheckReply(difference.Pairs, difference.Baseline, gain, difference.Count.Better, difference.Count.Worse, difference.Chance, Passed: gain > 0);
            if (!check.Passed) taken = begun;
        }

        if (!request.DryRun) await workspace.Knowledge.Collections.SetStepsAsync(name, taken, cancellationToken);
        return new TuneReply(name.Value, judged.All.Count, choice.Ndcg, choice.Measured, check, [.. taken.Select(StepNames.Of)], !request.DryRun, workspace.ElapsedMs(started));

        async Task<double[]> MeasureAsync(BatchQuery[] questions, IReadOnlyList<RetrievalStep> steps)
        {
            // What is kept from an earlier tuning and needs a model that is no longer there takes no part, as in every search.
            var retriever = await workspace.RetrieverAsync(request.Collection, collapsesDuplicates: false, [.. steps.Where(s => deciding.Contains(s) || !workspace.IsLacking(s))], cancellationToken);
            var ndcg = new double[questions.Length];
            for (var i = 0; i < ndcg.Length; i++)
            {
                var found = await retriever.RetrieveAsync(new Question(questions[i].Text), Passages, explain: false, cancellationToken);
                if (found.Commit != (commit ??= found.Commit))
                    throw new InvalidRequestException($"The collection \"{name}\" changed while it was measured, so its steps cannot be compared. Tune it when nothing is being ingested or deleted.");
                ndcg[i] = judged.Ndcg(questions[i], found.Passages.Select(p => p.Chunk.Document.Value));
                progress?.Report(++asked);
            }

            return ndcg;
        }
    }

    /// <summary>Forgets what questions decided: the collection takes the default steps again.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="cancellationToken">Leaves the collection as it was.</param>
    public async Task<TuneResetReply> ResetAsync(string collection, CancellationToken cancellationToken)
    {
        var name = CollectionName.Parse(collection);
        _ = await workspace.Knowledge.Collections.GetAsync(name, cancellationToken);
        await workspace.Knowledge.Collections.SetStepsAsync(name, null, cancellationToken);
        return new TuneResetReply(name.Value, [.. RetrievalPipeline.Default.Select(StepNames.Of)]);
    }

    // Judgements of another collection would make every step look alike.
    private async Task RequireJudgedAsync(CollectionName name, JudgedQuestions judged, string qrels, CancellationToken cancellationToken)
    {
        var relevant = judged.Relevant.ToHashSet(StringComparer.Ordinal);
        var documents = workspace.Knowledge.Documents(name);
        foreach (var id in relevant)
            if (await documents.FindAsync(new Documents.DocumentId(id), cancellationToken) is not null) return;

        // Ids with white space are found only by looking at all.
        for (var skip = 0; ; skip += DocumentPage)
        {
            var page = await documents.ListAsync(null, skip, DocumentPage, cancellationToken);
            if (page.Any(d => relevant.Contains(RunToken.Of(d.Id.Value)))) return;
            if (page.Count < DocumentPage)
                throw new InvalidRequestException(FormattableString.Invariant($"None of the {relevant.Count} relevant documents in {qrels} is in the collection \"{name}\". Write the ids that \"groundwork documents\" lists."));
        }
    }
}
