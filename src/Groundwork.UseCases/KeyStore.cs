using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Groundwork.Storage;

namespace Groundwork.UseCases;

/// <summary>The keys that programs present, with hashes for secrets.</summary>
/// <param name="database">Opened with <see cref="Migrations"/>.</param>
/// <param name="time">Clock.</param>
public sealed class KeyStore(IDatabase database, TimeProvider time)
{
    private const string Columns = "id, name, scopes, models, user_name, tenant, created_at, expires_at, revoked_at";
    private const string SecretMark = "gw-";

    // A revoked key is refused within this time by every process.
    private static readonly TimeSpan StaysKnown = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private volatile KeyRing _ring = KeyRing.Unread;
    private long _readAt;

    /// <summary>The table of keys.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("keys", 1, "keys of programs", """
            create table api_keys (
              number {serial}, id {text} not null unique, secret {text} not null unique, name {text} not null, scopes {text} not null, models {text} not null,
              user_name {text}, tenant {text} not null, created_at {text} not null, expires_at {text}, revoked_at {text})
            """),
    ];

    /// <summary>Makes a key. The secret is 256 random bits and is not kept.</summary>
    public async ValueTask<(ApiKey Key, string Secret)> CreateAsync(CreateKeyRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var secret = SecretMark + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var now = time.GetUtcNow();
        var hash = Hash(secret);
        var key = new ApiKey(
            "key-" + hash[..10], request.Name, request.Scopes is { Count: > 0 } scopes ? scopes : Enum.GetValues<KeyScope>(), request.Models ?? [], request.User, request.Tenant,
            now, request.ExpiresInDays is { } days ? now.AddDays(days) : null, null);
        await database.WriteAsync(
            session => session.ExecuteAsync(
                $"insert into api_keys ({Columns}, secret) values (@id, @name, @scopes, @models, @user, @tenant, @created, @expires, null, @secret)",
                ("@id", key.Id), ("@name", key.Name), ("@scopes", string.Join(',', key.Scopes)), ("@models", JsonSerializer.Serialize(key.Models, GroundworkJson.Default.IReadOnlyListString)),
                ("@user", key.User), ("@tenant", key.Tenant), ("@created", Text(now)), ("@expires", key.ExpiresAt is { } end ? Text(end) : null), ("@secret", hash)),
            cancellationToken);
        Forget();
        return (key, secret);
    }

    /// <summary>Every key, in the order they were made.</summary>
    public async ValueTask<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(session => session.QueryAsync($"select {Columns} from api_keys order by number", Read), cancellationToken);

    /// <summary>Refuses a key from now on.</summary>
    /// <exception cref="ApiKeyNotFoundException">There is none of this id.</exception>
    public async ValueTask<ApiKey> RevokeAsync(string id, CancellationToken cancellationToken)
    {
        var revoked = await database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("update api_keys set revoked_at = coalesce(revoked_at, @at) where id = @id", ("@id", id), ("@at", Text(time.GetUtcNow())));
                return await session.FirstAsync($"select {Columns} from api_keys where id = @id", Read, ("@id", id));
            },
            cancellationToken) ?? throw new ApiKeyNotFoundException(id);
        Forget();
        return revoked;
    }

    /// <summary>The key of a secret; null where no key was ever made, so that none is asked for.</summary>
    /// <param name="secret">What was presented; null for nothing.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    /// <exception cref="KeyRefusedException">Keys were made, and this is none of them, or no longer good.</exception>
    public ValueTask<ApiKey?> IdentifyAsync(string? secret, CancellationToken cancellationToken)
    {
        var ring = _ring;
        return !ring.IsUnread && time.GetElapsedTime(Volatile.Read(ref _readAt)) < StaysKnown
            ? ValueTask.FromResult(Identify(ring, secret))
            : ReadAndIdentifyAsync(secret, cancellationToken);
    }

    private async ValueTask<ApiKey?> ReadAndIdentifyAsync(string? secret, CancellationToken cancellationToken)
    {
        var at = time.GetTimestamp();
        var rows = await database.ReadAsync(session => session.QueryAsync($"select {Columns}, secret from api_keys", row => (Hash: row.GetString(9), Key: Read(row))), cancellationToken);
        var ring = new KeyRing(rows.ToDictionary(r => r.Hash, r => r.Key, StringComparer.Ordinal));
        lock (_gate)
        {
            _ring = ring;
            Volatile.Write(ref _readAt, at);
        }

        return Identify(ring, secret);
    }

    private ApiKey? Identify(KeyRing ring, string? secret)
    {
        if (ring.Keys.Count == 0) return null;
        if (string.IsNullOrEmpty(secret)) throw new KeyRefusedException("No key was presented. Send it as \"Authorization: Bearer KEY\"; make one with \"groundwork keys create NAME\".");
        if (!ring.Keys.TryGetValue(Hash(secret), out var key)) throw new KeyRefusedException("The key is not known here. Check that it was copied whole; make one with \"groundwork keys create NAME\".");
        if (key.RevokedAt is { } revoked) throw new KeyRefusedException($"The key {key.Id} was revoked at {Text(revoked)}. Use another one.");
        if (key.ExpiresAt is { } end && time.GetUtcNow() >= end) throw new KeyRefusedException($"The key {key.Id} expired at {Text(end)}. Make another with \"groundwork keys create NAME\".");
        return key;
    }

    private void Forget()
    {
        lock (_gate) _ring = KeyRing.Unread;
    }

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(DbDataReader row, int column) => row.IsDBNull(column) ? null : DateTimeOffset.Parse(row.GetString(column), CultureInfo.InvariantCulture);

    private static ApiKey Read(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), [.. row.GetString(2).Split(',').Select(Enum.Parse<KeyScope>)], JsonSerializer.Deserialize(row.GetString(3), GroundworkJson.Default.IReadOnlyListString)!,
        row.IsDBNull(4) ? null : row.GetString(4), row.GetString(5), Time(row, 6)!.Value, Time(row, 7), Time(row, 8));

    private sealed record KeyRing(IReadOnlyDictionary<string, ApiKey> Keys, bool IsUnread = false)
    {
        public static KeyRing Unread { get; } = new(new Dictionary<string, ApiKey>(StringComparer.Ordinal), IsUnread: true);
    }
}
