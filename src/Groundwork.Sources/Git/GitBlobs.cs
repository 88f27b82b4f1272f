using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Groundwork.Sources.Git;

/// <summary>Contents of a repository through one <c>git cat-file --batch</c>, for as long as its listing runs; afterwards through one for each content.</summary>
internal sealed class GitBlobs(GitProgram git, GitAccess access, GitOptions options) : IDisposable
{
    private const int MemoryBytes = 8 << 20;
    private readonly SemaphoreSlim _turn = new(1);
    private Process? _batch;
    private bool _isOver;

    /// <summary>A content. The caller disposes the stream.</summary>
    /// <exception cref="SourceException">It is not there, or did not come in time.</exception>
    public async ValueTask<Stream> OpenAsync(string blob, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        var isWhole = false;
        using var limit = new CancellationTokenSource(options.CallTimeout, access.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            _batch ??= StartBatch();
            var content = await ReadAsync(_batch, blob, either.Token);
            isWhole = true;
            return content;
        }
        catch (OperationCanceledException failure) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new SourceException(SourceFailure.TimedOut, FormattableString.Invariant($"git took more than {options.CallTimeout.TotalSeconds} seconds to read {blob}."), failure);
        }
        catch (IOException failure)
        {
            throw new SourceException(SourceFailure.Unreachable, $"git could not read {blob} ({failure.Message}). Check the repository with \"git fsck\".", failure);
        }
        finally
        {
            // What broke off stands somewhere inside a content.
            if (!isWhole || _isOver) EndBatch();
            _turn.Release();
        }
    }

    /// <summary>The listing is over: no process stays behind.</summary>
    public void Dispose()
    {
        _turn.Wait();
        _isOver = true;
        EndBatch();
        _turn.Release();
    }

    private Process StartBatch()
    {
        var batch = git.Start("none", [], "cat-file", "--batch");
        batch.BeginErrorReadLine(); // Read and dropped, so that it cannot stand still for want of room.
        return batch;
    }

    private void EndBatch()
    {
        if (_batch is null) return;
        GitProgram.End(_batch);
        _batch.Dispose();
        _batch = null;
    }

    private async Task<Stream> ReadAsync(Process batch, string blob, CancellationToken cancellationToken)
    {
        await batch.StandardInput.WriteAsync((blob + "\n").AsMemory(), cancellationToken);
        await batch.StandardInput.FlushAsync(cancellationToken);
        var output = batch.StandardOutput.BaseStream;
        var head = (await HeadAsync(output, cancellationToken)).Split(' ');
        if (head is not [_, "blob", var length] || !long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
            throw new SourceException(SourceFailure.NotFound, $"The repository does not hold the content {blob}, which its tree names. It may be a partial copy; fetch the rest, or clone it whole.");
        if (bytes > options.MaxBytes) throw new SourceException(SourceFailure.TooLarge, FormattableString.Invariant($"The content {blob} has {bytes} bytes; this source takes files of at most {options.MaxBytes}."));

        Stream content = bytes <= MemoryBytes
            ? new MemoryStream((int)bytes)
            : new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await CopyAsync(output, content, bytes, cancellationToken);
            await output.ReadExactlyAsync(new byte[1], cancellationToken);
            content.Position = 0;
            return content;
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }

    private static async Task CopyAsync(Stream from, Stream to, long bytes, CancellationToken cancellationToken)
    {
        var piece = new byte[1 << 16];
        for (var left = bytes; left > 0;)
        {
            var read = await from.ReadAsync(piece.AsMemory(0, (int)Math.Min(left, piece.Length)), cancellationToken);
            if (read == 0) throw new EndOfStreamException("The output ended inside a content.");
            await to.WriteAsync(piece.AsMemory(0, read), cancellationToken);
            left -= read;
        }
    }

    private static async Task<string> HeadAsync(Stream output, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (head.Length < 200)
        {
            await output.ReadExactlyAsync(one, cancellationToken);
            if (one[0] == '\n') break;
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
