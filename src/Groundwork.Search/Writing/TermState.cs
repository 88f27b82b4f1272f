namespace Groundwork.Search.Writing;

/// <summary>The postings of a pending term.</summary>
internal struct TermState
{
    /// <summary>Entries that hold it.</summary>
    public int Entries;

    /// <summary>The last of them.</summary>
    public int LastEntry;

    /// <summary>The fields of that one, as bits.</summary>
    public uint LastMask;

    /// <summary>Where its bytes begin in the arena.</summary>
    public int Start;

    /// <summary>How many they are.</summary>
    public int Length;

    /// <summary>Where the next one goes.</summary>
    public SliceEnd End;
}
