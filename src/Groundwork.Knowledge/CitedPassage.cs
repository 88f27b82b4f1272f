using Groundwork.Documents;

namespace Groundwork.Knowledge;

/// <summary>A citation with the file that a person opens.</summary>
/// <param name="Citation">The citation.</param>
/// <param name="Path">File of the document.</param>
/// <param name="Title">Title of the document.</param>
public sealed record CitedPassage(Citation Citation, string Path, string Title)
{
    /// <summary>Documents that say nearly the same and were left out for this one, see <see cref="Passage.StandsFor"/>.</summary>
    public IReadOnlyList<DocumentId> StandsFor { get; init; } = [];
}
