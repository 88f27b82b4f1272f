using System.Runtime.CompilerServices;
using Groundwork.Evals.Datasets;
using Groundwork.Language;
using Microsoft.Extensions.AI;

namespace Groundwork.Evals;

/// <summary>Drafts questions with a model, and believes none of it: the quote must stand in the passage, the answer must follow from it, and the question must not repeat it.</summary>
/// <param name="model">Writes the questions.</param>
/// <param name="modelName">What people know it by; kept with each draft.</param>
/// <param name="entailment">Says whether a passage supports an answer; better not the same model.</param>
public sealed class ModelDrafts(IChatClient model, string modelName, IEntailment entailment)
{
    private const int LongestPassage = 8000;

    /// <summary>Hash of the prompt; kept with each draft.</summary>
    public static string PromptFingerprint => ContentHash.OfText(DraftingPrompt.Text).Short();

    /// <summary>Drafts questions, passage by passage, until there are enough.</summary>
    /// <param name="documents">Documents; read once, in their order.</param>
    /// <param name="options">What drafts must be.</param>
    /// <param name="perPassage">Most questions of one passage, 1..20.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Each proposal with what came of it. A passage for which the model gives no readable reply after one repair is one refusal.</returns>
    public async IAsyncEnumerable<DraftOutcome> DraftAsync(
        IAsyncEnumerable<DraftDocument> documents, DraftOptions options, int perPassage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } problems) throw new ArgumentException(string.Join(" ", problems), nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(perPassage, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(perPassage, 20);
        var (drafted, alike) = (0, new NearDuplicates(options.NearDuplicate));
        await foreach (var document in documents.WithCancellation(cancellationToken))
        {
            foreach (var section in DraftSection.Of(document).Where(section => !string.IsNullOrWhiteSpace(section.Text) && section.Span.Length <= LongestPassage))
            {
                await foreach (var outcome in OfSectionAsync(section, options, perPassage, alike, cancellationToken))
                {
                    yield return outcome;
                    if (outcome is DraftOutcome.Drafted && ++drafted >= options.Most) yield break;
                }
            }
        }
    }

    private async IAsyncEnumerable<DraftOutcome> OfSectionAsync(
        DraftSection section, DraftOptions options, int perPassage, NearDuplicates alike, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var document = section.Document;
        var (proposals, problem) = await new DraftingPrompt(model).AskAsync(section, perPassage, options.Seed, cancellationToken);
        if (problem is not null) yield return new DraftOutcome.Refused(document.Id, "", problem);
        foreach (var proposal in proposals.Take(perPassage))
        {
            var refused = new DraftOutcome.Refused(document.Id, proposal.Question, "");
            if (proposal.Place(section) is not { } candidate)
            {
                yield return refused with { Reason = "the quote does not stand in the passage" };
                continue;
            }

            if (DraftRules.ProblemOf(candidate, options) is { } broken)
            {
                yield return refused with { Reason = broken };
                continue;
            }

            if (await ProblemOfAnswerAsync(section, proposal, cancellationToken) is { } unsupported)
            {
                yield return refused with { Reason = unsupported };
                continue;
            }

            var draft = TemplateDrafts.ToSample(candidate, FormattableString.Invariant($"model {modelName}, prompt {PromptFingerprint}, checked by {entailment.Name}"));
            yield return alike.Add(draft.Id, proposal.Question) is { } same
                ? refused with { Reason = $"it asks much the same as {same.First}" }
                : new DraftOutcome.Drafted(draft with { Expected = draft.Expected with { Answers = [proposal.Answer.Trim()] } });
        }
    }

    private async ValueTask<string?> ProblemOfAnswerAsync(DraftSection section, ProposedQuestion proposal, CancellationToken cancellationToken)
    {
        var verdicts = await entailment.JudgeAsync(section.Text, [proposal.Answer], cancellationToken);
        return verdicts switch
        {
            [Entailment.Judged { Supports: true }] => null,
            [Entailment.Judged judged] => $"the passage does not support the answer: {judged.Why}",
            [Entailment.Failed failed] => $"nobody could say whether the passage supports the answer: {failed.Reason}",
            _ => FormattableString.Invariant($"{entailment.Name} gave {verdicts.Count} verdicts for one statement"),
        };
    }
}
