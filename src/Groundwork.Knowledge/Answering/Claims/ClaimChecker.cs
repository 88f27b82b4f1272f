using Groundwork.Language;

namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>
/// Checks the sentences of a draft against the evidence they name. A quote must be found, and the units it stands in must carry the sentence; without a quote, one unit or two
/// neighbours must. Several citations of one sentence may carry it together, each a part. Lexical: a contradiction in wholly other words is not seen.
/// </summary>
internal sealed class ClaimChecker
{
    private const double PairMargin = 0.15;

    private const int MostPlaces = 3;

    // Each of several sources must add so much of the sentence to be one of them.
    private const double LeastPart = 0.15;

    private readonly Dictionary<int, EvidenceText> _evidence;
    private readonly HashSet<string> _known;

    public ClaimChecker(IReadOnlyList<Evidence> evidence)
    {
        _evidence = evidence.ToDictionary(e => e.Number, e => new EvidenceText(e));
        _known = _evidence.Values.SelectMany(e => WordSplitter.Split(e.Text).Select(span => span.Of(e.Text))).Where(word => !char.IsUpper(word[0])).Select(word => word.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
    }

    public ClaimVerdict Check(DraftClaim claim)
    {
        if (Orders.IsIn(claim.Text)) return ClaimVerdict.Unsupported(UnsupportedReason.Order);
        if (claim.Markers.Count == 0) return ClaimVerdict.Unsupported(UnsupportedReason.NoCitation);
        var guess = LanguageDetector.Detect(claim.Text);
        var read = new Dictionary<LanguageCode, Statement>();
        var support = new List<ClaimSupport>();
        var parts = new List<Place>();
        UnsupportedReason? reason = null;
        var isCompared = false;
        foreach (var marker in claim.Markers)
        {
            if (!_evidence.TryGetValue(marker.Number, out var evidence))
            {
                reason ??= UnsupportedReason.UnknownEvidence;
                continue;
            }

            // Statements about code and names alone look like any language: those are compared as the passage's own.
            var isSame = guess.Language == evidence.Language || guess.Confidence < 0.5 || evidence.Language == LanguageCode.Undetermined;
            var language = isSame ? evidence.Language : guess.Language;
            if (!read.TryGetValue(language, out var statement)) read[language] = statement = new Statement(claim.Text, language);
            var found = Locate(statement, marker.Quote, evidence, isSame);
            if (found.Reason is { } problem) reason = Worse(reason, problem);
            else support.Add(new ClaimSupport(evidence.Passage, found.Cited));
            isCompared |= isSame && found.Reason is null;
            if (isSame && !found.Units.IsEmpty) parts.Add(found);
        }

        if (support.Count == 0 && parts.Count > 1 && CarriedTogether(read, parts) is { Count: > 0 } together)
        {
            support.AddRange(together);
            isCompared = true;
        }

        return support.Count > 0 ? new ClaimVerdict(support, null) { IsCompared = isCompared } : ClaimVerdict.Unsupported(reason ?? UnsupportedReason.NotCarried);
    }

    /// <summary>The sentences around a place that carries a claim.</summary>
    public string ContextOf(ClaimSupport support)
    {
        var evidence = _evidence.Values.First(e => ReferenceEquals(e.Passage, support.Passage));
        return evidence.UnitsOf(support.Span).Of(evidence.Text);
    }

    // The reason that comes nearest to being carried tells most.
    private static UnsupportedReason Worse(UnsupportedReason? known, UnsupportedReason next) => known is { } before && before >= next ? before : next;

    private Place Locate(Statement claim, string? quote, EvidenceText evidence, bool isSame)
    {
        if (quote is null) return isSame ? BestPlace(claim, evidence) : Place.None(UnsupportedReason.QuoteMissing);
        var spans = evidence.Quotes.FindAll(quote);
        if (spans.Count == 0) return Place.None(UnsupportedReason.QuoteNotFound);

        // A word or two stand there, and prove nothing.
        if (!QuoteFinder.IsLongEnough(quote)) return isSame ? BestPlace(claim, evidence) : Place.None(UnsupportedReason.QuoteMissing);

        // What is quoted may stand in several places, and carry the claim in one of them.
        Place? best = null;
        foreach (var span in spans)
            foreach (var units in evidence.UnitsApart(span))
            {
                var place = JudgeQuoted(claim, evidence, span, units, isSame);
                if (place.Reason is null) return place;
                if (best is null || (best.Reason == UnsupportedReason.Order && place.Reason != UnsupportedReason.Order)) best = place;
            }

        return best!;
    }

    private Place JudgeQuoted(Statement claim, EvidenceText evidence, TextSpan span, TextSpan units, bool isSame)
    {
        var text = evidence.Read(units);
        if (Orders.IsIn(text.Text)) return Place.None(UnsupportedReason.Order);
        var around = evidence.Around(units);
        var reason = isSame ? Agreement.Disagreement(claim, text, around, _known) : Agreement.Facts(claim, text, around, _known);
        return new Place(evidence, span, units, reason);
    }

    private Place BestPlace(Statement claim, EvidenceText evidence)
    {
        // Each row of a table speaks for itself.
        var pairs = evidence.Units.Zip(evidence.Units.Skip(1)).Where(two => !evidence.IsRow(two.First) && !evidence.IsRow(two.Second)).Select(two => TextSpan.FromBounds(two.First.Start, two.Second.End));
        var single = Best(evidence.Units);
        var pair = Best(pairs);

        // A longer place must earn its length.
        if (pair.Coverage > single.Coverage + PairMargin || (single.Place.Reason is UnsupportedReason.NotCarried && pair.Coverage > single.Coverage))
            return pair.Place.Reason is null || single.Place.Reason is not null ? pair.Place : single.Place;
        return single.Place;

        // Among places that carry about the same, one that agrees.
        (Place Place, double Coverage) Best(IEnumerable<TextSpan> places)
        {
            var ranked = places.Select(place => (Units: place, Coverage: Agreement.Coverage(claim, evidence.Read(place)))).Where(p => p.Coverage > 0)
                .OrderByDescending(p => p.Coverage).ThenBy(p => p.Units.Start).Take(MostPlaces).ToArray();
            if (ranked.Length == 0) return (Place.None(UnsupportedReason.NotCarried), 0);
            var best = ranked.TakeWhile(p => p.Coverage >= ranked[0].Coverage - PairMargin).Select(p => (Place: Judge(p.Units), p.Coverage)).ToArray();
            var agreeing = Array.FindIndex(best, p => p.Place.Reason is null);
            return best[Math.Max(agreeing, 0)];
        }

        Place Judge(TextSpan units) =>
            Orders.IsIn(units.Of(evidence.Text))
                ? Place.None(UnsupportedReason.Order)
                : new Place(evidence, units, units, Agreement.Disagreement(claim, evidence.Read(units), evidence.Around(units), _known));
    }

    private List<ClaimSupport> CarriedTogether(Dictionary<LanguageCode, Statement> read, List<Place> parts)
    {
        var language = parts[0].Evidence!.Language;
        if (!read.TryGetValue(language, out var claim)) return [];
        var useful = parts.Where(part => Agreement.Coverage(claim, part.Evidence!.Read(part.Units)) >= LeastPart).DistinctBy(part => (part.Evidence!.Number, part.Cited)).ToArray();
        if (useful.Length < 2) return [];
        var joined = new Statement(string.Join('\n', useful.Select(part => part.Units.Of(part.Evidence!.Text))), language);
        var around = string.Join(' ', useful.Select(part => part.Evidence!.Around(part.Units)));
        return Agreement.Disagreement(claim, joined, around, _known) is null ? [.. useful.Select(part => new ClaimSupport(part.Evidence!.Passage, part.Cited))] : [];
    }

    private sealed record Place(EvidenceText? Evidence, TextSpan Cited, TextSpan Units, UnsupportedReason? Reason)
    {
        public static Place None(UnsupportedReason reason) => new(null, default, default, reason);
    }
}
