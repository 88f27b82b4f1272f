using Groundwork.Evals;
using Groundwork.UseCases.Evaluating;

namespace Groundwork.UseCases;

/// <summary>People look at answers of a run, blind to each other and to judges, and what they decide becomes labels and samples.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class ManageReviews(Workspace workspace)
{
    private const int MostItems = 1_000;

    /// <summary>Makes a queue of a run's answers by rules, or adds to it.</summary>
    /// <exception cref="EvalRunNotFoundException">There is no such run.</exception>
    /// <exception cref="ReviewException">A queue of this name asks something else, or a rule is outside its range.</exception>
    public async Task<ReviewQueueReply> CreateAsync(CreateReviewRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var queue = ReviewQuestion.Of(request);
        var database = await workspace.Evals.OpenAsync(cancellationToken);
        var run = await BaselineRun.FindAsync(database, request.Run, cancellationToken);
        var measured = await MeasureRun.OfAsync(database, run, cancellationToken);
        var metric = request.Metric is { } name ? measured.Values.MetricAt(name) ?? throw NoMetric(name, measured) : (int?)null;
        var samples = new RunStore(database).ReadAsync(run, [.. measured.Values.Scorers.Select(s => s.Fingerprint)], cancellationToken);
        var candidates = await ReviewCandidates.OfAsync(measured, samples, metric, queue.Criterion, cancellationToken);
        if (candidates.Count == 0) throw new ReviewException($"The run \"{run.Id}\" has no answer that people could judge; a retrieval finds documents and says nothing.");
        var items = RulesOf(request, metric is { } at && !measured.Values.Metrics[at].HigherIsBetter).Choose(queue.Name, candidates);
        if (items.Count == 0) throw new ReviewException($"No answer of the run \"{run.Id}\" fits the rules. Raise the share drawn by chance, or the threshold.");
        var store = new ReviewStore(database, workspace.Time);
        await store.CreateAsync(queue, cancellationToken);
        var added = await store.AddAsync(queue.Name, items, cancellationToken);
        return await QueueAsync(store, queue, cancellationToken) with { Added = added };
    }

    /// <summary>All queues, by name.</summary>
    public async Task<ReviewQueuesReply> ListAsync(CancellationToken cancellationToken)
    {
        var store = await StoreAsync(cancellationToken);
        var queues = new List<ReviewQueueReply>();
        foreach (var queue in await store.QueuesAsync(cancellationToken)) queues.Add(await QueueAsync(store, queue, cancellationToken));
        return new ReviewQueuesReply(queues);
    }

    /// <summary>One queue.</summary>
    /// <exception cref="ReviewException">There is no such queue.</exception>
    public async Task<ReviewQueueReply> ShowAsync(string queue, CancellationToken cancellationToken)
    {
        var store = await StoreAsync(cancellationToken);
        return await QueueAsync(store, await store.FindQueueAsync(queue, cancellationToken), cancellationToken);
    }

    /// <summary>Items as a reviewer may see them.</summary>
    /// <param name="queue">Name of the queue.</param>
    /// <param name="state"><c>open</c>, <c>agreed</c>, <c>disputed</c> or <c>adjudicated</c>; null for all.</param>
    /// <param name="reviewer">Who looks; empty for nobody who votes.</param>
    /// <param name="skip">Items to leave out first, ≥ 0.</param>
    /// <param name="limit">Most items, 1..1000.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<ReviewItemsReply> ItemsAsync(string queue, string? state, string reviewer, int skip, int limit, CancellationToken cancellationToken)
    {
        if (skip < 0) throw new InvalidRequestException(FormattableString.Invariant($"{skip} items cannot be left out; choose 0 or more."));
        if (limit is < 1 or > MostItems) throw new InvalidRequestException(FormattableString.Invariant($"{limit} items cannot be shown; choose 1 to {MostItems}."));
        var store = await StoreAsync(cancellationToken);
        var items = await store.ListAsync(queue, ReviewWords.State(state), reviewer, skip, limit, cancellationToken);
        return new ReviewItemsReply(await ShowAsync(queue, cancellationToken), [.. items.Select(ReviewItemReply.Of)]);
    }

    /// <summary>Hands out the first item that still needs this reviewer.</summary>
    public async Task<NextReviewReply> NextAsync(string queue, string reviewer, CancellationToken cancellationToken)
    {
        RequireReviewer(reviewer);
        var store = await StoreAsync(cancellationToken);
        var next = await store.NextAsync(queue, reviewer, cancellationToken);
        return new NextReviewReply(await ShowAsync(queue, cancellationToken)) { Next = next is null ? null : ReviewItemReply.Of(next) };
    }

    /// <summary>An item as a reviewer may see it.</summary>
    /// <exception cref="ReviewException">There is no such queue or item.</exception>
    public async Task<ReviewItemReply> ItemAsync(string queue, string item, string reviewer, CancellationToken cancellationToken) =>
        ReviewItemReply.Of(await (await StoreAsync(cancellationToken)).FindAsync(queue, item, reviewer, cancellationToken));

    /// <summary>Casts a vote, or changes the reviewer's own.</summary>
    /// <exception cref="ReviewException">The level is not on the scale, the item has all its votes, or it was decided.</exception>
    public async Task<ReviewItemReply> VoteAsync(string queue, VoteRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequireReviewer(request.Reviewer);
        return ReviewItemReply.Of(await (await StoreAsync(cancellationToken)).VoteAsync(queue, request.Item, request.Reviewer, request.Level, request.Comment, cancellationToken));
    }

    /// <summary>Leaves an item to others.</summary>
    /// <exception cref="ReviewException">There is no reason, or the reviewer has voted.</exception>
    public async Task<ReviewItemReply> SkipAsync(string queue, SkipReviewRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequireReviewer(request.Reviewer);
        var store = await StoreAsync(cancellationToken);
        await store.SkipAsync(queue, request.Item, request.Reviewer, request.Reason, cancellationToken);
        return ReviewItemReply.Of(await store.FindAsync(queue, request.Item, request.Reviewer, cancellationToken));
    }

    /// <summary>Decides an item on which reviewers differ.</summary>
    /// <param name="queue">Name of the queue.</param>
    /// <param name="request">The decision; its reviewer is who decides.</param>
    /// <param name="cancellationToken">Decides nothing.</param>
    /// <exception cref="ReviewException">The level is not on the scale, or votes are missing.</exception>
    public async Task<ReviewItemReply> DecideAsync(string queue, VoteRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequireReviewer(request.Reviewer);
        return ReviewItemReply.Of(await (await StoreAsync(cancellationToken)).AdjudicateAsync(queue, request.Item, request.Reviewer, request.Level, request.Comment, cancellationToken));
    }

    /// <summary>Agreement of reviewers with each other and of the judge with them.</summary>
    public async Task<AgreementReply> AgreementAsync(string queue, CancellationToken cancellationToken)
    {
        const long Seed = 1;
        return AgreementReply.Of(await (await StoreAsync(cancellationToken)).AgreementAsync(queue, Seed, cancellationToken));
    }

    /// <summary>The labels as a file that judges are certified on (docs/formats/labels.md).</summary>
    /// <param name="queue">Name of the queue.</param>
    /// <param name="onlyDecisions">True for one label per item, what was agreed or decided; false for the first vote of every reviewer.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ReviewException">Nothing is labelled yet.</exception>
    public async Task<string> ExportAsync(string queue, bool onlyDecisions, CancellationToken cancellationToken) =>
        LabelFile.Write(await (await StoreAsync(cancellationToken)).ExportAsync(queue, onlyDecisions, cancellationToken));

    /// <summary>Makes a sample of a dataset out of a decided item. A sample of the same id gets its reference.</summary>
    /// <exception cref="ReviewException">The item is not agreed or decided.</exception>
    public async Task<DatasetReply> PromoteAsync(string queue, PromoteReviewRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var sample = await (await StoreAsync(cancellationToken)).PromoteAsync(queue, request.Item, request.Reference, cancellationToken);
        var datasets = new DatasetStore(await workspace.Evals.OpenAsync(cancellationToken), workspace.Time);
        var note = $"reviewed in {queue}";
        var known = (await datasets.ListAsync(cancellationToken)).FirstOrDefault(version => string.Equals(version.Dataset, request.Dataset, StringComparison.Ordinal));
        if (known is null) return DatasetReply.Of(await datasets.SaveAsync(request.Dataset, new[] { sample }.ToAsyncEnumerable(), note, cancellationToken), []);
        var existing = await FindAsync(datasets.SamplesAsync(known, cancellationToken), sample.Id, cancellationToken);
        DatasetChange change = existing is null
            ? new DatasetChange.Add([sample])
            : new DatasetChange.Replace([existing with { Expected = existing.Expected with { Reference = sample.Expected.Reference ?? existing.Expected.Reference }, Origin = sample.Origin, IsDraft = false }]);
        return DatasetReply.Of(await datasets.EditAsync(request.Dataset, [change], note, cancellationToken), []);
    }

    private static async ValueTask<Sample?> FindAsync(IAsyncEnumerable<Sample> samples, string id, CancellationToken cancellationToken)
    {
        await foreach (var sample in samples.WithCancellation(cancellationToken))
            if (string.Equals(sample.Id, id, StringComparison.Ordinal)) return sample;
        return null;
    }

    private static ReviewRules RulesOf(CreateReviewRequest request, bool isLowGood)
    {
        if (!double.IsFinite(request.Threshold)) throw new InvalidRequestException("The threshold of low scores is no number.");
        return new ReviewRules
        {
            ScoreBelow = request.Metric is null ? null : isLowGood ? -request.Threshold : request.Threshold,
            ConfidenceBelow = request.ConfidenceBelow,
            MostDifference = request.MostDifference,
            SampleShare = request.Share,
            Most = request.Most,
            Seed = request.Seed,
        };
    }

    private static InvalidRequestException NoMetric(string name, MeasuredRun measured) =>
        new($"The run has no metric \"{name}\". {(measured.Values.Metrics.Count == 0 ? "It was not scored yet." : $"Choose one of {string.Join(", ", measured.Values.Metrics.Select(m => m.Name))}.")}");

    private static void RequireReviewer(string reviewer)
    {
        const int MostCharacters = 64;
        if (string.IsNullOrWhiteSpace(reviewer)) throw new InvalidRequestException("Say who reviews: votes have names.");
        if (reviewer.Length > MostCharacters || reviewer.Any(char.IsControl)) throw new InvalidRequestException(FormattableString.Invariant($"The name of the reviewer must have 1 to {MostCharacters} characters, none of them a control character."));
    }

    private static async ValueTask<ReviewQueueReply> QueueAsync(ReviewStore store, ReviewQueue queue, CancellationToken cancellationToken) => ReviewQueueReply.Of(queue, await store.CountAsync(queue.Name, cancellationToken));

    private async ValueTask<ReviewStore> StoreAsync(CancellationToken cancellationToken) => new(await workspace.Evals.OpenAsync(cancellationToken), workspace.Time);
}
