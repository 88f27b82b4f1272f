using Groundwork.Language;

namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>Whether two forms are one name in different cases: what stands behind their common beginning must be endings that names take. Names with digits have no endings.</summary>
internal static class NameEndings
{
    private const int ShortestStem = 4;
    private const string Vowels = "aeiouyąęáéíóúůýěöüıаеёиоуыэюяьйії";

    private static readonly HashSet<string> Simple = new(StringComparer.Ordinal) { "s", "es", "n", "en", "e", "ns" };

    /// <summary>Compares two words in small letters.</summary>
    public static bool AreSame(string one, string other, LanguageCode language)
    {
        if (one.Length > other.Length) (one, other) = (other, one);
        if (one.Length < ShortestStem || other.Length - one.Length > 3 || one.Any(char.IsDigit) || other.Any(char.IsDigit)) return false;
        var common = one.AsSpan().CommonPrefixLength(other);
        if (language.Code is not ("ru" or "uk" or "bg" or "pl" or "cs" or "fi" or "hu" or "tr")) return common == one.Length && Simple.Contains(other[common..]);

        // Marii is Maria and Warszawie is Warszawa; Marek is neither.
        if (common < one.Length - 1 || (common == one.Length - 1 && !Vowels.Contains(one[^1], StringComparison.Ordinal))) return false;
        return other.Length - common <= 3 && other.AsSpan(common).ContainsAny(Vowels);
    }
}
