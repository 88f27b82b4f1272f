namespace Groundwork.Evals.Reviewing;

/// <summary>Agreement of reviewers with each other beside agreement of the judge with them.</summary>
internal static class ReviewAgreement
{
    public static AgreementTable Of(ReviewQueue queue, IReadOnlyList<ReviewRecord> records, long seed)
    {
        var voted = records.Where(record => record.FirstVotes.Count > 0).ToList();
        var scale = queue.Levels.Count > 2 ? MeasurementScale.Ordinal : MeasurementScale.Nominal;
        double[] levels = [.. queue.Levels.Select(level => (double)level.Value).Order()];
        var people = voted.SelectMany(record => record.FirstVotes.Select(vote => vote.Person)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var rows = people.SelectMany((first, i) => people.Skip(i + 1).Select(second => Row(first, second, Both(voted, record => VoteOf(record, first), record => VoteOf(record, second)), levels, seed))).ToList();
        var judge = people.Select(person => Row("judge", person, Both(voted, record => record.Item.Verdict, record => VoteOf(record, person)), levels, seed)).ToList();
        return new AgreementTable(
            queue.Name,
            voted.Count,
            Agreement.Alpha([.. voted.Select(record => (IReadOnlyList<double?>)[.. record.FirstVotes.Select(vote => (double?)vote.Value)])], scale, seed),
            Agreement.Alpha([.. voted.Where(record => record.Item.Verdict is not null).SelectMany(record => record.FirstVotes.Select(vote => (IReadOnlyList<double?>)[record.Item.Verdict, vote.Value]))], scale, seed),
            rows,
            [.. judge.Where(row => row.Items > 0)]);
    }

    private static AgreementRow Row(string first, string second, List<RatedPair> pairs, double[] levels, long seed)
    {
        // A judge may say what the queue does not offer; that is a disagreement, not an error.
        var known = levels.Union(pairs.SelectMany(pair => new[] { pair.First, pair.Second })).Order().ToList();
        var between = Agreement.Between(pairs, seed, known);
        return new AgreementRow(first, second, pairs.Count, between is null ? null : new Coefficient(between.Raw.Value, between.Raw.Interval, between.Items), between?.Kappa);
    }

    private static List<RatedPair> Both(List<ReviewRecord> records, Func<ReviewRecord, int?> first, Func<ReviewRecord, int?> second) =>
        [.. records.Where(record => first(record) is not null && second(record) is not null).Select(record => new RatedPair(record.Item.Item.Id, first(record)!.Value, second(record)!.Value))];

    private static int? VoteOf(ReviewRecord record, string person) => record.FirstVotes.FirstOrDefault(vote => string.Equals(vote.Person, person, StringComparison.Ordinal))?.Value;
}
