using System.Text;
using Groundwork.Documents;
using Groundwork.Knowledge.Deleting;

namespace Groundwork.Knowledge;

/// <summary>Looks at every byte below a folder for traces of a document that was deleted: pieces of its text, and its id.</summary>
/// <param name="deletions">Knows what was deleted, and which documents there are.</param>
/// <param name="directory">The data directory.</param>
public sealed class DeletionScan(DeletionStore deletions, string directory)
{
    private const int MostTraces = 100;

    /// <summary>Scans.</summary>
    /// <param name="document">Its id.</param>
    /// <param name="deleted">What is remembered of it; null looks for its id alone.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    public async ValueTask<DeletionScanResult> RunAsync(DocumentId document, DeletedDocument? deleted, CancellationToken cancellationToken)
    {
        // Where a living document says the same, or the same name, its bytes prove nothing.
        var isNamedElsewhere = await deletions.MentionsAsync(document.Value, cancellationToken) > 0;
        byte[][] names = isNamedElsewhere ? [] : [Encoding.UTF8.GetBytes(document.Value), Encoding.Unicode.GetBytes(document.Value)];
        var scan = new ByteScan(deleted?.Windows ?? [], names);
        var shared = new Dictionary<string, bool>(StringComparer.Ordinal);
        var (files, bytes, traces, explained) = (0, 0L, new List<DeletionTrace>(), 0);
        foreach (var file in Directory.EnumerateFiles(directory, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }).Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Open(file) is not { } content) continue;
            await using (content)
            {
                files++;
                bytes += content.Length;
                foreach (var (offset, piece, isName) in scan.Run(content, cancellationToken))
                {
                    if (!isName && await IsSharedAsync(piece, shared, cancellationToken)) explained++;
                    else if (traces.Count < MostTraces) traces.Add(new DeletionTrace(Path.GetRelativePath(directory, file), offset, isName ? "id" : "text"));
                }
            }
        }

        return new DeletionScanResult(files, bytes, deleted?.Windows.Count ?? 0, traces, explained, isNamedElsewhere);
    }

    // Removed since it was listed, as a merged segment is, or no ordinary file.
    private static FileStream? Open(string file)
    {
        try
        {
            return new FileInfo(file) is { LinkTarget: null, Length: > 0 } ? new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private async ValueTask<bool> IsSharedAsync(byte[] piece, Dictionary<string, bool> known, CancellationToken cancellationToken)
    {
        foreach (var text in (ReadOnlySpan<string>)[Encoding.UTF8.GetString(piece), Encoding.Unicode.GetString(piece)])
            if (known.TryGetValue(text, out var isShared) && isShared) return true;
        foreach (var text in (string[])[Encoding.UTF8.GetString(piece).Trim('\uFFFD'), Encoding.Unicode.GetString(piece).Trim('\uFFFD')])
        {
            if (known.ContainsKey(text)) continue;
            if (known[text] = text.Length > 0 && await deletions.MentionsAsync(text, cancellationToken) > 0) return true;
        }

        return false;
    }
}
