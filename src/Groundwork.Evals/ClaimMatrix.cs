namespace Groundwork.Evals;

/// <summary>
/// Which passage supports which statement of an answer and of its reference, kept as data: faithfulness, recall, precision, correctness, noise, hallucination and the others
/// are sums over it, so they fit together and new ones need no new calls.
/// </summary>
/// <remarks>Ru et al. 2024, "RAGChecker: A Fine-grained Framework for Diagnosing Retrieval-Augmented Generation", section 3; the joint columns follow Es et al. 2024, "RAGAS", section 3.</remarks>
/// <param name="Judge">Name of the entailment that decided the cells.</param>
/// <param name="JudgeFingerprint">Hash of everything that decides what it says.</param>
/// <param name="AnswerClaims">Statements of the answer that need support, in order; may be empty.</param>
/// <param name="ReferenceClaims">Statements of the reference, in order; null when there is no reference.</param>
/// <param name="Passages">Texts the subject had, best first; null for a subject without any.</param>
public sealed record ClaimMatrix(
    string Judge, string JudgeFingerprint, IReadOnlyList<AnswerClaim> AnswerClaims, IReadOnlyList<ReferenceClaim>? ReferenceClaims, IReadOnlyList<MatrixPassage>? Passages)
{
    /// <summary>How the judge and the model that answered are related.</summary>
    public JudgeKinship Kinship { get; init; }
}
