using System.Runtime.InteropServices;
using Groundwork.Language;

namespace Groundwork.Search.Searching;

/// <summary>Joins the terms of a query into words: terms at one place, and places that share a term.</summary>
internal sealed class WordMerging
{
    private readonly List<Word> _words = [];
    private readonly List<(int Word, string Term)> _terms = [];
    private readonly Dictionary<(TextSpan Span, int Ordinal), int> _byPlace = [];
    private readonly Dictionary<string, int> _byTerm = new(StringComparer.Ordinal);
    private readonly List<(int Word, string Term)> _sorted = [];
    private readonly Dictionary<int, int> _numbers = [];

    public void Clear()
    {
        _words.Clear();
        _terms.Clear();
        _byPlace.Clear();
        _byTerm.Clear();
    }

    /// <summary>Adds what one language makes of one place.</summary>
    /// <param name="place">Where it stands, and the how manyeth term it is there.</param>
    /// <param name="term">The term.</param>
    /// <param name="canTell">Whether the language knows stop words, or there is no other one.</param>
    /// <param name="isStopWord">Whether it takes the term for one.</param>
    /// <param name="whole">What <see cref="Add"/> gave for the identifier that the term is a part of; null for none.</param>
    /// <returns>A name of the word.</returns>
    public int Add((TextSpan Span, int Ordinal) place, string term, bool canTell, bool isStopWord, int? whole)
    {
        if (!_byPlace.TryGetValue(place, out var word))
        {
            word = _words.Count;
            _words.Add(new Word(word, IsSelective: false, IsJudged: false, whole));
            _byPlace.Add(place, word);
        }

        word = RootOf(word);
        ref var holder = ref CollectionsMarshal.GetValueRefOrAddDefault(_byTerm, term, out var isKnown);
        if (isKnown) word = Join(word, RootOf(holder));
        else _terms.Add((word, term));
        holder = word;
        var root = _words[word];
        _words[word] = root with { IsSelective = root.IsSelective || (canTell && !isStopWord), IsJudged = root.IsJudged || canTell, Whole = whole is null ? null : root.Whole };
        return word;
    }

    /// <summary>The words in order of their first place.</summary>
    public IReadOnlyList<QueryWord> Words()
    {
        // A word is named by its first place, so sorting by word keeps the order of the text within one language.
        _sorted.Clear();
        _numbers.Clear();
        foreach (var (word, term) in _terms) _sorted.Add((RootOf(word), term));
        _sorted.Sort(static (a, b) => a.Word != b.Word ? a.Word.CompareTo(b.Word) : string.CompareOrdinal(a.Term, b.Term));
        var hasSelective = false;
        foreach (var (word, _) in _sorted) hasSelective |= _words[word].IsSelective || !_words[word].IsJudged;
        var words = new List<QueryWord>();
        for (var i = 0; i < _sorted.Count;)
        {
            var first = i;
            while (i < _sorted.Count && _sorted[i].Word == _sorted[first].Word) i++;
            var terms = new string[i - first];
            for (var t = 0; t < terms.Length; t++) terms[t] = _sorted[first + t].Term;
            var word = _words[_sorted[first].Word];
            _numbers[_sorted[first].Word] = words.Count;
            words.Add(new QueryWord(terms, hasSelective && word.IsJudged && !word.IsSelective, NumberOf(word.Whole, _sorted[first].Word)));
        }

        return words;
    }

    // A whole stands before its parts.
    private int? NumberOf(int? whole, int part) => whole is { } known && RootOf(known) != part && _numbers.TryGetValue(RootOf(known), out var number) ? number : null;

    private int RootOf(int word)
    {
        while (_words[word].Root != word)
        {
            _words[word] = _words[word] with { Root = _words[_words[word].Root].Root };
            word = _words[word].Root;
        }

        return word;
    }

    private int Join(int left, int right)
    {
        if (left == right) return left;
        var (root, other) = (Math.Min(left, right), Math.Max(left, right));
        var (a, b) = (_words[root], _words[other]);
        _words[root] = new Word(root, a.IsSelective || b.IsSelective, a.IsJudged || b.IsJudged, a.Whole is null || b.Whole is null ? null : a.Whole);
        _words[other] = b with { Root = root };
        return root;
    }

    /// <param name="Root">The word that took it over; itself while none has.</param>
    /// <param name="IsSelective">A language takes it for more than a stop word.</param>
    /// <param name="IsJudged">A language that knows stop words has seen it.</param>
    /// <param name="Whole">The identifier that it is a part of wherever it stands.</param>
    private readonly record struct Word(int Root, bool IsSelective, bool IsJudged, int? Whole);
}
