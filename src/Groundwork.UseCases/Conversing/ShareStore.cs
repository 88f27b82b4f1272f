using System.Buffers.Text;
using System.Globalization;
using Groundwork.Storage;

namespace Groundwork.UseCases.Conversing;

/// <summary>Addresses at which a conversation can be read as it was when it was shared, until they are revoked.</summary>
/// <param name="database">Opened with <see cref="ConversationStore.Migrations"/>.</param>
/// <param name="time">Clock.</param>
/// <param name="secrets">Draws that many bytes that nobody can guess.</param>
internal sealed class ShareStore(IDatabase database, TimeProvider time, Func<int, byte[]> secrets)
{
    private const int TokenBytes = 32;
    private const int MostShares = 100;

    /// <summary>Shares a conversation as it is now.</summary>
    public ValueTask<ShareReply> ShareAsync(string conversation, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var now = await ConversationStore.FoldAsync(session, conversation, long.MaxValue);
            if (now.Path.Count == 0) throw new InvalidRequestException("The conversation has no turn yet. Ask something before you share it.");
            if (await session.CountAsync("select count(*) from conversation_shares where conversation = @conversation", ("@conversation", conversation)) >= MostShares)
                throw new InvalidRequestException(FormattableString.Invariant($"The conversation is shared at {MostShares} addresses already. Revoke one first."));
            var token = Base64Url.EncodeToString(secrets(TokenBytes));
            var at = time.GetUtcNow();
            await session.ExecuteAsync(
                "insert into conversation_shares (token, conversation, version, at) values (@token, @conversation, @version, @at)",
                ("@token", token), ("@conversation", conversation), ("@version", now.Version), ("@at", at.ToString("O", CultureInfo.InvariantCulture)));
            return Of(token, at);
        },
        cancellationToken);

    /// <summary>The addresses of a conversation, oldest first.</summary>
    public async ValueTask<IReadOnlyList<ShareReply>> ListAsync(string conversation, CancellationToken cancellationToken) => await database.ReadAsync(
        session => session.QueryAsync(
            "select token, at from conversation_shares where conversation = @conversation order by at, token",
            row => Of(row.GetString(0), ConversationStore.TimeOf(row.GetString(1))), ("@conversation", conversation)),
        cancellationToken);

    /// <summary>Revokes an address.</summary>
    /// <exception cref="ConversationNotFoundException">The conversation has no such address.</exception>
    public async ValueTask RevokeAsync(string conversation, string token, CancellationToken cancellationToken)
    {
        var revoked = await database.WriteAsync(
            session => session.ExecuteAsync("delete from conversation_shares where token = @token and conversation = @conversation", ("@token", token), ("@conversation", conversation)), cancellationToken);
        if (revoked == 0) throw ConversationNotFoundException.OfShare();
    }

    /// <summary>What an address shows. Turns that were forgotten since are forgotten here too.</summary>
    /// <exception cref="ConversationNotFoundException">It shows nothing.</exception>
    public ValueTask<(Conversation Conversation, DateTimeOffset SharedAt)> OpenAsync(string token, CancellationToken cancellationToken) => database.ReadAsync(
        async session =>
        {
            var shared = await session.QueryAsync(
                "select conversation, version, at from conversation_shares where token = @token",
                row => (Id: row.GetString(0), Version: row.GetInt64(1), At: ConversationStore.TimeOf(row.GetString(2))), ("@token", token));
            if (shared.Count == 0) throw ConversationNotFoundException.OfShare();
            return (await ConversationStore.FoldAsync(session, shared[0].Id, shared[0].Version), shared[0].At);
        },
        cancellationToken);

    private static ShareReply Of(string token, DateTimeOffset at) => new(token, "/shared/" + token, at);
}
