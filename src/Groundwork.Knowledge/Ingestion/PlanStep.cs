using Groundwork.Documents;
using Groundwork.Language;
using Groundwork.Sources;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>What has to be done about one file. A closed set.</summary>
/// <param name="Item">The file.</param>
internal abstract record PlanStep(SourceItem.Present Item)
{
    /// <summary>Nothing: its bytes were read before.</summary>
    /// <param name="Item">The file.</param>
    /// <param name="Known">What they became.</param>
    /// <param name="Note">What has to be noted about it nevertheless.</param>
    public sealed record Unchanged(SourceItem.Present Item, KnownFile Known, FinishedFile? Note) : PlanStep(Item);

    /// <summary>It is read.</summary>
    /// <param name="Item">The file.</param>
    /// <param name="Hash">Hash of its bytes, where it was taken.</param>
    public sealed record Read(SourceItem.Present Item, ContentHash? Hash) : PlanStep(Item);

    /// <summary>It is left out: nobody named it and no reader takes it.</summary>
    public sealed record Skip(SourceItem.Present Item, string Reason) : PlanStep(Item);

    /// <summary>It cannot be read.</summary>
    /// <param name="Item">The file.</param>
    /// <param name="Problem">Why.</param>
    /// <param name="Hash">Hash of its bytes, where trying again is of no use while they are the same.</param>
    public sealed record Fail(SourceItem.Present Item, DocumentUnreadableException Problem, ContentHash? Hash) : PlanStep(Item);
}
