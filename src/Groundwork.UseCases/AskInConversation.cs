using System.Runtime.CompilerServices;
using Groundwork.Knowledge;
using Groundwork.Models;
using Groundwork.UseCases.Conversing;
using Groundwork.UseCases.Wiring;
using Turn = Groundwork.UseCases.Conversing.Turn;

namespace Groundwork.UseCases;

/// <summary>A turn of a conversation: a question, the same one again, or another in its place. What came of it is kept, whatever came.</summary>
/// <param name="workspace">The data directory.</param>
/// <param name="key">The key of whoever asks; null for the person at this machine.</param>
public sealed class AskInConversation(Workspace workspace, ApiKey? key = null)
{
    private readonly Caller _caller = UseModel.CallerOf(key, null);

    /// <summary>Asks after the newest turn. The collection is the conversation's.</summary>
    /// <remarks>The last update is <see cref="ConversationUpdate.Ended"/>. Cancelling, or not reading on, stops the turn; what was checked until then is kept.</remarks>
    /// <exception cref="ConversationNotFoundException">There is no such conversation.</exception>
    /// <exception cref="ConversationFullException">It has too many turns.</exception>
    public IAsyncEnumerable<ConversationUpdate> AskAsync(string conversation, AskRequest request, CancellationToken cancellationToken)
    {
        Check(request);
        return RunAsync(conversation, now => (request, now.Head), cancellationToken);
    }

    /// <summary>Asks something else in the place of a turn: it and what followed no longer count.</summary>
    public IAsyncEnumerable<ConversationUpdate> EditAsync(string conversation, long turn, AskRequest request, CancellationToken cancellationToken)
    {
        Check(request);
        return RunAsync(conversation, now => (request, Known(now, turn).After), cancellationToken);
    }

    /// <summary>Asks a turn again: another answer takes its place, and what followed no longer counts.</summary>
    public IAsyncEnumerable<ConversationUpdate> RetryAsync(string conversation, long turn, CancellationToken cancellationToken) =>
        RunAsync(conversation, now => Again(Known(now, turn)), cancellationToken);

    /// <summary>Checks all of a question before anything is done about it: what cannot be asked is no turn.</summary>
    /// <exception cref="InvalidRequestException">It cannot be asked.</exception>
    /// <exception cref="FilterSyntaxException">A filter is not understood.</exception>
    public void Check(AskRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.History is not null) throw new InvalidRequestException("A conversation brings its own earlier turns. Leave the history out.");
        Asked.Question(request);
        workspace.Settings.Answers.For(request);
        workspace.CheckSteps(StepNames.Read(request.Steps));
    }

    // What could be asked then may lack its model now.
    private (AskRequest Request, long After) Again(Turn turn)
    {
        Check(turn.Request!);
        return (turn.Request!, turn.After);
    }

    private static Turn Known(Conversation conversation, long number) =>
        conversation.Find(number) is { Request: not null } turn ? turn : throw ConversationNotFoundException.OfTurn(conversation.Id, number);

    private async IAsyncEnumerable<ConversationUpdate> RunAsync(
        string conversation, Func<Conversation, (AskRequest Request, long After)> choose, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (now, turn, earlier) = await workspace.Conversations.AskAsync(
            conversation, workspace.Processes.Name,
            before =>
            {
                UseModel.CheckAsking(key, Owner.Check(before, _caller).Collection);
                return choose(before);
            },
            cancellationToken);
        var end = new TurnEnd(workspace, now, turn);
        try
        {
            yield return new ConversationUpdate.Begun(ConversationText.ReplyOf(now, turn));
            await using var updates = new AskQuestion(workspace, _caller).AnswerAsync(WithHistory(turn.Request!, earlier), conversation, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await end.NextAsync(updates))
            {
                if (updates.Current is AskUpdate.Done done) now = await end.AnsweredAsync(done.Reply);
                yield return new ConversationUpdate.News(updates.Current);
            }
        }
        finally
        {
            // Nobody reads on: that is how a reader stops.
            await end.StoppedUnlessEndedAsync();
        }

        yield return new ConversationUpdate.Ended(ConversationText.ReplyOf(now, now.Find(turn.Number)!));
    }

    private static AskRequest WithHistory(AskRequest request, EarlierTurns earlier) => earlier.Turns.Count == 0 ? request : request with { History = [.. earlier.Turns.SelectMany(Told)] };

    private static IEnumerable<TurnRequest> Told(Turn turn)
    {
        yield return new TurnRequest("user", turn.Question);
        if (turn.Reply is { Answer.Length: > 0 } reply) yield return new TurnRequest("assistant", reply.Answer);
    }
}
