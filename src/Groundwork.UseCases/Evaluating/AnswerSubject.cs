using System.Globalization;
using Groundwork.Documents;
using Groundwork.Evals;
using Groundwork.Knowledge;
using Groundwork.Models;

namespace Groundwork.UseCases.Evaluating;

/// <summary>What a collection answers, with every citation looked up anew.</summary>
internal sealed class AnswerSubject : ISubject
{
    private readonly Workspace _workspace;
    private readonly SubjectRequest _request;
    private readonly DocumentStore _documents;

    private AnswerSubject(Workspace workspace, SubjectRequest request, IReadOnlyDictionary<string, string> settings)
    {
        (_workspace, _request, Settings) = (workspace, request, settings);
        _documents = workspace.Knowledge.Documents(CollectionName.Parse(request.Target));
        Fingerprint = SubjectSettings.Fingerprint("answers", settings);
    }

    public string Name => $"answers of {_request.Target}";

    public string Fingerprint { get; }

    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Opens a collection to be measured.</summary>
    public static async ValueTask<AnswerSubject> OpenAsync(Workspace workspace, SubjectRequest request, CancellationToken cancellationToken)
    {
        var settings = await CollectionState.OfAsync(workspace, CollectionName.Parse(request.Target), cancellationToken);
        var tuned = (await workspace.Knowledge.Collections.GetAsync(CollectionName.Parse(request.Target), cancellationToken)).Steps;
        var options = workspace.Settings.Answers.For(AskOf(request, "?"));
        settings["mode"] = request.Mode;
        settings["model"] = request.IsExtractive ? "extractive" : workspace.ChatModel ?? "extractive";
        settings["steps"] = request.Steps is { } steps ? string.Join(',', steps) : tuned is null ? "default" : string.Join(',', tuned.Select(StepNames.Of));
        settings["unsupported"] = options.Options.Unsupported.ToString();
        settings["wrongCost"] = options.Options.WrongCost?.ToString("R", CultureInfo.InvariantCulture) ?? "default";
        settings["judged"] = options.Judges ? "yes" : "no";
        return new AnswerSubject(workspace, request, settings);
    }

    public async ValueTask<Observation> RunAsync(Sample sample, int repeat, CancellationToken cancellationToken)
    {
        var started = _workspace.Time.GetTimestamp();
        var question = SampleQuestion.Of(sample, _request.Mode);
        Retrieved? evidence = null;
        double? first = null;
        try
        {
            var answerer = await _workspace.AnswererAsync(AskOf(_request, sample.Input), Caller.Local, cancellationToken);
            await foreach (var happened in answerer.AnswerAsync(question, cancellationToken))
            {
                switch (happened)
                {
                    case AnswerEvent.Found found:
                        evidence = found.Evidence;
                        break;
                    case AnswerEvent.Drafted:
                        first ??= _workspace.Time.GetElapsedTime(started).TotalMilliseconds;
                        break;
                    case AnswerEvent.Completed completed:
                        return await ObservedAsync(sample, repeat, completed.Answer, evidence, _workspace.Time.GetElapsedTime(started).TotalMilliseconds, first, cancellationToken);
                }
            }
        }
        catch (BudgetExceededException problem)
        {
            throw new SubjectUnavailableException(problem.Message, problem);
        }

        throw new InvalidOperationException("An answer ended without being completed.");
    }

    private static AskRequest AskOf(SubjectRequest request, string question) =>
        new(question, request.Target, request.Mode, Extractive: request.IsExtractive, WrongCost: request.WrongCost, Steps: request.Steps);

    private async ValueTask<Observation> ObservedAsync(Sample sample, int repeat, Answer answer, Retrieved? evidence, double elapsedMs, double? firstMs, CancellationToken cancellationToken)
    {
        var passages = evidence?.Passages ?? [];
        var permitted = passages.Select(p => p.Chunk.Document).ToHashSet();
        var claims = new List<ObservedClaim>();
        foreach (var claim in answer.Claims)
        {
            var citations = new List<ObservedCitation>();
            foreach (var cited in claim.Support) citations.Add(await CheckAsync(cited.Citation, permitted, cancellationToken));
            claims.Add(new ObservedClaim(claim.Span, citations));
        }

        return new Observation(sample.Id, repeat, answer.Abstained is null ? ObservedOutcome.Answered : ObservedOutcome.Abstained, answer.Abstained?.Reason ?? answer.Text)
        {
            Claims = claims,
            Passages = [.. passages.Select(p => new ObservedPassage(p.Chunk.Id.Value, p.Chunk.Document.Value, p.Chunk.Text))],
            Confidence = answer.Confidence,
            Cost = new ObservedCost { LatencyMs = elapsedMs, FirstTokenMs = firstMs, InputTokens = answer.Usage?.InputTokenCount, OutputTokens = answer.Usage?.OutputTokenCount },
            Facts = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["model"] = answer.Model },
        };
    }

    // Looked up apart from the answerer: what is measured does not grade itself.
    private async ValueTask<ObservedCitation> CheckAsync(Citation citation, HashSet<DocumentId> permitted, CancellationToken cancellationToken)
    {
        var document = await _documents.LoadAsync(citation.Document, cancellationToken);
        var check = document is null || document.Hash != citation.Version ? CitationCheck.NoDocument
            : !permitted.Contains(citation.Document) ? CitationCheck.NotPermitted
            : citation.Span.Start < 0 || citation.Span.End > document.Text.Length ? CitationCheck.OutsideText
            : !document.Text.AsSpan(citation.Span.Start, citation.Span.Length).SequenceEqual(citation.Quote) ? CitationCheck.QuoteDiffers
            : CitationCheck.Holds;
        return new ObservedCitation(citation.Document.Value, citation.Span, citation.Quote, check);
    }
}
