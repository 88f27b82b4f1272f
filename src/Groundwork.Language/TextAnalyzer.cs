using System.Runtime.CompilerServices;
using Groundwork.Language.Analysis;
using Groundwork.Language.Stemming;
using Groundwork.Language.Words;

namespace Groundwork.Language;

/// <summary>Turns a text into index terms: words, folding, stems, stop words, bigrams for scripts without spaces.</summary>
/// <remarks>
/// <para>Documents and queries must go through analysers of the same language. The rules, in their order:</para>
/// <list type="number">
/// <item>Words are those of <see cref="WordSplitter"/>, or several of them joined to an identifier.</item>
/// <item>A word is normalised: NFKC, lower case, straight apostrophes, ASCII digits, no invisible characters, no Arabic vowel signs.
/// 1,000 becomes 1000 and U.S.A becomes usa.</item>
/// <item>It is stemmed (see <see cref="StemmedLanguages"/>) when it is all letters, and then loses the marks of Latin and Greek letters and
/// the points of ё: the stem of "Häuser" is "haus". Chinese, Japanese and all other languages leave Latin words unstemmed.</item>
/// <item>An identifier gives the whole and its parts. The whole shares the position of the first part, the parts follow each other, so that
/// the phrase "user name" finds <c>UserName</c> and <c>user_name</c>. Parts lie between separators and at capitals: <c>java.util.ArrayList</c> gives
/// java, util, arraylist, array and list; letters and digits come apart in a word of their own (<c>libpq5</c>, <c>RFC2616</c>) and stay together
/// inside a longer one (<c>mm256_mask_add</c>). What holds anything but letters is not stemmed.</item>
/// <item>Words joined by connectors are one identifier too: <c>SKU-4421</c>, <c>std::vector</c>, <c>user@host</c>, <c>/etc/ssh/sshd_config</c>,
/// <c>src/main.rs</c>, <c>TCP/IP</c>, <c>C++</c>, <c>C#</c>, <c>.NET</c>. A hyphen or space between letters and a number is dropped from the whole, so
/// <c>RFC-2616</c>, <c>RFC 2616</c> (capitals and at least two digits) and <c>RFC2616</c> are the same. Words joined by hyphens without a digit stay prose.</item>
/// <item>French, Italian and Catalan elisions are two words, <c>l'eau</c> like <c>la eau</c>; English 's is dropped.</item>
/// <item>Runs of Han, kana, Thai, Lao, Khmer and Myanmar and words of Hangul give overlapping pairs of characters, each at a position of
/// its own; a run of one character gives that character. A mark counts with the character it stands on. Korean particles come off Latin names.</item>
/// </list>
/// <para>A term is at most 255 code units long; longer words are cut. Time is linear in the length of the text.</para>
/// <para>Not safe for concurrent use: an instance remembers the stems of frequent words. Make one per thread.</para>
/// </remarks>
public sealed class TextAnalyzer
{
    /// <summary>Names the rules. It changes when the same text would give other terms, so that an index knows it is stale.</summary>
    public const string Fingerprint = "analysis-3";

    /// <summary>Words that are found before the first of them is given on, so that memory has the time to bring what is known of them.</summary>
    private const int MostAhead = 16;

    private readonly WordCache _cache;
    private readonly WordAnalysis _analysis;
    private readonly WordAhead[] _ahead = new WordAhead[MostAhead];
    private int _aheadCount;

    /// <summary>Makes an analyser that remembers nothing yet.</summary>
    /// <param name="language">Language of the texts; unknown codes are analysed like <see cref="LanguageCode.Undetermined"/>.</param>
    public TextAnalyzer(LanguageCode language)
    {
        Language = language;
        _cache = new WordCache();
        _analysis = new WordAnalysis(language, _cache);
    }

    /// <summary>Languages with a stemmer, as codes in alphabetical order. English, German, Spanish, French and Russian follow Snowball 2.2;
    /// Arabic, Italian, Dutch and Portuguese are stemmed lightly.</summary>
    public static IReadOnlyList<string> StemmedLanguages { get; } = Stemmers.Languages.AsReadOnly();

    /// <summary>Languages with a list of stop words, as codes in alphabetical order.</summary>
    public static IReadOnlyList<string> StopWordLanguages { get; } = StopWords.Languages.AsReadOnly();

    /// <summary>The language this analyser was made for.</summary>
    public LanguageCode Language { get; }

    /// <summary>Appends the terms of <paramref name="text"/> to <paramref name="terms"/>, in order of position.</summary>
    /// <param name="text">Any text; halves of surrogate pairs and control characters separate words.</param>
    /// <param name="terms">Receives the terms; those already in it are not looked at, positions count from 0 again.</param>
    public void Analyze(string text, ICollection<Term> terms)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(terms);
        var collector = new TermCollector(terms);
        Analyze(text, ref collector);
    }

    /// <summary>Gives the words of <paramref name="text"/> with their terms to <paramref name="sink"/>, in order, allocating nothing for words it remembers.</summary>
    /// <param name="text">Any text; halves of surrogate pairs and control characters separate words.</param>
    /// <param name="sink">Receives the words. It must not use this analyser meanwhile.</param>
    /// <returns>Positions that the text takes: one more than the last one, or 0 for a text without words.</returns>
    public int Analyze<TSink>(ReadOnlySpan<char> text, ref TSink sink)
        where TSink : struct, IWordSink, allows ref struct
    {
        var position = 0;
        _aheadCount = 0;
        var scanner = new WordScanner(text);
        while (scanner.MoveNext())
        {
            var (start, end) = (scanner.Start, scanner.End);
            if ((scanner.Shape & WordShape.Run) != WordShape.None)
            {
                position = AnalyzeRun(text, start, end, position, ref sink);
                continue;
            }

            var shape = scanner.Shape;
            if (Compounds.MayBegin(text, start, end, shape) && Compounds.TryExtend(text, ref scanner, ref start, ref end)) shape |= WordShape.BeyondAscii;
            if (Remember(text, start, end, (shape & WordShape.BeyondAscii) == WordShape.None, isRun: false)) position = GiveOn(text, position, ref sink);
        }

        return GiveOn(text, position, ref sink);
    }

    private int AnalyzeRun<TSink>(ReadOnlySpan<char> text, int start, int end, int position, ref TSink sink)
        where TSink : struct, IWordSink, allows ref struct
    {
        var run = text[start..end];
        for (var at = 0; at < run.Length;)
        {
            var middle = Clusters.End(run, at);
            if (middle == run.Length && at > 0) break;
            var next = middle < run.Length ? Clusters.End(run, middle) : middle;
            if (Remember(text, start + at, start + next, isAscii: false, isRun: true)) position = GiveOn(text, position, ref sink);
            at = middle;
        }

        return position;
    }

    /// <returns>True when no more words can wait.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Remember(ReadOnlySpan<char> text, int start, int end, bool isAscii, bool isRun)
    {
        var key = WordKey.Of(text, start, end, isAscii);
        if (isRun) key = key.InRun;
        _cache.Prefetch(key);
        _ahead[_aheadCount] = new WordAhead(key, start, end, isRun);
        return ++_aheadCount == MostAhead;
    }

    /// <summary>Gives the words that wait to the sink.</summary>
    private int GiveOn<TSink>(ReadOnlySpan<char> text, int position, ref TSink sink)
        where TSink : struct, IWordSink, allows ref struct
    {
        var owner = sink.Owner;
        foreach (ref readonly var ahead in _ahead.AsSpan(0, _aheadCount))
        {
            var word = text[ahead.Start..ahead.End];
            var found = _cache.Find(ahead.Key, word);
            if (found < 0)
            {
                var analyzed = ahead.IsRun ? _analysis.AnalyzeBigram(word) : _analysis.Analyze(word);
                if (word.Length > WordCache.LongestWord || analyzed.Terms.Length > WordCache.MostTerms)
                {
                    sink.Add(sink.NumberOf(analyzed), ahead.Start, position);
                    position += analyzed.Positions;
                    continue;
                }

                found = _cache.Store(ahead.Key, analyzed);
            }

            ref var slot = ref _cache[found];
            if (slot.Owner != owner || owner == 0) (slot.Owner, slot.Number) = (owner, sink.NumberOf(_cache.WordAt(found)));
            sink.Add(slot.Number, ahead.Start, position);
            position += slot.Positions;
        }

        _aheadCount = 0;
        return position;
    }

    private struct TermCollector(ICollection<Term> terms) : IWordSink
    {
        private AnalyzedWord? _word;

        public readonly long Owner => 0;

        public int NumberOf(AnalyzedWord word)
        {
            _word = word;
            return 0;
        }

        public readonly void Add(int number, int start, int position)
        {
            foreach (ref readonly var term in _word!.Terms)
                terms.Add(new Term(term.Text, new TextSpan(start + term.Start, term.Length), position + term.Position, term.IsStopWord));
        }
    }
}
