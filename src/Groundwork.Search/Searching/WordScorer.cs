using System.Numerics;
using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>A word in one segment: one index term, or several that count as one with a share each.</summary>
/// <remarks>Darwish and Oard 2003, section 3: the frequency of a word is the expected frequency over what it may stand for.</remarks>
internal sealed class WordScorer : SegmentTerm
{
    private readonly List<PostingsScorer> _members = [];
    private readonly List<float> _shares = [];
    private ScoreWindow _memberWindow = null!;
    private Bm25F _weighting = null!;
    private float _weight;

    private bool IsSingle => _members.Count == 1 && _shares[0] == 1f;

    /// <summary>Starts with a word that has no members yet.</summary>
    /// <param name="scratch">Memory.</param>
    /// <param name="weighting">How frequencies become scores.</param>
    /// <param name="weight">Factor on the saturated frequency.</param>
    public void Open(SearchScratch scratch, Bm25F weighting, float weight) =>
        (_memberWindow, _weighting, _weight) = (scratch.MemberWindow, weighting, weight);

    public void Add(PostingsScorer member, float share)
    {
        _members.Add(member);
        _shares.Add(share);
    }

    public override int Next(int from)
    {
        var next = int.MaxValue;
        foreach (var member in _members) next = Math.Min(next, member.Next(from));
        return next;
    }

    public override float Bound(int from, int to)
    {
        var frequency = 0f;
        for (var i = 0; i < _members.Count; i++) frequency += _shares[i] * _members[i].Bound(from, to);
        // The sum over the members may have been rounded down.
        return frequency == 0 ? 0 : ScoreOf(frequency * (1 + (_members.Count * (1f / (1 << 22)))));
    }

    public override void AddTo(ScoreWindow window, int from, int to, in Pruning pruning, double others)
    {
        if (IsSingle)
        {
            AddSingle(window, from, to, pruning, others);
            return;
        }

        for (var i = 0; i < _members.Count; i++) AddMember(_members[i], _shares[i], from, to);
        var matched = _memberWindow.Matched;
        var frequencies = _memberWindow.Scores;
        for (var i = 0; i < matched.Length; i++)
        {
            for (var rest = matched[i]; rest != 0; rest &= rest - 1)
            {
                var place = (i * 64) + BitOperations.TrailingZeroCount(rest);
                window.Add(place, ScoreOf(frequencies[place]));
            }
        }

        _memberWindow.Clear();
    }

    public override void AddAt(ReadOnlySpan<int> entries, Span<float> scores, Span<bool> matched, in Pruning pruning, double others)
    {
        if (IsSingle)
        {
            AddSingleAt(entries, scores, matched, pruning, others);
            return;
        }

        for (var i = 0; i < entries.Length; i++)
        {
            var (frequency, isFound) = (0f, false);
            for (var m = 0; m < _members.Count; m++)
            {
                if (_members[m].Postings.Find(entries[i]) is not (>= 0 and var place)) continue;
                frequency += _shares[m] * _members[m].Frequency(place);
                isFound = true;
            }

            if (!isFound) continue;
            scores[i] += ScoreOf(frequency);
            matched[i] = true;
        }
    }

    public override void MarkIn(Bitset set)
    {
        foreach (var member in _members)
        {
            for (var block = 0; block < member.Postings.BlockCount; block++)
            {
                member.Postings.Load(block);
                foreach (var entry in member.Postings.Entries) set.Add(entry);
            }
        }
    }

    public override void Release(SearchScratch scratch)
    {
        foreach (var member in _members) scratch.Return(member);
        _members.Clear();
        _shares.Clear();
        scratch.Return(this);
    }

    private float ScoreOf(float frequency) => _weight * _weighting.Saturate(frequency);

    private void AddSingle(ScoreWindow window, int from, int to, in Pruning pruning, double others)
    {
        var member = _members[0];
        var postings = member.Postings;
        var (top, k1, weight) = (_weighting.K1 + 1, _weighting.K1, _weight);
        for (var block = member.FrontAt(from); block < postings.BlockCount && member.FirstPossible(block) < to; block++)
        {
            if (!pruning.MayReach(ScoreOf(member.Bound(block)) + others)) continue;
            postings.Load(block);
            var entries = postings.Entries;
            var frequencies = member.Frequencies();
            var first = entries[0] >= from ? 0 : postings.PlaceOf(from, 0);
            var end = entries[^1] < to ? entries.Length : postings.PlaceOf(to, first);
            for (var i = first; i < end; i++)
            {
                var frequency = frequencies[i];
                window.Add(entries[i] - from, weight * (frequency * top / (k1 + frequency)));
            }
        }
    }

    private void AddSingleAt(ReadOnlySpan<int> entries, Span<float> scores, Span<bool> matched, in Pruning pruning, double others)
    {
        var member = _members[0];
        var postings = member.Postings;
        var (block, last, place, most) = (0, -1, 0, 0d);
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i] > last)
            {
                block = member.FrontAt(entries[i]);
                if (block == postings.BlockCount) return;
                (last, place, most) = (member.LastPossible(block), 0, ScoreOf(member.Bound(block)) + others);
            }

            if (block != postings.Block)
            {
                if (!pruning.MayReach(scores[i] + most)) continue;
                postings.Load(block);
            }

            place = postings.PlaceOf(entries[i], place);
            if (place == postings.Count || postings.Entries[place] != entries[i]) continue;
            scores[i] += ScoreOf(member.Frequency(place));
            matched[i] = true;
        }
    }

    private void AddMember(PostingsScorer member, float share, int from, int to)
    {
        var postings = member.Postings;
        for (var block = member.FrontAt(from); block < postings.BlockCount && member.FirstPossible(block) < to; block++)
        {
            postings.Load(block);
            var entries = postings.Entries;
            var frequencies = member.Frequencies();
            for (var i = postings.PlaceOf(from, 0); i < entries.Length && entries[i] < to; i++) _memberWindow.Add(entries[i] - from, share * frequencies[i]);
        }
    }
}
