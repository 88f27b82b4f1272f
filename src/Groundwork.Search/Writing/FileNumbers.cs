using Groundwork.Search.Segments;

namespace Groundwork.Search.Writing;

/// <summary>Numbers for new files, and which files are in use. Safe for concurrent use.</summary>
internal sealed class FileNumbers(IIndexDirectory directory, long next)
{
    private readonly Lock _lock = new();
    private readonly HashSet<long> _reserved = [];
    private long _next = next;

    /// <summary>A number above all that were ever given.</summary>
    public long Next
    {
        get
        {
            lock (_lock) return _next;
        }
    }

    /// <summary>A number for a file that no commit names yet: it is left alone until <see cref="Settle"/>.</summary>
    public long Reserve()
    {
        lock (_lock)
        {
            _reserved.Add(_next);
            return _next++;
        }
    }

    /// <summary>The file is named by a commit now, or is needed no more.</summary>
    public void Settle(long number)
    {
        lock (_lock) _reserved.Remove(number);
    }

    /// <summary>Gives a number up and removes its file, if that is possible.</summary>
    public void Abandon(long number, string name)
    {
        Settle(number);
        try
        {
            directory.Delete(name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing names it; the next sweep tries again.
        }
    }

    /// <summary>Removes files of the index that nobody needs.</summary>
    /// <param name="used">Numbers in use, besides the reserved ones.</param>
    /// <param name="mustSucceed">False when a file that cannot be removed may stay until the next time.</param>
    public void Sweep(HashSet<long> used, bool mustSucceed)
    {
        foreach (var name in directory.List())
        {
            if (SegmentFormat.NumberOf(name) is not { } number || used.Contains(number) || IsReserved(number)) continue;
            try
            {
                directory.Delete(name);
            }
            catch (Exception e) when (!mustSucceed && e is (IOException or UnauthorizedAccessException))
            {
                // The commit stands. The file is in nobody's way and the next commit or writer tries again.
                return;
            }
        }
    }

    private bool IsReserved(long number)
    {
        lock (_lock) return _reserved.Contains(number);
    }
}
