using System.Runtime.CompilerServices;
using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Vectors;

/// <summary>Which rows of a segment may be found.</summary>
internal readonly ref struct PermittedRows
{
    private readonly VectorTable _table;
    private readonly Bitset? _allowed;
    private readonly bool _isRowEntry;

    public PermittedRows(VectorTable table, Bitset? allowed)
    {
        (_table, _allowed, _isRowEntry) = (table, allowed, table.Entries.IsEmpty);
        if (allowed is null) Count = table.Count;
        else if (_isRowEntry) Count = allowed.Count();
        else
            for (var row = 0; row < table.Count; row++)
                if (allowed[table.EntryOf(row)])
                    Count++;
    }

    /// <summary>Permitted rows.</summary>
    public int Count { get; }

    public bool AreAll => _allowed is null || Count == _table.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has(int row) => _allowed is null || _allowed[_isRowEntry ? row : _table.EntryOf(row)];

    /// <summary>The next permitted rows from a row on.</summary>
    /// <param name="from">First row to look at; moves behind the last one looked at.</param>
    /// <param name="rows">Receives the rows.</param>
    /// <returns>How many; 0 when there are no more.</returns>
    public int Next(ref int from, Span<int> rows)
    {
        var count = 0;
        if (_allowed is null || !_isRowEntry)
        {
            for (; from < _table.Count && count < rows.Length; from++)
                if (Has(from))
                    rows[count++] = from;
            return count;
        }

        var words = _allowed.Words;
        while (from < _table.Count && count < rows.Length)
        {
            var rest = words[from >> 6] >> (from & 63);
            if (rest == 0)
            {
                from = (from | 63) + 1;
                continue;
            }

            from += System.Numerics.BitOperations.TrailingZeroCount(rest);
            if (from < _table.Count) rows[count++] = from++;
        }

        return count;
    }
}
