using System.Text;
using Groundwork.Knowledge;

namespace Groundwork.UseCases.Conversing;

/// <summary>Keeps what came of one turn: exactly one of an answer, a failure or a stop.</summary>
internal sealed class TurnEnd(Workspace workspace, Conversation conversation, Turn turn)
{
    private readonly List<AskUpdate.Verified> _checked = [];
    private IReadOnlyList<string> _found = [];
    private double _confidence;

    // The end that could not be kept yet.
    private (ConversationEvent End, IReadOnlyCollection<string> Seen)? _pending;
    private bool _hasEnded;

    /// <summary>Moves on, and keeps a failure as the end of the turn before it is thrown on.</summary>
    public async ValueTask<bool> NextAsync(IAsyncEnumerator<AskUpdate> updates)
    {
        try
        {
            if (!await updates.MoveNextAsync()) return false;
            if (updates.Current is AskUpdate.Found found) _found = found.Documents;
            if (updates.Current is not AskUpdate.Verified verified) return true;
            _confidence = verified.Confidence;
            if (verified.Supported) _checked.Add(verified);
            return true;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            var error = ErrorCatalog.ReplyFor(problem).Error;
            await EndAsync(new ConversationEvent.Failed(turn.Number, error.Code, error.Message), []);
            throw;
        }
    }

    public async ValueTask<Conversation> AnsweredAsync(AskReply reply)
    {
        var generation = await GenerationAsync();
        var fingerprints = new FingerprintsReply(generation.Number, generation.Chunking, generation.Embedder?.ToString(), reply.Model);
        return await EndAsync(new ConversationEvent.Answered(turn.Number, AnswerLog.Kept(reply), fingerprints, reply.Signals), AnswerLog.DocumentsOf(reply, _found));
    }

    public async ValueTask StoppedUnlessEndedAsync()
    {
        if (_hasEnded) return;
        try
        {
            if (_pending is not var (end, seen))
            {
                var reply = await CheckedSoFarAsync();
                (end, seen) = (new ConversationEvent.Stopped(turn.Number, reply), reply is null ? [] : AnswerLog.DocumentsOf(reply, _found));
            }

            await EndAsync(end, seen);
        }
        catch (Exception problem) when (problem is ConversationNotFoundException or CollectionNotFoundException)
        {
            // Deleted while it was answered: nothing is left to be said of the turn.
        }
    }

    // A part of an answer keeps the rules of a whole one: it is sure enough for the request, and its sources are still what they were.
    private async ValueTask<AskReply?> CheckedSoFarAsync()
    {
        if (workspace.Settings.Answers.For(turn.Request!).Options.WrongCost is { } cost && _confidence < AnswerOptions.LeastConfidence(cost)) return null;
        var documents = new CitedDocuments(workspace.Knowledge.Documents(CollectionName.Parse(conversation.Collection)));
        var text = new StringBuilder();
        var claims = new List<ClaimReply>();
        foreach (var verified in _checked)
        {
            if (!await documents.CarryAsync(verified.Citations)) continue;
            if (text.Length > 0) text.Append(' ');
            var sentence = verified.Text.Trim();
            claims.Add(new ClaimReply(new SpanReply(text.Length, sentence.Length), verified.Citations));
            text.Append(sentence);
        }

        return claims.Count == 0 ? null : new AskReply(text.ToString(), null, claims, workspace.ChatModel ?? AskReply.Extractive, null, (await GenerationAsync()).Commit, 0) { Confidence = Math.Round(_confidence, 3) };
    }

    private async ValueTask<Generation> GenerationAsync() =>
        (await workspace.Knowledge.Collections.GetAsync(CollectionName.Parse(conversation.Collection), CancellationToken.None)).InUse;

    private async ValueTask<Conversation> EndAsync(ConversationEvent end, IReadOnlyCollection<string> seen)
    {
        _pending = (end, seen);
        var now = await workspace.Conversations.EndAsync(conversation.Id, turn.Number, end, seen, CancellationToken.None);
        _hasEnded = true;
        return now;
    }
}
