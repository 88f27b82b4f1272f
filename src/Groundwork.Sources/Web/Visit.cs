namespace Groundwork.Sources.Web;

/// <summary>What came of asking for one address.</summary>
/// <param name="Url">The address that answered in the end.</param>
/// <param name="Item">What to list; null for nothing.</param>
/// <param name="Links">Addresses of the scope that it leads to.</param>
internal sealed record Visit(Uri Url, SourceItem? Item, IReadOnlyList<Uri> Links);
