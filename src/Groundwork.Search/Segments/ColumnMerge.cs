using System.Buffers;

namespace Groundwork.Search.Segments;

/// <summary>Writes the filter columns of several inputs as those of one segment, leaving out dead entries.</summary>
/// <remarks>Entries keep the order of the inputs, so the lists of one value follow each other.</remarks>
/// <param name="inputs">The inputs.</param>
/// <param name="renumbered">By input and entry: the entry's new number, negative when it is left out.</param>
/// <param name="entryCount">Entries of the new segment.</param>
/// <param name="cancellationToken">Ends the writing.</param>
internal sealed class ColumnMerge(IReadOnlyList<SegmentInput> inputs, int[][] renumbered, int entryCount, CancellationToken cancellationToken)
{
    private int[] _entries = new int[256];

    public void Write(SectionWriter file)
    {
        var writer = new ColumnsWriter(file, entryCount);
        var holders = new SortedDictionary<ColumnName, List<int>>();
        for (var i = 0; i < inputs.Count; i++)
        {
            foreach (var column in inputs[i].Columns)
            {
                if (!holders.TryGetValue(column, out var among)) holders.Add(column, among = []);
                among.Add(i);
            }
        }

        foreach (var (column, among) in holders)
        {
            if (column.IsText) WriteTexts(writer, column, among);
            else WriteValues(writer, column, among);
        }

        writer.Finish();
    }

    private void WriteTexts(ColumnsWriter writer, ColumnName column, List<int> among)
    {
        var sources = new List<(int Input, TextValues Values)>();
        foreach (var input in among)
        {
            var values = inputs[input].Texts(column);
            if (values.MoveNext()) sources.Add((input, values));
        }

        var merged = new TextColumnWriter(entryCount);
        while (sources.Count > 0)
        {
            if ((merged.ValueCount & 0xFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            var least = sources[0].Values;
            for (var i = 1; i < sources.Count; i++)
                if (sources[i].Values.Value.SequenceCompareTo(least.Value) < 0)
                    least = sources[i].Values;

            // Copied, because the source of the least value moves on below.
            var value = ArrayPool<byte>.Shared.Rent(least.Value.Length);
            var length = least.Value.Length;
            least.Value.CopyTo(value);
            var count = 0;
            for (var i = 0; i < sources.Count; i++)
            {
                var (input, values) = sources[i];
                if (!values.Value.SequenceEqual(value.AsSpan(0, length))) continue;
                count += Renumber(values, renumbered[input], count);
                if (!values.MoveNext()) sources.RemoveAt(i--);
            }

            if (count > 0) merged.Add(value.AsSpan(0, length), _entries.AsSpan(0, count));
            ArrayPool<byte>.Shared.Return(value);
        }

        if (merged.ValueCount > 0) writer.Add(column, merged);
    }

    private int Renumber(TextValues values, int[] numbers, int from)
    {
        if (_entries.Length < from + values.EntryCount) Array.Resize(ref _entries, Math.Max(from + values.EntryCount, 2 * _entries.Length));
        var entries = _entries.AsSpan(from, values.EntryCount);
        values.CopyEntries(entries);
        var kept = 0;
        foreach (var entry in entries)
            if (numbers[entry] is var to and >= 0)
                entries[kept++] = to;
        return kept;
    }

    private void WriteValues(ColumnsWriter writer, ColumnName column, List<int> among)
    {
        var sources = among.Select(i => (Numbers: renumbered[i], Values: inputs[i].Values(column))).ToArray();
        var most = sources.Sum(s => s.Values.Values.Length);
        var (values, entries, count) = (new long[most], new int[most], 0);
        var places = new int[sources.Length];
        while (true)
        {
            if ((count & 0xFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            var least = -1;
            for (var i = 0; i < sources.Length; i++)
                if (places[i] < sources[i].Values.Values.Length && (least < 0 || sources[i].Values.Values[places[i]] < sources[least].Values.Values[places[least]]))
                    least = i;
            if (least < 0) break;
            var place = places[least]++;
            if (sources[least].Numbers[sources[least].Values.Entries[place]] is not (var to and >= 0)) continue;
            (values[count], entries[count]) = (sources[least].Values.Values[place], to);
            count++;
        }

        if (count > 0) writer.Add(column, values.AsSpan(0, count), entries.AsSpan(0, count));
    }
}
