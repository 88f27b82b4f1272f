using System.Runtime.CompilerServices;

namespace Groundwork.Sources.Git;

/// <summary>The files of a commit, one at a time.</summary>
internal sealed class GitTree(GitProgram git, GitAccess access, GitOptions options)
{
    private const int MaxLineBytes = 1 << 16;

    /// <summary>The files in the order of the tree.</summary>
    /// <exception cref="SourceException">The tree cannot be read to its end.</exception>
    public async IAsyncEnumerable<GitEntry> EntriesAsync(string commit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var process = git.Start("none", [], "ls-tree", "-r", "-z", "-l", "--full-tree", commit);
        try
        {
            process.StandardInput.Close();
            var errors = GitProgram.ErrorsAsync(process, cancellationToken);
            var output = process.StandardOutput.BaseStream;
            var piece = new byte[1 << 16];
            using var line = new MemoryStream();
            while (await ReadAsync(output, piece, cancellationToken) is > 0 and var read)
            {
                var from = 0;
                while (Array.IndexOf(piece, (byte)0, from, read - from) is >= 0 and var end)
                {
                    line.Write(piece, from, end - from);
                    if (GitEntry.Parse(line.GetBuffer().AsSpan(0, (int)line.Length)) is { } entry) yield return entry;
                    line.SetLength(0);
                    from = end + 1;
                }

                line.Write(piece, from, read - from);
                if (line.Length > MaxLineBytes) throw new SourceException(SourceFailure.TooLarge, FormattableString.Invariant($"A path in the repository has more than {MaxLineBytes} bytes."));
            }

            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0) throw git.Failed("list", process.ExitCode, await errors);
        }
        finally
        {
            GitProgram.End(process);
        }
    }

    // The limit is on the waiting for git, not on what is done between two lines.
    private async ValueTask<int> ReadAsync(Stream output, byte[] piece, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.CallTimeout, access.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await output.ReadAsync(piece, either.Token);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SourceException(SourceFailure.TimedOut, FormattableString.Invariant($"git said nothing for {options.CallTimeout.TotalSeconds} seconds while it listed a tree."), failure);
        }
    }
}
