using System.Runtime.CompilerServices;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Containers;

/// <summary>Opens a container and, as its parts come, the containers among them. One part is in memory at a time, on each level.</summary>
internal sealed class NestedContainers(ReaderSet readers, SourceInfo outermost)
{
    public IAsyncEnumerable<ContainedPart> OpenAsync(Stream content, CancellationToken cancellationToken)
    {
        var reader = readers.ContainerFor(outermost.MediaType) ?? throw readers.Unsupported(outermost);
        return PartsAsync(reader, content, outermost, 1, UnpackBudget.For(content, outermost, readers.Limits), cancellationToken);
    }

    private async IAsyncEnumerable<ContainedPart> PartsAsync(
        IContainerReader reader, Stream content, SourceInfo container, int depth, UnpackBudget budget, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var parts = reader is IBudgetedContainer budgeted ? budgeted.OpenAsync(content, container, budget, cancellationToken) : reader.OpenAsync(content, container, cancellationToken);
        await foreach (var part in parts.WithCancellation(cancellationToken))
        {
            if (part is ContainedPart.Broken broken)
            {
                yield return depth == 1 ? broken : broken with { Place = Inside(container, broken.Place) };
                continue;
            }

            var readable = (ContainedPart.Readable)part;
            // A record names itself; that name is enough as long as it stands in the outermost container.
            if (depth > 1 && readable.Source.PartName is null && readable.Source.Id != container.Id)
                readable = readable with { Source = readable.Source with { Id = PartNames.Joined(container.Id, readable.Source.Id.Value) } };
            if (readers.ContainerFor(readable.Source.MediaType) is not { } inner)
            {
                yield return readers.ReaderFor(readable.Source.MediaType) is not null ? readable : new ContainedPart.Broken(PlaceOf(readable.Source), readers.Unsupported(readable.Source));
                continue;
            }

            if (depth >= readers.Limits.MaxNesting)
            {
                yield return new ContainedPart.Broken(PlaceOf(readable.Source), new DocumentUnreadableException(UnreadableReason.Hostile, FormattableString.Invariant(
                    $"\"{readable.Source.Id}\" is a container inside {depth} others; at most {readers.Limits.MaxNesting} are opened. Take it out and ingest it alone, or raise MaxNesting.")));
                continue;
            }

            await foreach (var deeper in InnerAsync(inner, readable, depth + 1, budget, cancellationToken)) yield return deeper;
        }
    }

    // A container that cannot be read to its end is one broken part of the one around it, unless it spent what they share.
    private async IAsyncEnumerable<ContainedPart> InnerAsync(
        IContainerReader inner, ContainedPart.Readable container, int depth, UnpackBudget budget, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var content = SourceBytes.AsStream(container.Content);
        await using var parts = PartsAsync(inner, content, container.Source, depth, budget, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            ContainedPart.Broken? end = null;
            try
            {
                if (!await parts.MoveNextAsync()) yield break;
            }
            catch (DocumentUnreadableException problem) when (!budget.IsSpent)
            {
                end = new ContainedPart.Broken(PlaceOf(container.Source), problem);
            }

            yield return end ?? parts.Current;
            if (end is not null) yield break;
        }
    }

    // The way from the outermost container on; a record of it is a line.
    private string PlaceOf(SourceInfo source)
    {
        var within = outermost.Id.Value + PartNames.Between;
        if (source.Id.Value.StartsWith(within, StringComparison.Ordinal)) return source.Id.Value[within.Length..];
        return source.OnOneLine ? FormattableString.Invariant($"line {source.FirstLine}") : source.Id.Value;
    }

    private string Inside(SourceInfo container, string place) => place.Length == 0 ? PlaceOf(container) : PlaceOf(container) + PartNames.Between + place;
}
