using Groundwork.Knowledge;
using Groundwork.Models;
using Groundwork.UseCases.Conversing;

namespace Groundwork.UseCases;

/// <summary>Everything about conversations but asking.</summary>
/// <param name="workspace">The data directory.</param>
/// <param name="key">The key of whoever asks, who then sees the conversations that were begun with it alone; null for the person at this machine, who sees all.</param>
public sealed class ManageConversations(Workspace workspace, ApiKey? key = null)
{
    /// <summary>Most conversations that one request lists.</summary>
    public const int MaxListed = 1000;

    private const int MaxTitle = 200;
    private const int MaxReason = 2000;

    private readonly Caller _caller = UseModel.CallerOf(key, null);

    /// <summary>Begins a conversation with a collection.</summary>
    /// <exception cref="CollectionNotFoundException">There is no such collection.</exception>
    public async Task<ConversationReply> BeginAsync(BeginConversationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var collection = await workspace.Knowledge.Collections.GetAsync(CollectionName.Parse(request.Collection), cancellationToken);
        UseModel.CheckAsking(key, collection.Name.Value);
        return await ShowAsync(await workspace.Conversations.BeginAsync(collection.Name, Owner.Of(_caller), cancellationToken), cancellationToken);
    }

    /// <summary>Conversations with at least one turn, the one that changed last first.</summary>
    /// <param name="collection">Only those of a collection; null for all.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="limit">How many to return, 1 to <see cref="MaxListed"/>.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    public async Task<ConversationsReply> ListAsync(string? collection, int skip, int limit, CancellationToken cancellationToken)
    {
        if (skip < 0) throw new InvalidRequestException(FormattableString.Invariant($"skip is {skip}; it must not be negative."));
        if (limit is < 1 or > MaxListed) throw new InvalidRequestException(FormattableString.Invariant($"limit is {limit}; it must lie in 1..{MaxListed}."));
        return await workspace.Conversations.ListAsync(collection is null ? null : CollectionName.Parse(collection).Value, Owner.Sees(_caller), skip, limit, cancellationToken);
    }

    /// <summary>One conversation with the turns that count.</summary>
    public async Task<ConversationReply> ShowAsync(string conversation, CancellationToken cancellationToken)
    {
        var now = await OwnAsync(conversation, cancellationToken);
        return ConversationText.ReplyOf(now, await workspace.Shares.ListAsync(conversation, cancellationToken));
    }

    /// <summary>The conversation that changed last in a collection, for going on with it.</summary>
    /// <exception cref="InvalidRequestException">There is none yet.</exception>
    public async Task<string> LatestAsync(string collection, CancellationToken cancellationToken) =>
        (await ListAsync(collection, 0, 1, cancellationToken)).Conversations is [var latest]
            ? latest.Conversation
            : throw new InvalidRequestException($"There is no conversation with \"{collection}\" to go on with. Begin one with --conversation new.");

    /// <summary>Gives a conversation a title.</summary>
    public async Task<ConversationReply> RenameAsync(string conversation, RenameConversationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var title = request.Title.Trim();
        if (title.Length is 0 or > MaxTitle) throw new InvalidRequestException(FormattableString.Invariant($"The title has {title.Length} characters; it must have 1 to {MaxTitle}."));
        await OwnAsync(conversation, cancellationToken);
        await workspace.Conversations.RenameAsync(conversation, new ConversationEvent.Renamed(title), cancellationToken);
        return await ShowAsync(conversation, cancellationToken);
    }

    /// <summary>Keeps what a reader thinks of an answer.</summary>
    public async Task<TurnReply> RateAsync(string conversation, long turn, RateTurnRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Verdict is not (null or "up" or "down")) throw new InvalidRequestException($"The verdict is \"{request.Verdict}\"; it is up, down, or null to take it back.");
        var reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim();
        if (reason is { Length: > MaxReason }) throw new InvalidRequestException(FormattableString.Invariant($"The reason has {reason.Length} characters; the limit is {MaxReason}."));
        await OwnAsync(conversation, cancellationToken);
        var now = await workspace.Conversations.RateAsync(
            conversation, turn,
            before => before.Find(turn) is { Reply: not null } ? new ConversationEvent.Rated(turn, request.Verdict, reason) : throw ConversationNotFoundException.OfTurn(conversation, turn),
            cancellationToken);
        return ConversationText.ReplyOf(now, now.Find(turn)!);
    }

    /// <summary>What readers said of a collection's answers.</summary>
    public async Task<FeedbackListReply> FeedbackAsync(string collection, CancellationToken cancellationToken)
    {
        var name = CollectionName.Parse(collection);
        UseModel.CheckAsking(key, name.Value);
        return new FeedbackListReply(name.Value, await workspace.Conversations.RatedAsync(name, Owner.Sees(_caller), DateTimeOffset.MinValue, cancellationToken));
    }

    /// <summary>Deletes a conversation, its feedback and its shared addresses from every file.</summary>
    public async Task<ConversationDeletedReply> DeleteAsync(string conversation, CancellationToken cancellationToken)
    {
        await OwnAsync(conversation, cancellationToken);
        await workspace.Conversations.DeleteAsync(conversation, cancellationToken);
        await workspace.PurgeDatabaseAsync(CancellationToken.None);
        return new ConversationDeletedReply(conversation);
    }

    /// <summary>Makes an address where the conversation can be read as it is now.</summary>
    public async Task<ShareReply> ShareAsync(string conversation, CancellationToken cancellationToken) =>
        await workspace.Shares.ShareAsync((await OwnAsync(conversation, cancellationToken)).Id, cancellationToken);

    /// <summary>Revokes such an address.</summary>
    public async Task RevokeAsync(string conversation, string token, CancellationToken cancellationToken) =>
        await workspace.Shares.RevokeAsync((await OwnAsync(conversation, cancellationToken)).Id, token, cancellationToken);

    /// <summary>What an address shows.</summary>
    /// <exception cref="ConversationNotFoundException">Nothing: it was revoked, or never was.</exception>
    public async Task<SharedConversation> OpenSharedAsync(string token, CancellationToken cancellationToken)
    {
        var (shared, at) = await workspace.Shares.OpenAsync(token, cancellationToken);
        return new SharedConversation(shared.Title, at, [.. shared.Path.Select(turn => ConversationText.ReplyOf(shared, turn) with { Feedback = null })]);
    }

    /// <summary>The conversation as Markdown with footnotes.</summary>
    public async Task<string> ExportAsync(string conversation, CancellationToken cancellationToken) => ConversationMarkdown.Of(await ShowAsync(conversation, cancellationToken));

    private async Task<Conversation> OwnAsync(string conversation, CancellationToken cancellationToken) => Owner.Check(await workspace.Conversations.LoadAsync(conversation, cancellationToken), _caller);
}
