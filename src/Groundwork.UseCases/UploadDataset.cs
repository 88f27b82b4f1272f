using System.Globalization;

namespace Groundwork.UseCases;

/// <summary>Files of samples from elsewhere become a version of a dataset. They are kept only while they are read.</summary>
/// <remarks>Used by one upload; disposing removes the files.</remarks>
/// <param name="workspace">The data directory.</param>
public sealed class UploadDataset(Workspace workspace) : IAsyncDisposable
{
    private const int MaxFiles = 100;
    private const long MaxBytes = 256L << 20;

    private static long s_uploads;

    private readonly string _folder = Path.Combine(
        workspace.Settings.DataDirectory, string.Create(CultureInfo.InvariantCulture, $".eval-upload-{Environment.ProcessId}-{Interlocked.Increment(ref s_uploads)}"));

    private readonly List<string> _samples = [];
    private string? _judgements;
    private long _bytes;

    /// <summary>Takes a file in.</summary>
    /// <param name="fileName">Its name, which tells its format where nobody names one.</param>
    /// <param name="isJudgements">True for judgements as trec_eval reads them, false for samples.</param>
    /// <param name="content">Its bytes; the caller owns it.</param>
    /// <param name="cancellationToken">Stops the copy.</param>
    /// <exception cref="InvalidRequestException">The name cannot be used, it comes twice, or the files are too large.</exception>
    public async Task AddAsync(string fileName, bool isJudgements, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var name = UploadName.Parse(fileName);
        if (name.Contains('/', StringComparison.Ordinal)) throw new InvalidRequestException($"\"{name}\" lies in a folder. Send files, or use \"groundwork eval dataset import\" for folders.");
        if (_samples.Count == MaxFiles) throw new InvalidRequestException(FormattableString.Invariant($"One upload takes at most {MaxFiles} files."));
        if (isJudgements && _judgements is not null) throw new InvalidRequestException("There are two files of judgements. Send one.");
        // Judgements may have the name of a file of samples.
        var path = Path.Combine(_folder, isJudgements ? "judgements" : "samples", name);
        if (File.Exists(path)) throw new InvalidRequestException($"The file \"{name}\" comes twice in one upload. Send each file once.");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
        var buffer = new byte[1 << 16];
        while (await ReadAsync(name, content, buffer, cancellationToken) is > 0 and var read)
        {
            if ((_bytes += read) > MaxBytes) throw new InvalidRequestException(FormattableString.Invariant($"The files are larger than {MaxBytes} bytes together. Use \"groundwork eval dataset import\" for more."));
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        if (isJudgements) _judgements = path;
        else _samples.Add(path);
    }

    /// <summary>Makes a version of the files that were taken in.</summary>
    /// <param name="request">Its paths and judgements are those of the upload, whatever it says.</param>
    /// <param name="cancellationToken">Stores nothing.</param>
    public Task<DatasetReply> ImportAsync(ImportDatasetRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (_samples.Count == 0) throw new InvalidRequestException("The upload holds no file of samples. Send at least one as \"files\"; judgements go as \"qrels\".");
        return new ManageDatasets(workspace).ImportAsync(request with { Paths = _samples, Qrels = _judgements }, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

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
}
