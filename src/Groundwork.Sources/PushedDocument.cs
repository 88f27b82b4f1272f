namespace Groundwork.Sources;

/// <summary>A document that a program handed over.</summary>
/// <param name="Id">Its id; at most 1,000 characters.</param>
/// <param name="MediaType">What its content is.</param>
/// <param name="Content">Its bytes.</param>
public sealed record PushedDocument(string Id, string MediaType, ReadOnlyMemory<byte> Content)
{
    /// <summary>Values to filter by.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
