namespace Groundwork.Search.Segments;

/// <summary>Walks the terms of several inputs as one sorted list: a heap by term, then by input.</summary>
internal sealed class TermMerge
{
    private readonly (int Input, TermSource Source)[] _heap;
    private int _count;
    private byte[] _term = new byte[64];
    private int _termBytes;
    private bool _isTopRead;

    public TermMerge(IReadOnlyList<SegmentInput> inputs)
    {
        _heap = new (int, TermSource)[inputs.Count];
        for (var i = 0; i < inputs.Count; i++)
        {
            var source = inputs[i].Terms();
            if (source.MoveNext()) _heap[_count++] = (i, source);
        }

        for (var at = (_count / 2) - 1; at >= 0; at--) SiftDown(at);
    }

    /// <summary>The term of this step, in ascending order of bytes.</summary>
    public ReadOnlySpan<byte> Term => _term.AsSpan(0, _termBytes);

    /// <summary>Goes on to the next term; the inputs of the one before must have been walked to their end.</summary>
    public bool MoveNext()
    {
        PassTop();
        if (_count == 0) return false;
        var least = _heap[0].Source.Term;
        if (least.Length > _term.Length) _term = new byte[least.Length * 2];
        least.CopyTo(_term);
        _termBytes = least.Length;
        return true;
    }

    /// <summary>The next input that holds the term, in ascending order.</summary>
    /// <returns>Its number and postings, which are valid until the next call; null after the last one.</returns>
    public (int Input, PostingsWalk Postings)? NextInput()
    {
        PassTop();
        if (_count == 0 || !_heap[0].Source.Term.SequenceEqual(Term)) return null;
        _isTopRead = true;
        return (_heap[0].Input, _heap[0].Source.Postings());
    }

    private void PassTop()
    {
        if (!_isTopRead) return;
        _isTopRead = false;
        if (!_heap[0].Source.MoveNext()) _heap[0] = _heap[--_count];
        SiftDown(0);
    }

    private void SiftDown(int at)
    {
        while (true)
        {
            var least = at;
            for (var child = (2 * at) + 1; child <= (2 * at) + 2 && child < _count; child++)
                if (IsBefore(_heap[child], _heap[least]))
                    least = child;
            if (least == at) return;
            (_heap[at], _heap[least]) = (_heap[least], _heap[at]);
            at = least;
        }
    }

    private static bool IsBefore((int Input, TermSource Source) left, (int Input, TermSource Source) right)
    {
        var order = left.Source.Term.SequenceCompareTo(right.Source.Term);
        return order != 0 ? order < 0 : left.Input < right.Input;
    }
}
