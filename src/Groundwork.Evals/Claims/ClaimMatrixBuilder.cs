using System.Text;

namespace Groundwork.Evals.Claims;

/// <summary>Asks for every cell of a claim matrix: one call for each passage, one for all together, one for the reference and one for the answer.</summary>
internal sealed class ClaimMatrixBuilder(IEntailment entailment)
{
    public async ValueTask<ClaimMatrix> BuildAsync(
        Observation observation, IReadOnlyList<SplitClaim> claims, string? reference, IReadOnlyList<string>? referenceClaims, CancellationToken cancellationToken)
    {
        string[] answered = [.. claims.Select(claim => claim.Span.Of(observation.Text))];
        string[] statements = [.. answered, .. referenceClaims ?? []];
        var passages = observation.Passages;
        var rows = new List<IReadOnlyList<Entailment>>();
        foreach (var passage in passages ?? [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.Add(await AskAsync(passage.Text, statements, cancellationToken));
        }

        // One passage is all of them; without any nothing is supported, which needs no judge.
        IReadOnlyList<Entailment>? together = passages is null ? null : rows.Count == 1 ? rows[0] : await AskAsync(Joined(passages), statements, cancellationToken);
        IReadOnlyList<Entailment>? byReference = referenceClaims is null ? null : await AskAsync(reference ?? string.Join('\n', referenceClaims), answered, cancellationToken);
        var byAnswer = referenceClaims is null ? [] : await AskAsync(observation.Text, referenceClaims, cancellationToken);
        var cited = claims.SelectMany(claim => claim.Citations).Select(citation => citation.Document).ToHashSet(StringComparer.Ordinal);
        return new ClaimMatrix(
            entailment.Name,
            entailment.Fingerprint,
            [.. claims.Select((claim, c) => new AnswerClaim(claim.Span, answered[c], [.. rows.Select(row => row[c])], together?[c], byReference?[c]))],
            referenceClaims is null ? null : [.. referenceClaims.Select((text, r) => new ReferenceClaim(text, [.. rows.Select(row => row[answered.Length + r])], together?[answered.Length + r], byAnswer[r]))],
            passages is null ? null : [.. passages.Select(passage => new MatrixPassage(passage.Id, passage.Document, cited.Contains(passage.Document)))]);
    }

    private async ValueTask<IReadOnlyList<Entailment>> AskAsync(string premise, IReadOnlyList<string> statements, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(premise)
            ? [.. statements.Select(_ => new Entailment.Judged(Supports: false, 0, "There is no text."))]
            : await SafeEntailment.AskAsync(entailment, premise, statements, cancellationToken);

    private static string Joined(IReadOnlyList<ObservedPassage> passages)
    {
        var joined = new StringBuilder();
        foreach (var passage in passages) joined.Append(passage.Text).Append("\n\n");
        return joined.ToString();
    }
}
