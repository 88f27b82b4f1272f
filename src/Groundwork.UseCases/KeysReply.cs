namespace Groundwork.UseCases;

/// <summary>The keys.</summary>
/// <param name="Keys">In the order they were made.</param>
public sealed record KeysReply(IReadOnlyList<ApiKey> Keys);

/// <summary>A new key with its secret, which is shown this once.</summary>
/// <param name="Key">The key.</param>
/// <param name="Secret">What programs send as <c>Authorization: Bearer</c>.</param>
public sealed record KeyCreatedReply(ApiKey Key, string Secret);
