using System.Text;
using Groundwork.Knowledge.Answering.Claims;
using Groundwork.Language;

namespace Groundwork.Knowledge.Answering;

/// <summary>The sentences of one draft with what became of each.</summary>
internal sealed class DraftCheck(IReadOnlyList<Evidence> evidence, QuoteCheck quotes, EntailmentJudge? judge)
{
    private readonly ClaimChecker _checker = new(evidence);
    private readonly List<Checked> _sentences = [];

    public int Count => _sentences.Count;

    public int Supported => _sentences.Count(s => s.Reason is null);

    /// <summary>Checks a sentence.</summary>
    public async ValueTask<AnswerEvent.Verified> AddAsync(DraftClaim claim, CancellationToken cancellationToken)
    {
        var verdict = _checker.Check(claim);
        var sentence = new Checked(claim, verdict.Support, await CiteAsync(verdict.Support, quotes, cancellationToken), verdict.Reason, EntailmentVerdict.NotAsked) { IsCompared = verdict.IsCompared };
        if (sentence.Reason is null && sentence.Citations.Count == 0) sentence = sentence with { Reason = UnsupportedReason.SourceChanged };
        if (sentence.Reason is null && judge is not null)
        {
            var judged = await judge.JudgeAsync(claim.Text, string.Join("\n…\n", verdict.Support.Select(_checker.ContextOf)), cancellationToken);
            sentence = sentence with { Judged = judged, Reason = judged == EntailmentVerdict.No ? UnsupportedReason.NotEntailed : null, IsCompared = sentence.IsCompared || judged == EntailmentVerdict.Yes };
        }

        return Add(sentence);
    }

    /// <summary>Notes a sentence that did not come to its end.</summary>
    public AnswerEvent.Verified CutOff(DraftClaim claim) => Add(new Checked(claim, [], [], UnsupportedReason.CutOff, EntailmentVerdict.NotAsked));

    /// <summary>Checks every citation again.</summary>
    public async ValueTask RecheckAsync(QuoteCheck now, CancellationToken cancellationToken)
    {
        for (var i = 0; i < _sentences.Count; i++)
        {
            if (_sentences[i].Reason is not null) continue;
            var citations = await CiteAsync(_sentences[i].Support, now, cancellationToken);

            // One of several sources that carried the sentence together cannot stand alone, so all must still be there.
            var isWhole = citations.Count == _sentences[i].Citations.Count;
            _sentences[i] = _sentences[i] with { Citations = citations, Reason = isWhole ? null : UnsupportedReason.SourceChanged };
        }
    }

    /// <summary>The answer's text and claims.</summary>
    public (string Text, IReadOnlyList<Claim> Claims) Compose(UnsupportedPolicy policy)
    {
        var text = new StringBuilder();
        var claims = new List<Claim>();
        foreach (var sentence in _sentences)
        {
            if (sentence.Reason is not null && policy == UnsupportedPolicy.Remove) continue;
            if (text.Length > 0) text.Append(sentence.Claim.StartsParagraph ? '\n' : ' ');
            claims.Add(new Claim(new TextSpan(text.Length, sentence.Claim.Text.Length), sentence.Reason is null ? sentence.Citations : []) { Unsupported = sentence.Reason, Judged = sentence.Judged, IsCompared = sentence.Reason is not null || sentence.IsCompared });
            text.Append(sentence.Claim.Text);
            if (sentence.Reason is not null) text.Append(Answer.UnsupportedMark);
        }

        return (text.ToString(), claims);
    }

    /// <summary>What the evidence does not carry, with the reasons.</summary>
    public IReadOnlyList<RemovedSentence> Unsupported() => [.. _sentences.Where(s => s.Reason is not null).Select(s => new RemovedSentence(s.Claim.Text, s.Reason!.Value))];

    private AnswerEvent.Verified Add(Checked sentence)
    {
        _sentences.Add(sentence);
        return new AnswerEvent.Verified(sentence.Claim.Text, sentence.Reason is null ? sentence.Citations : [], sentence.Reason);
    }

    private static async ValueTask<List<CitedPassage>> CiteAsync(IReadOnlyList<ClaimSupport> support, QuoteCheck check, CancellationToken cancellationToken)
    {
        var citations = new List<CitedPassage>();
        foreach (var (passage, span) in support)
            if (await check.CiteAsync(passage, span, cancellationToken) is { } cited && !citations.Exists(c => c.Citation == cited.Citation))
                citations.Add(cited);
        return citations;
    }

    private sealed record Checked(DraftClaim Claim, IReadOnlyList<ClaimSupport> Support, IReadOnlyList<CitedPassage> Citations, UnsupportedReason? Reason, EntailmentVerdict Judged)
    {
        public bool IsCompared { get; init; } = true;
    }
}
