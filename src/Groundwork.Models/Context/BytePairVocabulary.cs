using System.Text.RegularExpressions;

namespace Groundwork.Models.Context;

/// <summary>The merges of a byte-pair tokenizer, and the patterns that cut texts before.</summary>
/// <param name="patterns">Applied one after the other, each to the pieces of the one before; what they do not match is a piece too.</param>
/// <param name="ranks">Order of merges by what is merged: both parts with a space between, or without where the result alone decides.</param>
/// <param name="tokens">Pieces that are one token without merging; null for those of <paramref name="ranks"/>.</param>
/// <param name="isByResult">True if the result alone decides, as in tiktoken files.</param>
internal sealed class BytePairVocabulary(IReadOnlyList<Regex> patterns, Dictionary<string, int> ranks, HashSet<string>? tokens, bool isByResult)
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _ranks = ranks.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>>? _tokens = tokens?.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How texts are cut before merging.</summary>
    public IReadOnlyList<Regex> Patterns => patterns;

    /// <summary>True if a piece is a token as it stands.</summary>
    public bool IsToken(ReadOnlySpan<char> piece) => _tokens is { } known ? known.Contains(piece) : isByResult && _ranks.ContainsKey(piece);

    /// <summary>Order in which two neighbours are merged; <see cref="int.MaxValue"/> for never.</summary>
    public int RankOf(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        Span<char> key = stackalloc char[left.Length + right.Length + 1];
        left.CopyTo(key);
        if (isByResult)
        {
            right.CopyTo(key[left.Length..]);
            key = key[..^1];
        }
        else
        {
            key[left.Length] = ' ';
            right.CopyTo(key[(left.Length + 1)..]);
        }

        return _ranks.TryGetValue(key, out var rank) ? rank : int.MaxValue;
    }
}
