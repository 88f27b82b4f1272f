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
    private readonly CollectionState _collection;

    private AnswerSubject(Workspace workspace, SubjectRequest request, CollectionState collection)
    {
        (_workspace, _request, _collection, Settings) = (workspace, request, collection, collection.Settings);
        _documents = workspace.Knowledge.Documents(CollectionName.Parse(request.Target));
        Fingerprint = SubjectSettings.Fingerprint("answers", Settings);
    }

    public string Name => $"answers of {_request.Target}";

    public string Fingerprint { get; }

    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Opens a collection to be measured.</summary>
    public static async ValueTask<AnswerSubject> OpenAsync(Workspace workspace, SubjectRequest request, CancellationToken cancellationToken)
    {
        var collection = await CollectionState.OfAsync(workspace, CollectionName.Parse(request.Target), request.Steps, cancellationToken);
        var settings = collection.Settings;
        var options = workspace.Settings.Answers.For(AskOf(request, "?"));
        settings["mode"] = request.Mode;
        settings["model"] = request.IsExtractive ? "extractive" : workspace.ChatModel ?? "extractive";
        settings["unsupported"] = options.Options.Unsupported.ToString();
        settings["wrongCost"] = options.Options.WrongCost?.ToString("R", CultureInfo.InvariantCulture) ?? "default";
        settings["form"] = options.Options.Form.ToString();
        settings["judged"] = options.Judges ? "yes" : "no";
        if (Writes(workspace, request)) settings[$"route {GatewaySettings.ChatRoute}"] = RouteState.Of(workspace.Models.All, GatewaySettings.ChatRoute);
        return new AnswerSubject(workspace, request, collection);
    }

    public async ValueTask<Observation> RunAsync(Sample sample, int repeat, CancellationToken cancellationToken)
    {
        await _collection.RequireUnchangedAsync(cancellationToken);
        var started = _workspace.Time.GetTimestamp();
        var question = SampleQuestion.Of(sample, _request.Mode);
        Retrieved? evidence = null;
        double? first = null;
        try
        {
            var answerer = await _workspace.AnswererAsync(AskOf(_request, sample.Input), Caller.Local, cancellationToken, mayReplay: false);
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
                        var elapsed = _workspace.Time.GetElapsedTime(started).TotalMilliseconds;
                        await _collection.RequireUnchangedAsync(cancellationToken);
                        return await ObservedAsync(sample, repeat, completed.Answer, evidence, elapsed, first, cancellationToken);
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
            Cost = new ObservedCost { LatencyMs = elapsedMs, FirstTokenMs = firstMs, InputTokens = answer.Usage?.InputTokenCount, OutputTokens = answer.Usage?.OutputTokenCount, Dollars = DollarsOf(answer) },
            Facts = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["model"] = answer.Model },
        };
    }

    // Steps that ask a paid model say nothing of what they used, and an answer judged by its model is paid twice: then the price is not known.
    private decimal? DollarsOf(Answer answer)
    {
        if (!_collection.IsFree) return null;
        if (!Writes(_workspace, _request)) return 0;
        var models = _workspace.Models.All;
        if (RouteState.IsFree(models, GatewaySettings.ChatRoute)) return 0;
        return _workspace.Settings.Answers.For(AskOf(_request, "?")).Judges ? null : RouteState.DollarsOf(models, GatewaySettings.ChatRoute, answer.Usage?.InputTokenCount, answer.Usage?.OutputTokenCount);
    }

    private static bool Writes(Workspace workspace, SubjectRequest request) => !request.IsExtractive && workspace.ChatModel is not null;

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
