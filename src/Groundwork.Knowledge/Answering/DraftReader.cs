using System.Text;

namespace Groundwork.Knowledge.Answering;

/// <summary>
/// Reads a draft while it comes: a sentence is given as soon as the next one has begun, so that its own citations are all there. What was given is not read again:
/// time is linear in the draft but for one open sentence, and that is looked at again only while it is short.
/// </summary>
internal sealed class DraftReader
{
    // A longer piece without a sentence's end is left until the draft ends.
    private const int LongestOpen = 4096;

    private readonly StringBuilder _open = new();
    private int _given;

    /// <summary>Characters of the draft so far.</summary>
    public int Length { get; private set; }

    /// <summary>Whether the draft is longer than is read.</summary>
    public bool IsFull => Length > CitationReader.MostCharacters;

    /// <summary>Sentences that are complete now.</summary>
    public IReadOnlyList<DraftClaim> Add(string text)
    {
        var room = Math.Clamp(CitationReader.MostCharacters - Length, 0, text.Length);
        Length += text.Length;
        _open.Append(text, 0, room);
        if (_open.Length > LongestOpen) return [];
        var open = _open.ToString();
        if (open.Count(c => c == '[') > open.Count(c => c == ']')) return [];
        var read = CitationReader.ReadPiece(open, _given == 0);
        if (read.Count < 2) return [];
        _open.Remove(0, read[^2].End);
        _given += read.Count - 1;
        return [.. read.SkipLast(1).Select(r => r.Claim)];
    }

    /// <summary>What is left when the draft has ended.</summary>
    public IReadOnlyList<DraftClaim> Finish()
    {
        var read = CitationReader.ReadPiece(_open.ToString(), _given == 0);
        _open.Clear();
        _given += read.Count;
        return [.. read.Select(r => r.Claim)];
    }
}
