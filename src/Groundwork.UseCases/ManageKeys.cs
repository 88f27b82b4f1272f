using System.Globalization;

namespace Groundwork.UseCases;

/// <summary>Making, listing and revoking the keys that programs present.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class ManageKeys(Workspace workspace)
{
    private const int MostDays = 3650;

    /// <summary>Makes a key.</summary>
    /// <exception cref="InvalidRequestException">A value is wrong.</exception>
    public async Task<KeyCreatedReply> CreateAsync(CreateKeyRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 100) throw new InvalidRequestException($"A key is called by 1 to 100 characters; \"{request.Name}\" has {request.Name.Length}.");
        if (string.IsNullOrWhiteSpace(request.Tenant)) throw new InvalidRequestException("The tenant is empty. Leave it out for the tenant \"default\".");
        if (request.ExpiresInDays is { } days and (< 1 or > MostDays)) throw new InvalidRequestException(string.Create(CultureInfo.InvariantCulture, $"A key cannot expire in {days} days; choose 1..{MostDays}."));
        var (key, secret) = await workspace.Keys.CreateAsync(request with { Name = request.Name.Trim() }, cancellationToken);
        return new KeyCreatedReply(key, secret);
    }

    /// <summary>Every key.</summary>
    public async Task<KeysReply> ListAsync(CancellationToken cancellationToken) => new(await workspace.Keys.ListAsync(cancellationToken));

    /// <summary>Refuses a key from now on; other processes do so within a second.</summary>
    /// <exception cref="ApiKeyNotFoundException">There is no such key.</exception>
    public async Task<ApiKey> RevokeAsync(string id, CancellationToken cancellationToken) => await workspace.Keys.RevokeAsync(id, cancellationToken);
}
