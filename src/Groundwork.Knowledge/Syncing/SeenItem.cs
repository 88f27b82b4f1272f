using Groundwork.Language;
using Groundwork.Sources;

namespace Groundwork.Knowledge.Syncing;

/// <summary>A listed thing, and what looking into it showed.</summary>
/// <param name="Item">As listed.</param>
/// <param name="Hash">Hash of its bytes; null where it was not needed or could not be had.</param>
/// <param name="Unreadable">Why nothing can be made of it; null when something can.</param>
internal sealed record SeenItem(SourceItem Item, ContentHash? Hash = null, string? Unreadable = null);
