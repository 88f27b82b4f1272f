using System.Numerics;
using System.Runtime.InteropServices;
using Groundwork.Search.Bytes;
using Groundwork.Search.Vectors;

namespace Groundwork.Search.Segments;

/// <summary>Writes one segment from one or several inputs, leaving out dead entries. Nothing is analysed again.</summary>
/// <remarks>Entries keep the order of the inputs, so postings only need new numbers, never a new order.</remarks>
internal sealed class SegmentAssembler
{
    private readonly IReadOnlyList<SegmentInput> _inputs;
    private readonly int[][] _renumbered;
    private readonly int _fieldCount;
    private readonly int _dimensions;
    private readonly int _entryCount;
    private readonly CancellationToken _cancellationToken;

    private SegmentAssembler(IReadOnlyList<SegmentInput> inputs, int fieldCount, int dimensions, CancellationToken cancellationToken)
    {
        (_inputs, _fieldCount, _dimensions, _cancellationToken) = (inputs, fieldCount, dimensions, cancellationToken);
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
    /// <returns>What a commit has to say about it, or null when no entry is alive and nothing was written.</returns>
    public static SegmentRecord? Write(
        IIndexDirectory directory, long number, IReadOnlyList<SegmentInput> inputs, int fieldCount, int dimensions, CancellationToken cancellationToken)
    {
        var assembler = new SegmentAssembler(inputs, fieldCount, dimensions, cancellationToken);
        if (assembler._entryCount == 0) return null;
        using var stream = directory.Create(SegmentFormat.SegmentName(number));
        var file = new SectionWriter(stream);
        assembler.WriteKeys(file);
        var fields = assembler.WriteLengths(file);
        new ColumnMerge(inputs, assembler._renumbered, assembler._entryCount, cancellationToken).Write(file);
        var vectors = new VectorsWriter(inputs, assembler._renumbered, assembler._entryCount, dimensions, cancellationToken).Write(file);
        var terms = assembler.WriteTerms(file);
        file.Section(SectionKind.Info, new SegmentInfo(assembler._entryCount, terms, fields, vectors, dimensions).Encode());
        var checksum = file.Finish();
        return new SegmentRecord(number, assembler._entryCount, file.Length, checksum, Deletions: null);
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

    private SegmentField[] WriteLengths(SectionWriter file)
    {
        var fields = new SegmentField[_fieldCount];
        file.Begin();
        var lengths = new int[_entryCount];
        for (var field = 0; field < _fieldCount; field++)
        {
            for (var i = 0; i < _inputs.Count; i++)
                for (var entry = 0; entry < _renumbered[i].Length; entry++)
                    if (_renumbered[i][entry] is var to and not Dropped)
                        lengths[to] = _inputs[i].StoredLength(field, entry);

            var (holders, words, most) = (0, 0L, 0);
            foreach (var length in lengths)
            {
                if (length == 0) continue;
                holders++;
                words += length - 1;
                most = Math.Max(most, length);
            }

            var width = most <= byte.MaxValue ? 1 : most <= ushort.MaxValue ? 2 : 4;
            WriteLengths(file, lengths, width);
            fields[field] = new SegmentField(holders, words, width);
        }

        file.End(SectionKind.FieldLengths);
        return fields;
    }

    private static void WriteLengths(SectionWriter file, int[] lengths, int width)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var length in lengths)
        {
            MemoryMarshal.Write(bytes, length);
            file.Write(bytes[..width]);
        }

        bytes.Clear();
        file.Write(bytes[..(int)(-file.SectionLength & 3)]);
    }

    private int WriteTerms(SectionWriter file)
    {
        file.Begin();
        var terms = new TermsWriter(file);
        var sources = new List<(int Input, TermSource Source)>();
        for (var i = 0; i < _inputs.Count; i++)
        {
            var source = _inputs[i].Terms();
            if (source.MoveNext()) sources.Add((i, source));
        }

        var encoder = new PostingsEncoder(_fieldCount, 1 << 12);
        Span<int> frequencies = stackalloc int[_fieldCount];
        var steps = 0;
        while (sources.Count > 0)
        {
            if ((++steps & 0xFFF) == 0) _cancellationToken.ThrowIfCancellationRequested();
            var least = sources[0].Source;
            for (var i = 1; i < sources.Count; i++)
                if (sources[i].Source.Term.SequenceCompareTo(least.Term) < 0)
                    least = sources[i].Source;

            // Sources are in the order of their inputs, so new entry numbers ascend.
            encoder.Clear();
            var term = least.Term.ToArray();
            for (var i = 0; i < sources.Count; i++)
            {
                var (input, source) = sources[i];
                if (!source.Term.SequenceEqual(term)) continue;
                Append(encoder, source.Postings(), _renumbered[input], frequencies);
                if (source.MoveNext()) continue;
                sources.RemoveAt(i--);
            }

            if (encoder.DocumentFrequency > 0) terms.Add(term, encoder);
        }

        file.End(SectionKind.Postings);
        terms.WriteDictionary();
        return terms.Count;
    }

    private static void Append(PostingsEncoder encoder, PostingsWalk postings, int[] renumbered, Span<int> frequencies)
    {
        while (postings.MoveNext())
        {
            if (renumbered[postings.Entry] is not (var to and not Dropped)) continue;
            for (var rest = postings.Mask; rest != 0; rest &= rest - 1)
            {
                var field = BitOperations.TrailingZeroCount(rest);
                frequencies[field] = postings.Frequency(field);
            }

            encoder.Add(to, postings.Mask, frequencies);
            encoder.Positions.Bytes(postings.Positions);
        }
    }
}
