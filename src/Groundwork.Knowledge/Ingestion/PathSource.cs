using System.Runtime.CompilerServices;
using Groundwork.Sources;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>The files and folders that a person names, as one source.</summary>
internal sealed class PathSource(IReadOnlyList<string> paths) : ISource
{
    private FolderScanResult? _scan;

    public string Kind => "folder";

    public string Identity => string.Join('\n', paths);

    public bool Covers(string path) => Scanned().Covers(path) && !File.Exists(path);

    public async IAsyncEnumerable<SourceItem> ListAsync(IReadOnlyDictionary<string, string> known, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        _scan = FolderScan.Run(paths, cancellationToken);
        foreach (var (path, message) in _scan.Problems) yield return new SourceItem.Unavailable(path, new SourceException(SourceFailure.Denied, message), HidesBelow: true);
        foreach (var file in _scan.Files) yield return Of(file.Path, file.Name, file.IsNamed);
    }

    /// <summary>One file.</summary>
    public static SourceItem.Present Of(string path, string name, bool isNamed) =>
        new(path, name, _ => ValueTask.FromResult<Stream>(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan)))
        {
            Bytes = LengthOf(path), IsNamed = isNamed,
        };

    private FolderScanResult Scanned() => _scan ??= FolderScan.Run(paths, CancellationToken.None);

    private static long? LengthOf(string path)
    {
        try
        {
            return FileLength.Of(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null; // Gone or closed since the scan: reading it will say so.
        }
    }
}
