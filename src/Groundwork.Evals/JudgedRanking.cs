using System.Text;
using Groundwork.Evals.Scoring.Ranking;

namespace Groundwork.Evals;

/// <summary>
/// A ranking in the order in which it is measured, with the grade of each document: by score descending, equal scores by document id descending in the order of UTF-8 bytes,
/// as trec_eval orders them. A rank that a file or a subject gives plays no part.
/// </summary>
public sealed class JudgedRanking
{
    // 2 to this power is still finite; trec_eval itself holds grades up to 127.
    internal const int MaxGrade = 1000;

    private readonly int?[] _grades;
    private readonly int _relevantFrom;

    private JudgedRanking(IReadOnlyList<string> documents, int?[] grades, IReadOnlyList<GradeCount> levels, int relevantFrom)
    {
        Documents = documents;
        _grades = grades;
        Levels = levels;
        _relevantFrom = relevantFrom;
        Relevant = levels.Where(level => level.Grade >= relevantFrom).Sum(level => level.Count);
        NotRelevant = levels.Where(level => level.Grade < relevantFrom).Sum(level => level.Count);
        RelevantRetrieved = Enumerable.Range(0, grades.Length).Count(IsRelevant);
    }

    /// <summary>Ids in rank order.</summary>
    public IReadOnlyList<string> Documents { get; }

    /// <summary>Grades in rank order; null for a document that nobody judged.</summary>
    public IReadOnlyList<int?> Grades => _grades;

    /// <summary>Documents in the ranking.</summary>
    public int Retrieved => _grades.Length;

    /// <summary>Relevant documents among the judgements, retrieved or not.</summary>
    public int Relevant { get; }

    /// <summary>Relevant documents in the ranking.</summary>
    public int RelevantRetrieved { get; }

    /// <summary>Documents judged not relevant (grade 0 up to the least relevant one), retrieved or not. A negative grade says "pooled but not judged" and is not among them.</summary>
    internal int NotRelevant { get; }

    /// <summary>How many judged documents have each grade from 0, highest grade first.</summary>
    internal IReadOnlyList<GradeCount> Levels { get; }

    /// <summary>Orders a ranking and looks up its grades.</summary>
    /// <param name="ranking">In any order; may be empty.</param>
    /// <param name="judgements">Grade of each judged document. Below 0: pooled but not judged.</param>
    /// <param name="rules">How to judge.</param>
    /// <exception cref="RankingException">A document stands twice in the ranking, a score is not finite, or a grade is above 1000.</exception>
    public static JudgedRanking Of(IReadOnlyList<RankedItem> ranking, IReadOnlyDictionary<string, int> judgements, RankingRules rules)
    {
        rules.Validate();
        RefuseDuplicates(ranking);
        var ordered = ranking.ToArray();
        Array.Sort(ordered, RankOrder.Instance);
        var kept = Math.Min(ordered.Length, rules.Depth);
        var documents = new string[kept];
        var grades = new int?[kept];
        for (var index = 0; index < kept; index++)
        {
            documents[index] = ordered[index].Document;
            grades[index] = judgements.TryGetValue(documents[index], out var grade) ? grade : null;
        }

        return new JudgedRanking(documents, grades, LevelsOf(judgements), rules.RelevantFrom);
    }

    /// <summary>True when the document at an index, from 0, is relevant.</summary>
    public bool IsRelevant(int index) => _grades[index] is { } grade && grade >= _relevantFrom;

    /// <summary>Judgements in rank order as a text, as trec_eval writes it: the grade, <c>&gt;</c> above 9, <c>-</c> for not judged, <c>.</c> for pooled but not judged.</summary>
    /// <param name="length">How many documents at most.</param>
    public string GradeString(int length)
    {
        var text = new StringBuilder();
        foreach (var grade in _grades.Take(length))
            text.Append(grade switch { null => '-', < 0 => '.', > 9 => '>', { } digit => (char)('0' + digit) });
        return text.ToString();
    }

    private static void RefuseDuplicates(IReadOnlyList<RankedItem> ranking)
    {
        var places = new Dictionary<string, int>(ranking.Count, StringComparer.Ordinal);
        for (var index = 0; index < ranking.Count; index++)
        {
            var (document, score) = ranking[index];
            if (!double.IsFinite(score))
                throw new RankingException(FormattableString.Invariant($"The score of document \"{document}\" is {score}; a score is finite."));
            if (!places.TryAdd(document, index))
                throw new RankingException($"The ranking holds document \"{document}\" twice, as entries {places[document] + 1} and {index + 1}. Keep the better one.");
        }
    }

    private static List<GradeCount> LevelsOf(IReadOnlyDictionary<string, int> judgements)
    {
        var counts = new Dictionary<int, int>();
        foreach (var (document, grade) in judgements)
        {
            if (grade > MaxGrade)
                throw new RankingException($"Document \"{document}\" has the grade {grade}; grades go up to {MaxGrade}.");
            if (grade >= 0)
                counts[grade] = counts.GetValueOrDefault(grade) + 1;
        }

        return [.. counts.OrderByDescending(pair => pair.Key).Select(pair => new GradeCount(pair.Key, pair.Value))];
    }
}
