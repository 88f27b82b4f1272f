namespace Groundwork.Search.Log;

/// <summary>What stands before the record that is read next: the segment files, the parts of the log and the entries gathered for another part.</summary>
/// <param name="files">The segment files, with what died in them.</param>
internal sealed class TailReading(IReadOnlyList<DeadMarks> files)
{
    /// <summary>The parts so far, each with its log.</summary>
    public List<(long Log, DeadMarks Marks)> Parts { get; } = [];

    /// <summary>Entries that will become a part of the log that is read; null for none.</summary>
    public LoggedEntries? Gathered { get; set; }

    /// <summary>Marks the entry with this key as dead.</summary>
    public void Kill(byte[] key)
    {
        // A key is alive in one place at most, so the first hit is the only one. The newest are looked at first: they are the smallest.
        if (Gathered is not null && Gathered.Kill(key)) return;
        for (var i = Parts.Count - 1; i >= 0; i--)
            if (Parts[i].Marks.Kill(key))
                return;
        foreach (var file in files)
            if (file.Kill(key))
                return;
    }
}
