using System.Globalization;
using System.Text.Json;
using Groundwork.Language;
using Groundwork.Sources.Folders;

namespace Groundwork.Sources;

/// <summary>Documents that programs handed over, each kept as one file: a line of JSON that says what it is, then its bytes.</summary>
public sealed class PushSource : ISource
{
    private const string Ending = ".push";
    private const string PartialEnding = ".partial";
    private const int MaxHeadBytes = 1 << 20;
    private const int MaxIdCharacters = 1000;
    private static readonly TimeSpan s_longestWriting = TimeSpan.FromDays(1);
    private static int s_count;
    private readonly string _folder;
    private readonly HashSet<string>? _only;

    /// <param name="folder">Where the files lie; made when needed.</param>
    /// <param name="only">Paths of files to list and cover; null for all.</param>
    public PushSource(string folder, IReadOnlyCollection<string>? only = null)
    {
        _folder = LocalPath.Full(folder);
        _only = only?.ToHashSet(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public string Kind => "push";

    /// <inheritdoc/>
    public string Identity => $"push:{_folder}";

    /// <summary>Where the document of an id is kept.</summary>
    public string PathOf(string id) => Path.Combine(_folder, ContentHash.OfText(id).Short(32) + Ending);

    /// <summary>Keeps a document in place of an earlier one of the same id; after a crash it is the old or the new one, whole.</summary>
    /// <returns>Path of its file.</returns>
    /// <exception cref="SourceException">The id cannot be used, or the file cannot be written.</exception>
    public async Task<string> PutAsync(PushedDocument document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Id.Length is 0 or > MaxIdCharacters || string.IsNullOrWhiteSpace(document.Id) || document.Id.Any(char.IsControl))
            throw new SourceException(SourceFailure.BadSpecification, FormattableString.Invariant($"An id has 1 to {MaxIdCharacters} characters and no line breaks; this one has {document.Id.Length}."));
        var head = JsonSerializer.SerializeToUtf8Bytes(new Head(document.Id, document.MediaType, document.Values), JsonSerializerOptions.Web);
        if (head.Length >= MaxHeadBytes) throw new SourceException(SourceFailure.TooLarge, FormattableString.Invariant($"The values of \"{document.Id}\" have {head.Length} bytes; at most {MaxHeadBytes} are kept."));
        var path = PathOf(document.Id);
        var partial = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $".{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}{PartialEnding}"));
        try
        {
            Directory.CreateDirectory(_folder);
            await using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await file.WriteAsync(head, cancellationToken);
                file.WriteByte((byte)'\n');
                await file.WriteAsync(document.Content, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
            return path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw LocalPath.Problem(_folder, "written to", failure);
        }
        finally
        {
            if (File.Exists(partial)) File.Delete(partial);
        }
    }

    /// <inheritdoc/>
    public bool Covers(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return LocalPath.IsBelow(path, _folder) && path.EndsWith(Ending, StringComparison.Ordinal) && _only?.Contains(path) != false;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ListAsync(IReadOnlyDictionary<string, string> known, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(known);
        if (!Directory.Exists(_folder)) yield break;
        RemoveStale();
        foreach (var path in Directory.EnumerateFiles(_folder, "*" + Ending).Where(Covers).Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return await ItemAsync(path, cancellationToken);
        }
    }

    // What a process that was killed had begun to write. Nobody writes one document for so long.
    private void RemoveStale()
    {
        var oldest = TimeProvider.System.GetUtcNow() - s_longestWriting;
        try
        {
            foreach (var partial in Directory.EnumerateFiles(_folder, ".*" + PartialEnding))
                if (File.GetLastWriteTimeUtc(partial) < oldest.UtcDateTime)
                    File.Delete(partial);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // They take room and do no other harm; the next listing tries again.
        }
    }

    private static async Task<SourceItem> ItemAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = SteadyFile.Open(path);
            var (head, start) = await HeadAsync(path, file, cancellationToken);
            return new SourceItem.Present(path, head.Id, token => OpenAsync(path, token)) { Bytes = file.Length - start, IsNamed = true, MediaType = head.MediaType, Values = head.Values };
        }
        catch (SourceException problem)
        {
            return new SourceItem.Unavailable(path, problem);
        }
    }

    private static async ValueTask<Stream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = SteadyFile.Open(path);
        var (_, start) = await HeadAsync(path, file, cancellationToken);
        file.Position = start;
        var content = new byte[file.Length - start];
        await file.ReadExactlyAsync(content, cancellationToken);
        return new MemoryStream(content, writable: false);
    }

    private static async Task<(Head Head, long Start)> HeadAsync(string path, Stream file, CancellationToken cancellationToken)
    {
        var start = new byte[(int)Math.Min(MaxHeadBytes, file.Length)];
        await file.ReadExactlyAsync(start, cancellationToken);
        var end = Array.IndexOf(start, (byte)'\n');
        try
        {
            if (end > 0 && JsonSerializer.Deserialize<Head>(start.AsSpan(0, end), JsonSerializerOptions.Web) is { Id: not null, MediaType: not null, Values: not null } head) return (head, end + 1);
        }
        catch (JsonException)
        {
            // Told below, like a line that never ends.
        }

        throw new SourceException(SourceFailure.Unreachable, $"\"{path}\" is no document that was handed over: its first line does not say what it is. Hand the document over again.");
    }

    private sealed record Head(string Id, string MediaType, IReadOnlyDictionary<string, string> Values);
}
