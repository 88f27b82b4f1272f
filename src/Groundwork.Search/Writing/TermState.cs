namespace Groundwork.Search.Writing;

/// <summary>Where a pending term stands: its postings so far, and its occurrences in the entry being added.</summary>
internal struct TermState
{
    /// <summary>Entries that hold it.</summary>
    public int Entries;

    /// <summary>The last of them.</summary>
    public int LastEntry;

    /// <summary>The fields of that one, as bits.</summary>
    public uint LastMask;

    /// <summary>First and last occurrence in the entry being added; valid when <see cref="IsCurrent"/>.</summary>
    public int First;

    public int Last;

    public bool IsCurrent;

    /// <summary>Where its bytes begin in the arena, how many they are, and where the next one goes.</summary>
    public int Start;

    public int Length;

    public int At;

    public int End;

    public int SliceBytes;
}
