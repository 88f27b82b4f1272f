using Groundwork.Knowledge;

namespace Groundwork.UseCases.Conversing;

/// <summary>Keeps what came of one turn: exactly one of an answer, a failure or a stop.</summary>
internal sealed class TurnEnd(Workspace workspace, string conversation, long turn)
{
    private bool _hasEnded;

    /// <summary>Moves on, and keeps a failure as the end of the turn before it is thrown on.</summary>
    public async ValueTask<bool> NextAsync(IAsyncEnumerator<AskUpdate> updates)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            var error = ErrorCatalog.ReplyFor(problem).Error;
            await EndAsync(new ConversationEvent.Failed(turn, error.Code, error.Message), []);
            throw;
        }
    }

    public async ValueTask<Conversation> AnsweredAsync(AskReply reply)
    {
        var loaded = await workspace.Conversations.LoadAsync(conversation, CancellationToken.None);
        var generation = (await workspace.Knowledge.Collections.GetAsync(CollectionName.Parse(loaded.Collection), CancellationToken.None)).InUse;
        var fingerprints = new FingerprintsReply(generation.Number, generation.Chunking, generation.Embedder?.ToString(), reply.Model);
        return await EndAsync(new ConversationEvent.Answered(turn, reply, fingerprints), AnswerLog.DocumentsOf(reply));
    }

    public async ValueTask StoppedUnlessEndedAsync()
    {
        if (_hasEnded) return;
        try
        {
            await EndAsync(new ConversationEvent.Stopped(turn, null), []);
        }
        catch (ConversationNotFoundException)
        {
            // Deleted while it was answered: nothing is left to be said of the turn.
        }
    }

    private async ValueTask<Conversation> EndAsync(ConversationEvent end, IReadOnlyCollection<string> shown)
    {
        _hasEnded = true;
        return await workspace.Conversations.EndAsync(conversation, turn, end, shown, CancellationToken.None);
    }
}
