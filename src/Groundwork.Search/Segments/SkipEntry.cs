using System.Runtime.InteropServices;

namespace Groundwork.Search.Segments;

/// <summary>What is known of a block of postings without reading it, as it stands in the file.</summary>
/// <param name="Last">The block's last entry.</param>
/// <param name="Start">Where the block starts after the skip entries.</param>
/// <param name="Positions">Where its positions start in the term's positions.</param>
/// <param name="Bound">The largest pseudo-frequency in it, as <see cref="RoundedUp"/>.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct SkipEntry(int Last, uint Start, uint Positions, ushort Bound)
{
    public const int Bytes = 14;
}
