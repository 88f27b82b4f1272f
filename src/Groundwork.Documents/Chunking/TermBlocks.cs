namespace Groundwork.Documents.Chunking;

/// <summary>How often each term stands in two neighbouring blocks of text, and how alike the blocks are.</summary>
/// <param name="terms">Terms are numbered from 0 to before this.</param>
internal sealed class TermBlocks(int terms)
{
    private readonly int[] _left = new int[terms];
    private readonly int[] _right = new int[terms];
    private long _leftSquares;
    private long _rightSquares;
    private long _product;

    /// <summary>The cosine of the two blocks' term counts, 0..1. Where one says nothing, nothing tells them apart: 1.</summary>
    public double Cosine => _leftSquares == 0 || _rightSquares == 0 ? 1 : _product / Math.Sqrt((double)_leftSquares * _rightSquares);

    /// <summary>A term enters the right block.</summary>
    public void AddRight(int term)
    {
        _rightSquares += (2L * _right[term]++) + 1;
        _product += _left[term];
    }

    /// <summary>A term of the right block now stands in the left one.</summary>
    public void MoveToLeft(int term)
    {
        _rightSquares -= (2L * --_right[term]) + 1;
        _product -= _left[term];
        _leftSquares += (2L * _left[term]++) + 1;
        _product += _right[term];
    }

    /// <summary>A term leaves the left block.</summary>
    public void RemoveLeft(int term)
    {
        _leftSquares -= (2L * --_left[term]) + 1;
        _product -= _right[term];
    }
}
