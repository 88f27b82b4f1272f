using System.Runtime.InteropServices;
using Groundwork.Search.Bytes;
using Groundwork.Search.Vectors;

namespace Groundwork.Search.Segments;

/// <summary>Writes one segment from one or several inputs, leaving out dead entries. Nothing is analysed again.</summary>
/// <remarks>Entries keep the order of the inputs, so postings only need new numbers, never a new order.</remarks>
internal sealed class SegmentAssembler
{
    private const int HeldBytes = 16 << 20;

    private readonly IReadOnlyList<SegmentInput> _inputs;
    private readonly int[][] _renumbered;
    private readonly IReadOnlyList<FieldDefinition> _fields;
    private readonly int _dimensions;
    private readonly int _graphThreads;
    private readonly int _entryCount;
    private readonly CancellationToken _cancellationToken;

    private SegmentAssembler(IReadOnlyList<SegmentInput> inputs, IReadOnlyList<FieldDefinition> fields, int dimensions, int graphThreads, CancellationToken cancellationToken)
    {
        (_inputs, _fields, _dimensions, _graphThreads, _cancellationToken) = (inputs, fields, dimensions, graphThreads, cancellationToken);
        _renumbered = new int[inputs.Count][];
        for (var i = 0; i < inputs.Count; i++)
        {
            var numbers = new int[inputs[i].EntryCount];
            for (var entry = 0; entry < numbers.Length; entry++)
                numbers[entry] = inputs[i].Dead is { } dead && dead[entry] ? Dropped : checked(_entryCount++);
            _renumbered[i] = numbers;
        }
    }

    /// <summary>In place of the number of an entry that is left out.</summary>
    internal const int Dropped = -1;

    /// <summary>Writes the segment's file.</summary>
    /// <param name="directory">Where it is written.</param>
    /// <param name="number">Number in its name.</param>
    /// <param name="inputs">What goes into it.</param>
    /// <param name="fields">The text fields in the order of the schema; bounds of blocks are computed with their weights.</param>
    /// <param name="dimensions">Dimensions of its vectors, 0 for none.</param>
    /// <param name="graphThreads">Threads that build the graph over its vectors.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>What a commit has to say about it, or null when no entry is alive and nothing was written.</returns>
    public static SegmentRecord? Write(
        IIndexDirectory directory, long number, IReadOnlyList<SegmentInput> inputs, IReadOnlyList<FieldDefinition> fields, int dimensions, int graphThreads,
        CancellationToken cancellationToken)
    {
        var assembler = new SegmentAssembler(inputs, fields, dimensions, graphThreads, cancellationToken);
        if (assembler._entryCount == 0) return null;
        foreach (var input in inputs) input.ReadThrough();
        using var stream = directory.Create(SegmentFormat.SegmentName(number));
        return assembler.WriteTo(stream, number);
    }

    /// <summary>Writes the segment as an image that no commit names. It has no graph: it is small, and made anew with every commit.</summary>
    /// <returns>What there is to say about it, or null when no entry is alive and nothing was written.</returns>
    public static SegmentRecord? Write(Stream stream, IReadOnlyList<SegmentInput> inputs, IReadOnlyList<FieldDefinition> fields, int dimensions, CancellationToken cancellationToken)
    {
        var assembler = new SegmentAssembler(inputs, fields, dimensions, graphThreads: 0, cancellationToken);
        return assembler._entryCount == 0 ? null : assembler.WriteTo(stream, 0);
    }

    private SegmentRecord WriteTo(Stream stream, long number)
    {
        var file = new SectionWriter(stream);
        WriteKeys(file);
        var lengths = Lengths();
        var counts = WriteLengths(file, lengths);
        new ColumnMerge(_inputs, _renumbered, _entryCount, _cancellationToken).Write(file);
        var vectors = new VectorsWriter(_inputs, _renumbered, _entryCount, _dimensions, _graphThreads, _cancellationToken).Write(file);
        var terms = WriteTerms(file, counts, lengths);
        file.Section(SectionKind.Info, new SegmentInfo(_entryCount, terms, counts, vectors, _dimensions).Encode());
        var checksum = file.Finish();
        return new SegmentRecord(number, _entryCount, file.Length, checksum, Deletions: null);
    }

    private void WriteKeys(SectionWriter file)
    {
        var bytes = new ByteBuffer(1 << 12);
        var offsets = new uint[_entryCount + 1];
        var order = new int[_entryCount];
        for (var i = 0; i < _inputs.Count; i++)
        {
            for (var entry = 0; entry < _renumbered[i].Length; entry++)
            {
                var to = _renumbered[i][entry];
                if (to == Dropped) continue;
                bytes.Bytes(_inputs[i].KeyOf(entry));
                offsets[to + 1] = (uint)bytes.Length;
                order[to] = to;
            }
        }

        Array.Sort(order, (a, b) => Key(a).SequenceCompareTo(Key(b)));
        file.Section<uint>(SectionKind.KeyOffsets, offsets);
        file.Section(SectionKind.KeyBytes, bytes.Written);
        file.Section<int>(SectionKind.KeyOrder, order);

        ReadOnlySpan<byte> Key(int entry) => bytes.Written[(int)offsets[entry]..(int)offsets[entry + 1]];
    }

    /// <summary>By field and new entry: codes of <see cref="FieldLength"/>.</summary>
    private byte[][] Lengths()
    {
        var lengths = new byte[_fields.Count][];
        for (var field = 0; field < lengths.Length; field++)
        {
            lengths[field] = new byte[_entryCount];
            for (var i = 0; i < _inputs.Count; i++)
                for (var entry = 0; entry < _renumbered[i].Length; entry++)
                    if (_renumbered[i][entry] is var to and not Dropped)
                        lengths[field][to] = FieldLength.Encode(_inputs[i].StoredLength(field, entry));
        }

        return lengths;
    }

    private SegmentField[] WriteLengths(SectionWriter file, byte[][] lengths)
    {
        var counts = new SegmentField[lengths.Length];
        file.Begin();
        for (var field = 0; field < counts.Length; field++)
        {
            var (holders, words, longest) = (0, 0L, FieldLength.None);
            foreach (var code in lengths[field])
            {
                if (code == FieldLength.None) continue;
                holders++;
                words += FieldLength.Words(code);
                longest = Math.Max(longest, code);
            }

            file.Write(lengths[field]);
            counts[field] = new SegmentField(holders, words, longest, _fields[field].Weight, _fields[field].LengthNormalisation);
        }

        file.End(SectionKind.FieldLengths);
        return counts;
    }

    private int WriteTerms(SectionWriter file, SegmentField[] counts, byte[][] lengths)
    {
        file.Begin();
        var terms = new TermsWriter(file);
        var merge = new TermMerge(_inputs);
        var encoder = new BlockEncoder([.. counts.Select(c => c.Weighting)], lengths);
        var letGo = 0L;
        for (var steps = 1; merge.MoveNext(); steps++)
        {
            if ((steps & 0xFFF) == 0) _cancellationToken.ThrowIfCancellationRequested();
            if (file.SectionLength - letGo > HeldBytes)
            {
                // Postings are read from start to end; what lies behind need not stay.
                foreach (var input in _inputs) input.LetGo();
                letGo = file.SectionLength;
            }

            encoder.Clear();

            // Inputs come in their order, so new entry numbers ascend.
            while (merge.NextInput() is var (input, postings)) Append(encoder, postings, _renumbered[input]);
            if (encoder.DocumentFrequency == 0) continue;
            encoder.Finish();
            terms.Add(merge.Term, encoder);
        }

        file.End(SectionKind.Postings);
        terms.WriteDictionary();
        return terms.Count;
    }

    private static void Append(BlockEncoder encoder, PostingsWalk postings, int[] renumbered)
    {
        while (postings.MoveNext())
            if (renumbered[postings.Entry] is var to and not Dropped)
                encoder.Add(to, postings);
    }
}
