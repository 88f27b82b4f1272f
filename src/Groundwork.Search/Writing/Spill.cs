using Groundwork.Search.Bytes;
using Groundwork.Search.Log;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Writing;

/// <summary>Pending entries that are written to a segment file before their commit, while others come in.</summary>
/// <param name="buffers">The entries; nobody changes them any more.</param>
/// <param name="touched">Keys that were added or deleted since the spill before.</param>
/// <param name="earlier">What was spilled before.</param>
internal sealed class Spill(IReadOnlyList<EntryBuffer> buffers, IReadOnlyCollection<string> touched, IReadOnlyList<DeadMarks> earlier)
{
    /// <summary>What a commit will have to say of the file; null while it is not written, and when nothing in it is alive.</summary>
    public SegmentRecord? Written { get; private set; }

    /// <summary>Writes the file, and marks what its entries replace in earlier ones.</summary>
    public void Write(Func<IReadOnlyList<SegmentInput>, SegmentRecord?> write)
    {
        Written = write([.. buffers]);
        if (earlier.Count == 0) return;
        foreach (var key in touched)
        {
            var bytes = Utf8.GetBytes(key);
            foreach (var spilled in earlier) spilled.Kill(bytes);
        }

        // As after a commit: the keys of all of them were touched.
        foreach (var spilled in earlier) spilled.Reader.LetGo();
    }
}
