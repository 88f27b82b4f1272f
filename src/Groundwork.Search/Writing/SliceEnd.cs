namespace Groundwork.Search.Writing;

/// <summary>Where a string of a <see cref="SliceArena"/> goes on.</summary>
internal struct SliceEnd
{
    /// <summary>Address of the next byte.</summary>
    public int At;

    /// <summary>Bytes left in the last slice, its link not counted.</summary>
    public ushort Room;

    /// <summary>Slices before the last one; decides its size.</summary>
    public ushort Slice;
}
