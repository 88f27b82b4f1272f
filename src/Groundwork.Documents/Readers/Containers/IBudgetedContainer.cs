namespace Groundwork.Documents.Readers.Containers;

/// <summary>A container reader that shares its limits with the containers around it.</summary>
internal interface IBudgetedContainer : IContainerReader
{
    /// <summary>Opens it under a budget that an outer container has already drawn on.</summary>
    IAsyncEnumerable<ContainedPart> OpenAsync(Stream content, SourceInfo container, UnpackBudget budget, CancellationToken cancellationToken);
}
