using System.Globalization;
using System.Text;
using Groundwork.Language;

namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>
/// Whether a statement agrees with a text that shall carry it, in what can be checked without understanding: coverage of its words, numbers with units, dates, names,
/// denials, and direction. Every check is lexical: a contradiction in wholly other words is not seen.
/// </summary>
internal static class Agreement
{
    /// <summary>Least share of the claim's content words that must stand in the text: paraphrases keep about that many, invented sentences on the same topic keep fewer.</summary>
    public const double LeastCoverage = 0.5;

    // So many content words in a row that stand nowhere are a statement of their own.
    private const int MostUnknownInARow = 4;
    private const int ShortestClause = 3;

    /// <summary>The share of the claim's content words that stand in the text, 0..1.</summary>
    public static double Coverage(Statement claim, Statement text) =>
        claim.Content.Count == 0 ? 0 : claim.Content.Count(text.Content.Contains) / (double)claim.Content.Count;

    /// <summary>The first disagreement of the claim with the text, or null.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="text">What shall carry it.</param>
    /// <param name="around">Text that may name what the text calls "it": title, headings, the sentence before.</param>
    /// <param name="known">Words of all evidence in small letters, to tell names from words that begin a sentence.</param>
    public static UnsupportedReason? Disagreement(Statement claim, Statement text, string around, HashSet<string> known)
    {
        if (Coverage(claim, text) < LeastCoverage || LongestUnknown(claim, text) > MostUnknownInARow || HasUnknownClause(claim, text)) return UnsupportedReason.NotCarried;
        return Facts(claim, text, around, known) ?? Polarity(claim, text) ?? (Swaps.IsIn(claim, text, around) ? UnsupportedReason.NotCarried : null);
    }

    /// <summary>Disagreement in dates, numbers and names: what can be compared across languages.</summary>
    public static UnsupportedReason? Facts(Statement claim, Statement text, string around, HashSet<string> known)
    {
        if (!DatesAgree(claim, text)) return UnsupportedReason.DateDiffers;
        if (!NumbersAgree(claim, text)) return UnsupportedReason.NumberDiffers;
        return NamesAgree(claim, text, around, known) ? null : UnsupportedReason.NameDiffers;
    }

    /// <summary>Disagreement in what is denied or which way it points.</summary>
    public static UnsupportedReason? Polarity(Statement claim, Statement text)
    {
        if (!DenialsAgree(claim, text)) return UnsupportedReason.NegationDiffers;
        return DirectionsAgree(claim, text) ? null : UnsupportedReason.DirectionDiffers;
    }

    private static int LongestUnknown(Statement claim, Statement text)
    {
        var (longest, run) = (0, 0);
        foreach (var word in claim.Words)
        {
            if (word.IsStopWord) continue;
            run = word.IsAmong(text.Content) ? 0 : run + 1;
            longest = Math.Max(longest, run);
        }

        // Pairs of characters break at every other word: four words are about eight pairs.
        return claim.Language.Code is "zh" or "ja" or "th" ? longest / 2 : longest;
    }

    // A clause of its own that the text says next to nothing of: something was added. Clauses of other scripts are not told by their words.
    private static bool HasUnknownClause(Statement claim, Statement text) =>
        claim.Language.Code is not ("zh" or "ja" or "th")
        && claim.Words.Where(word => !word.IsStopWord).GroupBy(word => word.Clause).Any(clause => clause.Count() >= ShortestClause && clause.Count(word => word.IsAmong(text.Content)) * 3 <= clause.Count());

    private static bool DatesAgree(Statement claim, Statement text) =>
        claim.Dates.All(date => text.Dates.Where(date.IsSaidBy).Select(d => d.Span).ToArray() is { Length: > 0 } same
            && !Bindings.IsOfAnother(claim, date.Span, text, same, [.. text.Dates.Where(d => !date.IsSaidBy(d)).Select(d => d.Span)]));

    private static bool NumbersAgree(Statement claim, Statement text)
    {
        foreach (var wanted in claim.Quantities)
        {
            var same = text.Quantities.Where(q => wanted.Agrees(q) && CountTheSame(claim, wanted, text, q)).ToArray();
            if (same.Length == 0)
            {
                if (!IsInDate(wanted, text) && !IsIdeograph(wanted, text)) return false;
                continue;
            }

            // The right number on the wrong thing: the text has another number for it.
            if (Bindings.IsOfAnother(claim, wanted.Span, text, [.. same.Select(q => q.Span)], [.. text.Quantities.Where(q => !wanted.Agrees(q)).Select(q => q.Span)])) return false;
            var (left, right) = Beside(claim, wanted);
            if (Array.Exists(same, q => Beside(text, q) is var (l, r) && (Is(left, l) || Is(right, r)))) continue;
            var isNear = Array.Exists(same, q => Beside(text, q) is var (l, r) && (Is(left, r) || Is(right, l)));
            if (text.Quantities.Any(q => !wanted.Agrees(q) && Beside(text, q) is var (l, r) && (Is(right, r) || (Is(left, l) && !isNear)))) return false;
        }

        return true;
    }

    private static bool Is(StatementWord? one, StatementWord? other) => one is not null && other is not null && one.Shares(other);

    // The nearest words of meaning before and behind a number.
    private static (StatementWord? Left, StatementWord? Right) Beside(Statement statement, Quantity quantity)
    {
        const int Farthest = 4;
        var words = statement.Words;
        var at = 0;
        while (at < words.Count && words[at].Span.End <= quantity.Span.Start) at++;
        StatementWord? left = null, right = null;
        for (var i = at - 1; i >= 0 && i >= at - Farthest && left is null; i--)
            if (Means(words[i])) left = words[i];
        for (var i = at; i < words.Count && i <= at + Farthest && right is null; i++)
            if (words[i].Span.Start >= quantity.Span.End && Means(words[i])) right = words[i];
        return (left, right);

        static bool Means(StatementWord word) => !word.IsStopWord && char.IsLetter(word.Surface[0]);
    }

    // Across languages words do not compare; units do.
    private static bool CountTheSame(Statement claim, Quantity wanted, Statement text, Quantity found)
    {
        if (claim.Language != text.Language || (wanted.Unit is not null && found.Unit is not null)) return true;
        if (Counted(claim, wanted) is not { } mine || Counted(text, found) is not { } there || mine.Shares(there) || Synonyms.AreSame(claim.Language.Code, mine.Surface, there.Surface)) return true;
        return mine.IsAmong(text.Content) || there.IsAmong(claim.Content);
    }

    // The word behind a number, where it says what is counted.
    private static StatementWord? Counted(Statement statement, Quantity quantity) =>
        quantity.Behind.IsEmpty ? null : statement.Words.FirstOrDefault(word => word.Span.Start == quantity.Behind.Start && !word.IsStopWord);

    // A year alone is read as a number: 2023 in a claim, 14 May 2023 in the text.
    private static bool IsInDate(Quantity wanted, Statement text) =>
        wanted.Unit is null && wanted.Values[0].Length == 4 && int.TryParse(wanted.Values[0], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && text.Dates.Any(d => d.Year == value);

    private static bool IsIdeograph(Quantity wanted, Statement text) =>
        wanted.Values[0].Length <= 2 && int.TryParse(wanted.Values[0], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 10
        && text.Text.Contains("一二三四五六七八九十"[value - 1], StringComparison.Ordinal);

    private static bool NamesAgree(Statement claim, Statement text, string around, HashSet<string> known)
    {
        HashSet<string>? there = null;
        var isTranslated = claim.Language != text.Language;
        foreach (var name in claim.Names)
        {
            // Germany is Deutschland, and Пушкин is Pushkin: across languages only identifiers and acronyms stay what they are.
            if (isTranslated && (name.Text.Contains(' ', StringComparison.Ordinal) || !(char.IsAscii(name.Text[0]) && name.Text.Skip(1).Any(c => !char.IsLower(c))))) continue;
            there ??= WordsIn(text.Text);
            if (Stands(name.Text, text.Text, there, claim.Language)) continue;
            if (name.IsUnsure && known.Contains(name.Text.ToLowerInvariant())) continue;
            var stands = Stands(name.Text, around, WordsIn(around), claim.Language);

            // A name that the text uses and the claim does not: then this one stands in its place.
            var replaced = text.Names.Any(other => (!other.IsUnsure || !known.Contains(other.Text.ToLowerInvariant())) && !Stands(other.Text, claim.Text, WordsIn(claim.Text), claim.Language));
            if (stands ? replaced && !name.IsUnsure : replaced || !name.IsUnsure) return false;
        }

        return true;
    }

    private static bool Stands(string name, string text, HashSet<string> words, LanguageCode language)
    {
        if (name.Contains(' ', StringComparison.Ordinal)) return StandsTogether(name, text);
        var wanted = Bare(name);
        if (wanted.Length == 0 || words.Contains(wanted)) return true;
        if (!char.IsAscii(name[0]) && text.Contains(name, StringComparison.OrdinalIgnoreCase)) return true;
        foreach (var word in words)
            if (NameEndings.AreSame(word, wanted, language)) return true;
        return wanted.Length is > 1 and < 7 && name.All(c => char.IsUpper(c) || c == 's') && IsAcronymOf(wanted.TrimEnd('s'), text);
    }

    // "Plan B": the letter alone says nothing.
    private static bool StandsTogether(string name, string text)
    {
        for (var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + name.Length == text.Length || !char.IsLetterOrDigit(text[at + name.Length]))) return true;
        return false;
    }

    private static bool IsAcronymOf(string acronym, string text)
    {
        var initials = new StringBuilder();
        foreach (var span in WordSplitter.Split(text)) initials.Append(char.ToLowerInvariant(text[span.Start]));
        return initials.ToString().Contains(acronym, StringComparison.Ordinal);
    }

    private static HashSet<string> WordsIn(string text) => WordSplitter.Split(text).Select(span => Bare(span.Of(text))).ToHashSet(StringComparer.Ordinal);

    private static string Bare(string word)
    {
        word = word.ToLowerInvariant();
        return word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("’s", StringComparison.Ordinal) ? word[..^2] : word;
    }

    private static bool DenialsAgree(Statement claim, Statement text)
    {
        if (claim.Language.Code is "zh" or "ja" or "th") return Negation.IsIn(claim.Text, claim.Language) == Negation.IsIn(text.Text, text.Language);
        return claim.Denials.All(denial => IsShared(denial, claim, text) ?? (text.Denials.Count > 0 || denial.Scope.Any(word => HasOpposite(word, text))))
            && text.Denials.All(denial => IsShared(denial, text, claim) ?? (claim.Denials.Count > 0 || denial.Scope.Count > 0));

        // What one denies and the other says must be denied there too. Null where the other does not speak of it: a claim may leave out what its text denies, and not add a denial.
        // Nor does it count where both are said: "b = 0 for no correction, b = 1 for full correction".
        static bool? IsShared(Denial denial, Statement mine, Statement others)
        {
            var spoken = denial.Scope.Where(word => others.Words.Any(w => !w.IsStopWord && w.Shares(word)) && !mine.Words.Any(w => w.Shares(word) && !mine.Denials.Any(d => d.Scope.Contains(w)))).ToArray();
            return spoken.Length == 0 ? null : others.Denials.Any(other => spoken.Any(other.Denies) || other.Scope.Any(denial.Denies));
        }

        static bool HasOpposite(StatementWord word, Statement others) =>
            Directions.Find(others.Language.Code, word.Surface) is { } mine && others.Words.Any(w => Directions.Find(others.Language.Code, w.Surface) is { } found && found.Pair == mine.Pair && found.IsOther != mine.IsOther);
    }

    private static bool DirectionsAgree(Statement claim, Statement text)
    {
        for (var i = 0; i < claim.Words.Count; i++)
        {
            if (Directions.Find(claim.Language.Code, claim.Words[i].Surface) is not { } mine) continue;
            var (same, opposite) = (0.0, 0.0);
            for (var j = 0; j < text.Words.Count; j++)
            {
                if (Directions.Find(text.Language.Code, text.Words[j].Surface) is not { } other || other.Pair != mine.Pair) continue;
                var (straight, crossed) = Sides(claim, i, text, j);
                var (nearer, isTurned) = straight >= crossed ? (straight, false) : (crossed, true);

                // "A before B" is "B after A"; "not slower" is "faster".
                var isOpposite = other.IsOther != mine.IsOther;
                if (isOpposite && (isTurned || IsDenied(claim, i) != IsDenied(text, j))) isOpposite = false;
                if (isOpposite) opposite = Math.Max(opposite, nearer);
                else same = Math.Max(same, nearer + 0.5);
            }

            if (opposite > same) return false;
        }

        return true;
    }

    private static bool IsDenied(Statement statement, int at) => statement.Denials.Any(denial => denial.Scope.Any(word => ReferenceEquals(word, statement.Words[at])));

    // How many of the words around stand on the same side in both, and how many on the other.
    private static (double Straight, double Crossed) Sides(Statement claim, int i, Statement text, int j)
    {
        var (left, right) = (Near(claim, i, -1), Near(claim, i, 1));
        var (otherLeft, otherRight) = (Near(text, j, -1), Near(text, j, 1));
        return (Shared(left, otherLeft) + Shared(right, otherRight), Shared(left, otherRight) + Shared(right, otherLeft));

        static double Shared(List<StatementWord> one, List<StatementWord> other) => one.Count(word => other.Exists(word.Shares));
    }

    private static List<StatementWord> Near(Statement statement, int at, int step)
    {
        const int Most = 3;
        var near = new List<StatementWord>(Most);
        for (var i = at + step; i >= 0 && i < statement.Words.Count && near.Count < Most; i += step)
            if (!statement.Words[i].IsStopWord) near.Add(statement.Words[i]);
        return near;
    }
}
