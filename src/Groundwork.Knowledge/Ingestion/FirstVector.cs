using Groundwork.Documents;
using Groundwork.Sources;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>Looks for the first vector that a record carries: its length becomes that of the collection.</summary>
internal static class FirstVector
{
    private static readonly Dictionary<string, string> s_nothingKnown = new(StringComparer.Ordinal);

    /// <summary>Its numbers, or null when no record has a usable one.</summary>
    /// <exception cref="SourcePathException">A named path does not exist.</exception>
    public static async ValueTask<int?> DimensionsAsync(ReaderSet readers, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        foreach (var source in PathSources.Of(paths))
            await foreach (var item in source.ListAsync(s_nothingKnown, cancellationToken))
            {
                if (item is not SourceItem.Present file || !string.Equals(MediaTypes.Of(file.Name, []), MediaTypes.JsonLines, StringComparison.Ordinal)) continue;
                if (await InAsync(file, readers.ContainerFor(MediaTypes.JsonLines)!, cancellationToken) is { } dimensions) return dimensions;
            }

        return null;
    }

    private static async ValueTask<int?> InAsync(SourceItem.Present file, IContainerReader container, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = await file.OpenAsync(cancellationToken);
            await foreach (var part in container.OpenAsync(content, new SourceInfo(new DocumentId(file.Name), file.Path, MediaTypes.JsonLines), cancellationToken))
                if (part is ContainedPart.Readable { Source.Vector: { Problem: null } vector })
                    return vector.Values.Length;
        }
        catch (Exception problem) when (problem is DocumentUnreadableException || SourceProblems.IsOne(problem))
        {
            // The ingestion that follows says so.
        }

        return null;
    }
}
