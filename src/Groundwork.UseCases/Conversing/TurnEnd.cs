using System.Text;
using Groundwork.Knowledge;

namespace Groundwork.UseCases.Conversing;

/// <summary>Keeps what came of one turn: exactly one of an answer, a failure or a stop.</summary>
internal sealed class TurnEnd(Workspace workspace, Conversation conversation, long turn)
{
    private readonly List<AskUpdate.Verified> _checked = [];
    private bool _hasEnded;

    /// <summary>Moves on, and keeps a failure as the end of the turn before it is thrown on.</summary>
    public async ValueTask<bool> NextAsync(IAsyncEnumerator<AskUpdate> updates)
    {
        try
        {
            if (!await updates.MoveNextAsync()) return false;
            if (updates.Current is AskUpdate.Verified { Supported: true } verified) _checked.Add(verified);
            return true;
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
        var generation = await GenerationAsync();
        var fingerprints = new FingerprintsReply(generation.Number, generation.Chunking, generation.Embedder?.ToString(), reply.Model);
        return await EndAsync(new ConversationEvent.Answered(turn, AnswerLog.Kept(reply), fingerprints, reply.Signals), AnswerLog.DocumentsOf(reply));
    }

    public async ValueTask StoppedUnlessEndedAsync()
    {
        if (_hasEnded) return;
        try
        {
            var reply = await CheckedSoFarAsync();
            await EndAsync(new ConversationEvent.Stopped(turn, reply), reply is null ? [] : AnswerLog.DocumentsOf(reply));
        }
        catch (Exception problem) when (problem is ConversationNotFoundException or CollectionNotFoundException)
        {
            // Deleted while it was answered: nothing is left to be said of the turn.
        }
    }

    private async ValueTask<AskReply?> CheckedSoFarAsync()
    {
        if (_checked.Count == 0) return null;
        var text = new StringBuilder();
        var claims = new List<ClaimReply>();
        foreach (var verified in _checked)
        {
            if (text.Length > 0) text.Append(' ');
            var sentence = verified.Text.Trim();
            claims.Add(new ClaimReply(new SpanReply(text.Length, sentence.Length), verified.Citations));
            text.Append(sentence);
        }

        return new AskReply(text.ToString(), null, claims, workspace.ChatModel ?? "extractive", null, (await GenerationAsync()).Commit, 0);
    }

    private async ValueTask<Generation> GenerationAsync() =>
        (await workspace.Knowledge.Collections.GetAsync(CollectionName.Parse(conversation.Collection), CancellationToken.None)).InUse;

    private async ValueTask<Conversation> EndAsync(ConversationEvent end, IReadOnlyCollection<string> shown)
    {
        _hasEnded = true;
        return await workspace.Conversations.EndAsync(conversation.Id, turn, end, shown, CancellationToken.None);
    }
}
