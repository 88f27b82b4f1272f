namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>
/// One word of a statement in the place of another: the claim has a word that the text does not know where the text has, between the same neighbours, one that the claim does not know
/// ("the logo is red" for "the logo is blue"). And what a claim says last of its subject with "is" must stand in the text, wherever it stands.
/// </summary>
internal static class Swaps
{
    private static readonly HashSet<string> Copulas = new(StringComparer.Ordinal)
    {
        "is", "are", "was", "were", "isn't", "aren't", "ist", "sind", "war", "waren", "es", "son", "está", "están", "era", "eran", "est", "sont", "était", "étaient", "è", "sono", "é", "são", "zijn",
    };

    private static readonly string[] Denying = ["un", "in", "im", "non", "dis", "anti"];

    /// <summary>Whether there is such a word.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="text">What shall carry it.</param>
    /// <param name="around">Title, headings and what stands before it.</param>
    public static bool IsIn(Statement claim, Statement text, string around)
    {
        if (claim.Language.Code is "zh" or "ja" or "th" || claim.Language != text.Language) return false;
        var known = claim.Words.Select(word => IsKnown(word, text)).ToArray();
        for (var i = 0; i < claim.Words.Count; i++)
            if (!known[i] && (IsOpposite(claim.Words[i].Surface, text) || IsInPlaceOfAnother(claim, i, text))) return true;
        return LastOfPredicate(claim) is { } last && !known[last] && !IsParticiple(claim.Words[last].Surface) && !Statement.WordsIn(around).Contains(claim.Words[last].Surface);
    }

    private static bool IsKnown(StatementWord word, Statement text) =>
        word.IsStopWord || !char.IsLetter(word.Surface[0]) || Units.Find(word.Surface) is not null || Units.FactorOf(word.Surface) != 1 || word.IsAmong(text.Content) || text.Words.Any(other => other.Shares(word) || Synonyms.AreSame(text.Language.Code, word.Surface, other.Surface))
        || Directions.Find(text.Language.Code, word.Surface) is not null || text.Words.Any(other => IsFormOf(word.Surface, other.Surface));

    // "Supported" for "unsupported".
    private static bool IsOpposite(string word, Statement text) =>
        Array.Exists(Denying, prefix => text.Words.Any(other => (other.Surface.Length == word.Length + prefix.Length && other.Surface.StartsWith(prefix, StringComparison.Ordinal) && other.Surface.EndsWith(word, StringComparison.Ordinal))
            || (word.Length == other.Surface.Length + prefix.Length && word.StartsWith(prefix, StringComparison.Ordinal) && word.EndsWith(other.Surface, StringComparison.Ordinal))));

    // "Are penalised" tells in a passive what the text may tell with another verb.
    private static bool IsParticiple(string word) => word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("ing", StringComparison.Ordinal) || (word.StartsWith("ge", StringComparison.Ordinal) && word.EndsWith('t'));

    // "Storage" and "stores", "config" and "configuration".
    private static bool IsFormOf(string one, string other)
    {
        const int Stem = 4;
        var common = one.AsSpan().CommonPrefixLength(other);
        return common >= Stem && common * 3 >= Math.Max(one.Length, other.Length);
    }

    private static bool IsInPlaceOfAnother(Statement claim, int at, Statement text)
    {
        var (before, behind) = (At(claim, at - 1), At(claim, at + 1));
        if (before is null && behind is null) return false;

        // Between a thing and what is said of it stands a verb, and verbs are what honest rewording changes; the frequent opposites among them are known (Directions).
        if (before is { IsStopWord: false } && behind is not null && (behind.IsStopWord || !char.IsLetter(behind.Surface[0]))) return false;
        for (var i = 0; i < text.Words.Count; i++)
        {
            var there = text.Words[i];
            if (there.IsStopWord || !char.IsLetter(there.Surface[0]) || claim.Words.Any(there.Shares) || claim.Words.Any(word => IsFormOf(word.Surface, there.Surface) || Synonyms.AreSame(text.Language.Code, word.Surface, there.Surface))) continue;
            if (IsSame(before, At(text, i - 1)) && IsSame(behind, At(text, i + 1))) return true;
        }

        return false;
    }

    // The word beside in the same clause; null at its end.
    private static StatementWord? At(Statement statement, int at) => at < 0 || at >= statement.Words.Count ? null : statement.Words[at];

    private static bool IsSame(StatementWord? one, StatementWord? other) => one is null ? other is null : other is not null && (one.Shares(other) || string.Equals(one.Surface, other.Surface, StringComparison.Ordinal));

    // The last word of meaning in a clause whose only verb may be "is".
    private static int? LastOfPredicate(Statement claim)
    {
        for (var i = 0; i < claim.Words.Count; i++)
        {
            if (!Copulas.Contains(claim.Words[i].Surface)) continue;
            int? last = null;
            var count = 0;
            for (var j = i + 1; j < claim.Words.Count && claim.Words[j].Clause == claim.Words[i].Clause; j++)
                if (!claim.Words[j].IsStopWord) (last, count) = (j, count + 1);
            return count is > 0 and <= 3 ? last : null;
        }

        return null;
    }
}
