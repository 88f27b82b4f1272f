using Groundwork.Language;

namespace Groundwork.Evals.Datasets;

/// <summary>Makes drafts out of candidates: those that pass the rules, document by document in turn, the most natural kinds first.</summary>
internal static class TemplateDrafts
{
    private const int LongestShortAnswer = 12;

    private static readonly string[] s_kinds = ["definition", "reason", "condition", "heading", "list", "number", "gap"];

    public static IReadOnlyList<Sample> Draft(IReadOnlyList<DraftDocument> documents, DraftOptions options, CancellationToken cancellationToken)
    {
        var rarity = TermRarity.Of(documents, cancellationToken);
        var candidates = new List<Queue<DraftCandidate>>();
        foreach (var document in documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            candidates.Add(new Queue<DraftCandidate>(Candidates(document, rarity)
                .OrderBy(candidate => Array.IndexOf(s_kinds, candidate.Kind))
                .ThenBy(candidate => DraftChoice.OrderOf(options.Seed, candidate.Question), StringComparer.Ordinal)));
        }

        var drafts = new List<Sample>();
        var alike = new NearDuplicates(options.NearDuplicate);
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var isMore = true; isMore && drafts.Count < options.Most;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            isMore = false;
            foreach (var left in candidates)
            {
                if (drafts.Count >= options.Most) break;
                if (Next(left, options, alike, known) is not { } draft) continue;
                drafts.Add(draft);
                isMore = true;
            }
        }

        return drafts;
    }

    /// <summary>The sample of a draft.</summary>
    public static Sample ToSample(DraftCandidate candidate, string origin)
    {
        var document = candidate.Section.Document;
        var answer = candidate.Answer.Of(document.Text).Trim();
        var evidence = candidate.Evidence.Of(document.Text).Trim();
        return new Sample("draft-" + ContentHash.OfText(document.Id + "\n" + candidate.Question).Short(16), candidate.Question, new Expectation
        {
            Relevant = new Dictionary<string, int>(StringComparer.Ordinal) { [document.Id] = 1 },
            Answers = TextWords.Of(answer).Count <= LongestShortAnswer ? [answer] : null,
            Reference = evidence,
            Places = [new AnswerPlace(document.Id, candidate.Answer)],
            IsAnswerable = true,
        })
        {
            Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["language"] = document.Language.Code, ["kind"] = candidate.Kind },
            Cluster = document.Id,
            Origin = new Provenance(ProvenanceKind.Drafted, document.Id, origin),
            IsDraft = true,
        };
    }

    private static Sample? Next(Queue<DraftCandidate> left, DraftOptions options, NearDuplicates alike, HashSet<string> known)
    {
        while (left.TryDequeue(out var candidate))
        {
            if (DraftRules.ProblemOf(candidate, options) is not null) continue;
            var draft = ToSample(candidate, FormattableString.Invariant($"template {candidate.Kind}, seed {options.Seed}"));
            if (known.Add(draft.Id) && alike.Add(draft.Id, candidate.Question) is null) return draft;
        }

        return null;
    }

    private static IEnumerable<DraftCandidate> Candidates(DraftDocument document, TermRarity rarity)
    {
        var phrases = DraftPhrases.Of(document.Language.Code);
        foreach (var section in DraftSection.Of(document))
        {
            foreach (var candidate in SectionTemplates.Of(section, phrases)) yield return candidate;
            foreach (var (span, sentence) in section.Sentences())
                foreach (var candidate in SentenceTemplates.Of(section, span, sentence, phrases, rarity))
                    yield return candidate;
        }
    }
}
