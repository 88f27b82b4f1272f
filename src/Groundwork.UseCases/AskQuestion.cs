using System.Runtime.CompilerServices;
using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>A question becomes an answer with checked citations.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class AskQuestion(Workspace workspace)
{
    /// <summary>Answers one question. The last reply is an <see cref="AskUpdate.Done"/>.</summary>
    public async IAsyncEnumerable<AskUpdate> RunAsync(AskRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await foreach (var update in AnswerAsync(request, cancellationToken))
        {
            if (update is AskUpdate.Done done) await workspace.Answers.RecordAsync(request, done.Reply, cancellationToken);
            yield return update;
        }
    }

    /// <summary>The same, for one who keeps the answer.</summary>
    internal async IAsyncEnumerable<AskUpdate> AnswerAsync(AskRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var started = workspace.Time.GetTimestamp();
        var question = QuestionText.Read(request.Question, request.Mode, request.Filters);
        var answerer = await workspace.AnswererAsync(request.Collection, request.Extractive, request.CollapseDuplicates, cancellationToken);
        await foreach (var happened in answerer.AnswerAsync(question, cancellationToken))
        {
            switch (happened)
            {
                case AnswerEvent.Found found:
                    yield return new AskUpdate.Found(found.Evidence.Passages.Count, found.Evidence.Notice);
                    break;
                case AnswerEvent.Drafted drafted:
                    yield return new AskUpdate.Drafted(drafted.Text);
                    break;
                case AnswerEvent.Completed completed:
                    yield return new AskUpdate.Done(ReplyOf(completed, workspace.ElapsedMs(started)));
                    break;
                default:
                    throw new InvalidOperationException($"An unknown event: {happened}.");
            }
        }
    }

    private static AskReply ReplyOf(AnswerEvent.Completed completed, long elapsedMs)
    {
        var answer = completed.Answer;
        return new AskReply(
            answer.Text,
            answer.Abstained is { } abstained ? new AbstentionReply(abstained.Reason, [.. abstained.Closest.Select(SearchPassages.HitOf)]) : null,
            [.. answer.Claims.Select(claim => new ClaimReply(SpanReply.Of(claim.Span), [.. claim.Support.Select(CitationOf)]))],
            answer.Model,
            answer.Usage is { } usage ? new UsageReply(usage.InputTokenCount, usage.OutputTokenCount) : null,
            completed.Commit,
            elapsedMs);
    }

    private static CitationReply CitationOf(CitedPassage cited) => new(
        cited.Citation.Document.Value, cited.Title, cited.Path, cited.Citation.Version.Hex, SpanReply.Of(cited.Citation.Span), cited.Citation.Quote,
        new PlaceReply(cited.Citation.Place.Line, cited.Citation.Place.Page, cited.Citation.Place.Anchor, cited.Citation.Place.Part)) { StandsFor = SearchHit.Names(cited.StandsFor) };
}
