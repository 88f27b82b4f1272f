using Groundwork.Documents;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>Looks for the first vector that a record carries: its length becomes that of the collection.</summary>
internal static class FirstVector
{
    /// <summary>Its numbers, or null when no record has a usable one.</summary>
    /// <exception cref="SourcePathException">A named path does not exist.</exception>
    public static async ValueTask<int?> DimensionsAsync(ReaderSet readers, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        foreach (var file in FolderScan.Run(paths, cancellationToken).Files)
        {
            if (readers.ContainerFor(MediaTypes.Of(file.Path, [])) is not { } container) continue;
            try
            {
                await using var content = File.OpenRead(file.Path);
                await foreach (var part in container.OpenAsync(content, new SourceInfo(new DocumentId(file.Name), file.Path, MediaTypes.JsonLines), cancellationToken))
                    if (part is ContainedPart.Readable { Source.Vector: { Problem: null } vector })
                        return vector.Values.Length;
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or DocumentUnreadableException)
            {
                // The ingestion that follows says so.
            }
        }

        return null;
    }
}
