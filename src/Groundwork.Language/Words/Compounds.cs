using System.Runtime.CompilerServices;

namespace Groundwork.Language.Words;

/// <summary>
/// Finds identifiers that the rules of UAX #29 cut to pieces: <c>SKU-4421</c>, <c>std::vector</c>, <c>user@host</c>, <c>/etc/ssh/sshd_config</c>,
/// <c>ISO/IEC 27001</c>, <c>RFC 2616</c>, <c>C++</c>, <c>C#</c>, <c>.NET</c>.
/// </summary>
/// <remarks>
/// Words with nothing but a connector between them belong together when one of these holds: a <c>::</c> or an <c>@</c> joins them; they form a
/// path from the root or to a file with an extension; they are short, all in capitals and joined by slashes; they are joined by hyphens and a
/// word after the first holds a digit, or the first holds both letters and digits. Prose with hyphens and slashes stays words.
/// </remarks>
internal static class Compounds
{
    /// <summary>Longer compounds stay single words: so does text without an end from reading ahead again and again.</summary>
    public const int LongestCompound = 64;

    private const int MostWords = 10;
    private const int LongestAcronym = 6;
    private const int MostDigits = 8;

    /// <summary>The characters that join words or stand at the edge of one; only where one of these is next to a word there can be a compound.</summary>
    public static bool IsConnector(char c) => c is '-' or ':' or '/' or '@' or '\u2010' or '\u2011';

    /// <summary>True when what stands around a word lets it be part of more. Cheap, and mostly false.</summary>
    public static bool MayBegin(ReadOnlySpan<char> text, int start, int end, WordShape shape)
    {
        if (end < text.Length)
        {
            var after = text[end];
            if (after == ' ' ? shape == WordShape.Upper : after is '-' or '/' or ':' or '@' or '+' or '#' or '\u00A0' or '\u2010' or '\u2011') return true;
        }

        return start > 0 && text[start - 1] is '.' or '/';
    }

    /// <summary>Widens the word the scanner stands on to the compound that begins with it, and moves the scanner to its last word.</summary>
    /// <returns>True when there is a compound from <paramref name="start"/> to <paramref name="end"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryExtend(ReadOnlySpan<char> text, ref WordScanner scanner, ref int start, ref int end)
    {
        if (scanner.End - scanner.Start > LongestCompound || ContainsHangul(text[start..end])) return false;
        if (end < text.Length && text[end] is '+' or '#') return TryAddSigns(text, ref scanner, start, ref end);

        var isOpen = start < 2 || IsOpening(text[start - 2]) || (text[start - 2] is '~' or '.' && (start < 3 || IsOpening(text[start - 3])));
        var before = start > 0 && isOpen ? text[start - 1] : ' ';
        var isPath = before == '/';
        var ahead = scanner;
        var chain = new Chain(text[start..end]);
        while (chain.Words < MostWords && ahead.End < text.Length)
        {
            var connector = ConnectorAt(text, ahead.End, out var length);
            if (connector == '\0') break;
            var next = ahead;
            if (!next.MoveNext() || next.Start != ahead.End + length || next.End - start > LongestCompound) break;
            if ((next.Shape & WordShape.Run) != WordShape.None) break;
            var wordEnd = HangulAt(text, next.Start, next.End);
            if (wordEnd == next.Start) break;
            chain.Add(connector, text[next.Start..wordEnd]);
            ahead = next;
            if (wordEnd == next.End) continue;
            ahead.StopAt(wordEnd);
            break;
        }

        var isChain = chain.IsIdentifier(isPath);
        if (!isChain)
        {
            if (chain.Words > 1) chain = new Chain(text[start..end]);
            ahead = scanner;
        }

        var hasNumber = chain.IsAcronym && end - start + chain.Words > 2 && TryAddNumber(text, ref ahead);
        var hasPoint = !isChain && !hasNumber && before == '.' && start >= 1 && IsDotName(text[start..end]) && (start < 2 || IsOpening(text[start - 2]));
        if (!isChain && !hasNumber && !hasPoint) return false;
        if (hasPoint || (isPath && isChain)) start--;
        scanner = ahead;
        end = ahead.End;
        return true;
    }

    /// <summary>Where the first Hangul of a word stands, or the word's end. Korean joins particles to names.</summary>
    private static int HangulAt(ReadOnlySpan<char> text, int start, int end)
    {
        var at = start;
        while (at < end && !Hangul.Contains(text[at])) at++;
        return at;
    }

    private static bool ContainsHangul(ReadOnlySpan<char> word) => HangulAt(word, 0, word.Length) < word.Length;

    private static bool IsOpening(char c) => char.IsWhiteSpace(c) || c is '(' or '[' or '{' or '<' or '"' or '\'' or '`' or '=' or ',' or ';' or ':' or '“' or '‘' or '«' or '（' or '「';

    private static char ConnectorAt(ReadOnlySpan<char> text, int at, out int length)
    {
        length = 1;
        switch (text[at])
        {
            case '-' or '\u2010' or '\u2011':
                return '-';
            case '/':
                return '/';
            case '@':
                return '@';
            case ':' when at + 1 < text.Length && text[at + 1] == ':':
                length = 2;
                return ':';
            default:
                return '\0';
        }
    }

    // C++, g++ and i++; C#, F# and no other letter's sharp. Not a+++b, not C#7.
    private static bool TryAddSigns(ReadOnlySpan<char> text, ref WordScanner scanner, int start, ref int end)
    {
        var signs = text[end] == '#' ? 1 : 2;
        if (text[end] == '+' && (end + 1 >= text.Length || text[end + 1] != '+')) return false;
        if (text[end] == '#' && (end - start != 1 || !char.IsAsciiLetter(text[start]))) return false;
        if (!char.IsAsciiLetter(text[end - 1]) || (end + signs < text.Length && (text[end + signs] is '+' or '#' || char.IsLetter(text[end + signs])))) return false;
        end += signs;
        scanner.StopAt(end);
        return true;
    }

    private static bool TryAddNumber(ReadOnlySpan<char> text, ref WordScanner scanner)
    {
        if (scanner.End + 2 >= text.Length || text[scanner.End] is not (' ' or '\u00A0') || !char.IsAsciiDigit(text[scanner.End + 1])) return false;
        var next = scanner;
        if (!next.MoveNext() || next.Start != scanner.End + 1 || next.Shape != WordShape.Digit || next.End - next.Start is < 2 or > MostDigits) return false;
        if (next.End < text.Length && IsConnector(text[next.End])) return false;
        // CVE 2021 44228: more than one number is more than this rule can join.
        if (next.End + 1 < text.Length && text[next.End] is (' ' or '\u00A0') && char.IsAsciiDigit(text[next.End + 1])) return false;
        scanner = next;
        return true;
    }

    // .NET, .gitignore, .csv; not .forEach, which is a call.
    private static bool IsDotName(ReadOnlySpan<char> word) =>
        word.Length > 1 && (!word.ContainsAnyExceptInRange('A', 'Z') || !word.ContainsAnyExceptInRange('a', 'z'));

    /// <summary>What decides whether words in a row are one identifier.</summary>
    private ref struct Chain
    {
        private bool _isQualified;
        private bool _hasSlash;
        private bool _hasLaterDigit;
        private bool _hasLetter;
        private readonly bool _isFirstMixed;
        private bool _endsWithFile;

        public Chain(ReadOnlySpan<char> first)
        {
            (Words, IsAcronym) = (1, IsAcronymWord(first));
            _hasLetter = HasLetter(first);
            _isFirstMixed = _hasLetter && HasDigit(first);
        }

        public int Words { get; private set; }

        /// <summary>All words are short and in capitals.</summary>
        public bool IsAcronym { get; private set; }

        public void Add(char connector, ReadOnlySpan<char> word)
        {
            Words++;
            IsAcronym &= connector == '/' && IsAcronymWord(word);
            _isQualified |= connector is ':' or '@';
            _hasSlash |= connector == '/';
            _hasLaterDigit |= HasDigit(word);
            _hasLetter |= HasLetter(word);
            _endsWithFile = word.Length > 2 && word.LastIndexOf('.') is > 0 and var point && HasLetter(word[point..]);
        }

        public readonly bool IsIdentifier(bool isPath)
        {
            if (Words < 2 || !_hasLetter) return false;
            if (_isQualified || isPath || IsAcronym) return true;
            return _hasSlash ? _endsWithFile : _hasLaterDigit || _isFirstMixed;
        }

        private static bool IsAcronymWord(ReadOnlySpan<char> word)
        {
            foreach (var c in word)
                if (!char.IsAsciiLetterUpper(c))
                    return false;
            return word.Length is >= 1 and <= LongestAcronym;
        }

        private static bool HasDigit(ReadOnlySpan<char> word)
        {
            foreach (var c in word)
                if (char.IsAsciiDigit(c))
                    return true;
            return false;
        }

        private static bool HasLetter(ReadOnlySpan<char> word)
        {
            foreach (var c in word)
                if (char.IsLetter(c))
                    return true;
            return false;
        }
    }
}
