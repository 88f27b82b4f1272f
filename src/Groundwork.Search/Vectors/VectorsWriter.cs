using System.Runtime.InteropServices;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Vectors;

/// <summary>Writes the vectors of a segment: as given, as codes, and as a graph where there are many.</summary>
/// <remarks>A merge goes on with the largest graph of its inputs; the rows of the others are inserted into it.</remarks>
internal sealed class VectorsWriter(
    IReadOnlyList<SegmentInput> inputs, IReadOnlyList<int[]> renumbered, int entryCount, int dimensions, int graphThreads,
    CancellationToken cancellationToken)
{
    /// <summary>Rows from which a segment has a graph: fewer are scanned in about the time that walking a graph takes.</summary>
    public const int LeastGraphRows = 5000;

    private const int RowsPerCheck = 4096;

    /// <summary>An adopted graph with a smaller share of the rows would cost more to repair than it saves.</summary>
    private const int LeastAdoptedShare = 8;

    /// <returns>Rows written.</returns>
    public int Write(SectionWriter file)
    {
        var entries = new List<int>();
        var norms = new List<float>();
        var rowsOf = new int[inputs.Count][];
        using var block = new CodeBlock(dimensions, inputs.Sum(i => i.VectorCount), inputs[0].Similarity);
        file.Begin();
        for (var i = 0; i < inputs.Count; i++)
        {
            rowsOf[i] = new int[inputs[i].VectorCount];
            for (var row = 0; row < rowsOf[i].Length; row++)
            {
                if (row % RowsPerCheck == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    inputs[i].LetGo();
                }

                var entry = renumbered[i][inputs[i].VectorEntry(row)];
                rowsOf[i][row] = SegmentAssembler.Dropped;
                if (entry == SegmentAssembler.Dropped) continue;
                rowsOf[i][row] = entries.Count;
                entries.Add(entry);
                norms.Add(inputs[i].VectorNorm(row));
                block.Add(inputs[i].Vector(row), norms[^1]);
                file.Write(MemoryMarshal.AsBytes(inputs[i].Vector(row)));
            }

            // The vectors are most of a segment, and will not be read again here.
            inputs[i].LetGo();
        }

        file.End(SectionKind.Vectors);
        file.Section<float>(SectionKind.VectorNorms, CollectionsMarshal.AsSpan(norms));
        if (entries.Count != entryCount) file.Section<int>(SectionKind.VectorEntries, CollectionsMarshal.AsSpan(entries));
        if (entries.Count > 0) WriteCodes(file, block, rowsOf);
        return entries.Count;
    }

    private void WriteCodes(SectionWriter file, CodeBlock block, int[][] rowsOf)
    {
        file.Begin();
        for (var row = 0; row < block.Count; row++) file.Write(MemoryMarshal.AsBytes(block.Row(row)));
        file.End(SectionKind.VectorCodes);
        file.Section<float>(SectionKind.VectorScales, block.Scales.AsSpan(0, block.Count));
        file.Section<float>(SectionKind.VectorErrors, block.Errors.AsSpan(0, block.Count));
        block.Complete();
        if (block.Similarity == Similarity.Euclidean) file.Section(SectionKind.VectorLifts, block.Lifts);
        if (block.Count < LeastGraphRows || graphThreads == 0)
        {
            file.Section(SectionKind.VectorHead, new VectorHead(block.Similarity, HasGraph: false, 0, 0).Encode());
            return;
        }

        var graph = MakeGraph(block, rowsOf);
        file.Section(SectionKind.VectorHead, new VectorHead(block.Similarity, HasGraph: true, graph.Entry, graph.Top).Encode());
        file.Section<uint>(SectionKind.GraphLinks, graph.Base.Ends);
        file.Section<uint>(SectionKind.GraphRows, graph.Rows);
        file.Section<uint>(SectionKind.GraphStarts, graph.Starts);
        file.Section<uint>(SectionKind.GraphUpperLinks, graph.Upper.Ends);
        graph.UpperCodes.Write(file);
    }

    private Graph MakeGraph(CodeBlock block, int[][] rowsOf)
    {
        var (largest, most) = (-1, 0);
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Graphed is null) continue;
            var alive = rowsOf[i].Count(row => row != SegmentAssembler.Dropped);
            if (alive > most) (largest, most) = (i, alive);
        }

        return most * LeastAdoptedShare < block.Count
            ? GraphBuilder.Build(block, graphThreads, cancellationToken)
            : GraphBuilder.Extend(block, inputs[largest].Graphed!.Graph, rowsOf[largest], graphThreads, cancellationToken);
    }
}
