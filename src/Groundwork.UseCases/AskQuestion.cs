using System.Runtime.CompilerServices;
using System.Text.Json;
using Groundwork.Knowledge;
using Groundwork.Models;
using Groundwork.UseCases.Experimenting;
using Groundwork.UseCases.Wiring;

namespace Groundwork.UseCases;

/// <summary>A question becomes an answer with checked citations.</summary>
public sealed class AskQuestion
{
    private readonly Workspace _workspace;
    private readonly Caller _caller;
    private readonly ApiKey? _key;

    /// <summary>Asks for the holder of a key.</summary>
    /// <param name="workspace">The data directory.</param>
    /// <param name="key">The key; null for the person at this machine.</param>
    public AskQuestion(Workspace workspace, ApiKey? key = null)
        : this(workspace, UseModel.CallerOf(key, null)) => _key = key;

    /// <summary>Asks on somebody's behalf: what models cost is theirs, and kept answers stay within their walls.</summary>
    internal AskQuestion(Workspace workspace, Caller caller) => (_workspace, _caller) = (workspace, caller);

    /// <summary>Answers one question. The last reply is an <see cref="AskUpdate.Done"/>.</summary>
    /// <exception cref="KeyNotPermittedException">The key may not ask the collection.</exception>
    public async IAsyncEnumerable<AskUpdate> RunAsync(AskRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        UseModel.CheckAsking(_key, request.Collection);
        IReadOnlyList<string> documents = [];
        await foreach (var update in AnswerAsync(request, conversation: null, cancellationToken))
        {
            if (update is AskUpdate.Found found) documents = found.Documents;
            if (update is AskUpdate.Done done) await _workspace.Answers.RecordAsync(request, done.Reply, documents, cancellationToken);
            yield return update;
        }
    }

    /// <summary>The same, for one who keeps the answer.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="conversation">Id of the conversation it is asked in; null for none.</param>
    /// <param name="cancellationToken">Stops the answer.</param>
    internal async IAsyncEnumerable<AskUpdate> AnswerAsync(AskRequest request, string? conversation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var started = _workspace.Time.GetTimestamp();
        var tried = await _workspace.Experiments.OfAsync(request, conversation, cancellationToken);
        var settled = tried.Request;
        var question = Asked.Question(settled) with { Before = Asked.Before(request.History) };
        Retrieved? evidence = null;
        var answerer = await _workspace.AnswererAsync(settled, _caller, cancellationToken);
        await foreach (var happened in answerer.AnswerAsync(question, cancellationToken))
        {
            switch (happened)
            {
                case AnswerEvent.Found found:
                    evidence = found.Evidence;
                    yield return new AskUpdate.Found(found.Evidence.Passages.Count, found.Evidence.Notice) { Documents = DocumentsOf(found.Evidence) };
                    break;
                case AnswerEvent.Drafted drafted:
                    yield return new AskUpdate.Drafted(drafted.Text);
                    break;
                case AnswerEvent.Verified verified:
                    yield return new AskUpdate.Verified(verified.Text, verified.Unsupported is null, NameOf(verified.Unsupported), [.. verified.Support.Select(CitationOf)]) { Confidence = verified.Confidence };
                    break;
                case AnswerEvent.Completed completed:
                    var reply = ReplyOf(completed, _workspace.ElapsedMs(started)) with
                    {
                        Steps = StepReply.Of(evidence?.Steps ?? [], request.Steps is not null || request.History is { Count: > 0 }),
                        Understood = evidence?.Understood ?? evidence?.Searched,
                        Signals = SignalsOf(evidence, tried),
                    };
                    yield return new AskUpdate.Done(reply);
                    break;
                default:
                    throw new InvalidOperationException($"An unknown event: {happened}.");
            }
        }
    }

    private static IReadOnlyList<string> DocumentsOf(Retrieved evidence) =>
        [.. evidence.Passages.SelectMany(p => p.StandsFor.Prepend(p.Chunk.Document)).Select(d => d.Value).Distinct(StringComparer.Ordinal)];

    private static AskReply ReplyOf(AnswerEvent.Completed completed, long elapsedMs)
    {
        var answer = completed.Answer;
        return new AskReply(
            answer.Text,
            answer.Abstained is { } abstained ? new AbstentionReply(abstained.Reason, [.. abstained.Closest.Select(SearchPassages.HitOf)]) : null,
            [.. answer.Claims.Select(ClaimOf)],
            answer.Model,
            answer.Usage is { } usage ? new UsageReply(usage.InputTokenCount, usage.OutputTokenCount) : null,
            completed.Commit,
            elapsedMs)
        {
            Confidence = answer.Confidence is { } confidence ? Math.Round(confidence, 3) : null,
            Removed = answer.Removed.Count == 0 ? null : [.. answer.Removed.Select(removed => new RemovedReply(removed.Text, NameOf(removed.Reason)!))],
            OtherLanguage = answer.Languages is { IsSame: false } languages ? new OtherLanguageReply(languages.Question.Code, languages.Answer.Code) : null,
        };
    }

    private static AnswerSignals SignalsOf(Retrieved? evidence, TriedRequest tried)
    {
        var passages = evidence?.Passages ?? [];
        return new AnswerSignals
        {
            BestScore = passages.Count == 0 ? null : Math.Round(passages.Max(p => p.Score), 6),
            MeanScore = passages.Count == 0 ? null : Math.Round(passages.Average(p => p.Score), 6),
            Experiment = tried.Experiment,
            Arm = tried.Arm,
        };
    }

    private static ClaimReply ClaimOf(Claim claim) => new(SpanReply.Of(claim.Span), [.. claim.Support.Select(CitationOf)])
    {
        Supported = claim.Unsupported is null ? null : false,
        Compared = claim.IsCompared ? null : false,
        Unsupported = NameOf(claim.Unsupported),
        Judged = claim.Judged == EntailmentVerdict.NotAsked ? null : JsonNamingPolicy.CamelCase.ConvertName(claim.Judged.ToString()),
    };

    // Names of reasons are part of the reply's format: noCitation, numberDiffers …
    private static string? NameOf(UnsupportedReason? reason) => reason is { } named ? JsonNamingPolicy.CamelCase.ConvertName(named.ToString()) : null;

    private static CitationReply CitationOf(CitedPassage cited) => new(
        cited.Citation.Document.Value, cited.Title, cited.Path, cited.Citation.Version.Hex, SpanReply.Of(cited.Citation.Span), cited.Citation.Quote,
        new PlaceReply(cited.Citation.Place.Line, cited.Citation.Place.Page, cited.Citation.Place.Anchor, cited.Citation.Place.Part)) { StandsFor = SearchHit.Names(cited.StandsFor) };
}
