using System.Globalization;
using Groundwork.Documents;
using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>
/// Files from elsewhere are kept in the collection's uploads folder, all of one upload or none. Each is written under a name that
/// nothing reads and renamed when the upload is complete.
/// </summary>
/// <remarks>Used by one upload. Disposing removes what was not kept.</remarks>
public sealed class UploadFiles : IAsyncDisposable
{
    /// <summary>Files of uploads that are not complete, in the uploads folder itself. Uploaded names never start with a dot.</summary>
    internal const string PartialPattern = ".partial-*";

    private const int MaxFiles = 10_000;

    private static long s_partials;

    private readonly string _root;
    private readonly long _maxBytes;
    private readonly Dictionary<string, string> _partialByName = new(StringComparer.Ordinal);

    /// <summary>Begins an upload.</summary>
    /// <param name="workspace">The data directory.</param>
    /// <param name="collection">The collection; it is made when the files are ingested.</param>
    /// <exception cref="CollectionNameException">The collection's name is none.</exception>
    public UploadFiles(Workspace workspace, string collection)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var name = CollectionName.Parse(collection);
        Collection = name.Value;
        _root = workspace.UploadsOf(name);
        _maxBytes = workspace.Settings.MaxDocumentBytes;
    }

    /// <summary>The collection.</summary>
    public string Collection { get; }

    /// <summary>Takes one file in.</summary>
    /// <param name="fileName">Its name, or its path relative to the uploaded folder with <c>/</c>.</param>
    /// <param name="content">Its bytes; the caller owns it.</param>
    /// <param name="cancellationToken">Stops the copy.</param>
    /// <exception cref="InvalidRequestException">The name cannot be used.</exception>
    /// <exception cref="DocumentUnreadableException">The file is larger than the limit for one document.</exception>
    public async Task AddAsync(string fileName, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var name = UploadName.Parse(fileName);
        if (_partialByName.ContainsKey(name)) throw new InvalidRequestException($"The file \"{name}\" comes twice in one upload. Send each file once.");
        if (_partialByName.Count == MaxFiles) throw new InvalidRequestException(FormattableString.Invariant($"One upload takes at most {MaxFiles} files. Send the rest in another."));
        Directory.CreateDirectory(_root);
        var partial = Path.Combine(_root, string.Create(CultureInfo.InvariantCulture, $".partial-{Environment.ProcessId}-{Interlocked.Increment(ref s_partials)}"));
        _partialByName.Add(name, partial);
        await using var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
        var buffer = new byte[1 << 16];
        for (var bytes = 0L; await ReadAsync(name, content, buffer, cancellationToken) is > 0 and var read;)
        {
            bytes += read;
            if (bytes > _maxBytes)
                throw new DocumentUnreadableException(UnreadableReason.TooLarge, FormattableString.Invariant($"The file \"{name}\" is larger than {_maxBytes} bytes, the limit for one document. Split it, or raise the setting reading.maxBytes."));
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    /// <summary>Keeps the files; those of the same names from earlier uploads are replaced.</summary>
    /// <returns>What to ingest: single files, and the folders that came as folders.</returns>
    /// <exception cref="InvalidRequestException">There are no files, or a file would stand where a folder is.</exception>
    public IngestRequest Keep()
    {
        if (_partialByName.Count == 0) throw new InvalidRequestException("The upload holds no file. Choose at least one.");
        var entries = new SortedSet<string>(StringComparer.Ordinal);
        var targets = _partialByName.Select(p => (Partial: p.Value, Target: TargetOf(p.Key))).ToList();
        foreach (var (partial, target) in targets)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(partial, target, overwrite: true);
            entries.Add(TopEntry(_root, target));
        }

        _partialByName.Clear();
        return new IngestRequest([.. entries], Collection);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        foreach (var partial in _partialByName.Values) File.Delete(partial);
        _partialByName.Clear();
        return ValueTask.CompletedTask;
    }

    /// <summary>The file or folder directly below a root that a file belongs to.</summary>
    internal static string TopEntry(string root, string file) => Path.Combine(root, Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)[0]);

    private static async ValueTask<int> ReadAsync(string name, Stream content, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await content.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException)
        {
            throw new InvalidRequestException($"The upload breaks off in \"{name}\" ({problem.Message}) Nothing was kept.");
        }
    }

    private string TargetOf(string name)
    {
        var target = Path.GetFullPath(Path.Combine(_root, name.Replace('/', Path.DirectorySeparatorChar)));
        if (Directory.Exists(target)) throw new InvalidRequestException($"\"{name}\" is the name of an uploaded folder. Rename the file.");
        for (var folder = Path.GetDirectoryName(target); folder is not null && folder.Length > _root.Length; folder = Path.GetDirectoryName(folder))
            if (File.Exists(folder)) throw new InvalidRequestException($"\"{name}\" lies in a folder that has the name of an uploaded file. Rename the folder.");
        return target;
    }
}
