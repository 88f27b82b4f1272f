namespace Groundwork.Sources.Folders;

/// <summary>A name in a folder.</summary>
/// <param name="Name">The name.</param>
/// <param name="LeadsToFolder">A folder, or a link to one.</param>
internal readonly record struct FolderEntry(string Name, bool LeadsToFolder) : IComparable<FolderEntry>
{
    /// <summary>By name, a folder as if its name ended with a slash: walking in this order lists paths in ordinal order.</summary>
    public int CompareTo(FolderEntry other)
    {
        var shared = Math.Min(Name.Length, other.Name.Length);
        var difference = string.CompareOrdinal(Name, 0, other.Name, 0, shared);
        return difference != 0 ? difference : CharacterAt(shared).CompareTo(other.CharacterAt(shared));
    }

    private int CharacterAt(int position) => position < Name.Length ? Name[position] : LeadsToFolder && position == Name.Length ? '/' : -1;
}
