namespace Groundwork.Search.Vectors;

/// <summary>Lists of links of one length, and how near their ends are, so that trimming a list need not compare them again.</summary>
internal sealed class Links
{
    public Links(int width, int lists)
    {
        Width = width;
        Ends = GC.AllocateUninitializedArray<uint>(checked(width * lists));
        Nearness = GC.AllocateUninitializedArray<float>(Ends.Length);
        Array.Fill(Ends, GraphShape.NoLink);
    }

    /// <summary>Places in a list.</summary>
    public int Width { get; }

    /// <summary>List after list; <see cref="GraphShape.NoLink"/> stands in the unused places of each.</summary>
    public uint[] Ends { get; }

    /// <summary>How near each end is.</summary>
    public float[] Nearness { get; }

    public Span<uint> EndsOf(nint list) => Ends.AsSpan((int)list * Width, Width);

    public Span<float> NearnessOf(nint list) => Nearness.AsSpan((int)list * Width, Width);

    public int CountOf(nint list) => EndsOf(list).IndexOf(GraphShape.NoLink) is >= 0 and var count ? count : Width;
}
