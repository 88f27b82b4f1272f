using System.Collections.Concurrent;
using Groundwork.Evals.Claims;
using Groundwork.Language;

namespace Groundwork.Evals;

/// <summary>
/// The labelled baseline without a model: a text supports a statement when neighbouring sentences of it hold most of the statement's content words, and numbers, names, direction and
/// denial agree.
/// </summary>
/// <remarks>
/// <para>It knows no synonyms, no inference and no second language. Measured on SciFact in bench/results/2026-11-22-entailment-baseline.md: it tells supported statements from
/// unrelated text well, and from contradicted ones hardly better than chance. Safe for concurrent use. Time is linear in the text for each statement.</para>
/// </remarks>
public sealed class LexicalNumericEntailment : IEntailment
{
    // Analysers remember words and serve one caller at a time.
    private readonly ConcurrentDictionary<string, ConcurrentBag<TextAnalyzer>> _analysers = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public string Name => "lexical-numeric baseline";

    /// <inheritdoc />
    public string Fingerprint { get; } = ContentHash.OfText($"{LexicalMatch.Rules} {TextAnalyzer.Fingerprint}").Hex;

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Entailment>> JudgeAsync(string premise, IReadOnlyList<string> statements, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(premise);
        ArgumentNullException.ThrowIfNull(statements);
        var language = LanguageDetector.Detect(premise).Language;
        var analysers = _analysers.GetOrAdd(language.Code, static _ => []);
        if (!analysers.TryTake(out var analyser)) analyser = new TextAnalyzer(language);
        try
        {
            var match = new LexicalMatch(premise, analyser, cancellationToken);
            var verdicts = new Entailment[statements.Count];
            for (var i = 0; i < verdicts.Length; i++) verdicts[i] = match.Judge(statements[i], cancellationToken);
            return ValueTask.FromResult<IReadOnlyList<Entailment>>(verdicts);
        }
        finally
        {
            analysers.Add(analyser);
        }
    }
}
