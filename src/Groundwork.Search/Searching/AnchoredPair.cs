namespace Groundwork.Search.Searching;

/// <summary>A pair with the words of the leg that it cannot be without and is nowhere more frequent than.</summary>
/// <param name="Term">The pair.</param>
/// <param name="Value">What its saturated frequency is multiplied by.</param>
/// <param name="First">The leg's word that it begins with; null when no single one is.</param>
/// <param name="FirstValue">What the saturated frequency of that word is multiplied by.</param>
/// <param name="Second">The leg's word that it ends with, likewise.</param>
/// <param name="SecondValue">What the saturated frequency of that word is multiplied by.</param>
internal readonly record struct AnchoredPair(PairTerm Term, float Value, int? First, float FirstValue, int? Second, float SecondValue)
{
    public static AnchoredPair Of(PairTerm pair, QueryTerm[] words)
    {
        var (first, second) = (pair.WordIn(words, isSecond: false), pair.WordIn(words, isSecond: true));
        return new AnchoredPair(pair, pair.Value, first, first is { } f ? words[f].Value : 0, second, second is { } s ? words[s].Value : 0);
    }
}
