namespace Groundwork.TestKit.Guarding;

/// <summary>A run that a gate decides on.</summary>
/// <param name="Gate">Name of the gate in evals/guard, without its ending.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Subject">What is measured.</param>
/// <param name="Options">Further options of the command.</param>
/// <param name="Scorers">What scores.</param>
internal sealed record GuardedRun(string Gate, string Dataset, string Subject, IReadOnlyList<string> Options, IReadOnlyList<string> Scorers)
{
    private static readonly string[] s_ranking = ["ranking:ndcg@10,recall@10,success@1", "permission"];
    private static readonly string[] s_answers = ["includes", "citations", "abstention", "permission"];
    private static readonly string[] s_words = ["--mode", "text", "--steps", "none", "--passages", "30"];

    /// <summary>All of them, in the order in which they run: the small ones first.</summary>
    public static IReadOnlyList<GuardedRun> All { get; } =
    [
        new("library-text", "guard-library", "retrieval:library", s_words, s_ranking),
        new("library-hybrid", "guard-library", "retrieval:library", ["--passages", "30"], s_ranking),
        new("library-answers", "guard-library", "answers:library", ["--extractive"], s_answers),
        new("editions", "guard-editions", "http:editions.json", [], ["ranking:success@1", "permission"]),
        new("manuals", "guard-manuals", "retrieval:manuals", s_words, s_ranking),
        new("handbook-text", "guard-handbook", "retrieval:handbook", s_words, s_ranking),
        new("handbook-places", "guard-places", "retrieval:handbook", s_words, s_ranking),
        new("handbook-hybrid", "guard-handbook", "retrieval:handbook", ["--passages", "30"], s_ranking),
        new("handbook-answers", "guard-handbook", "answers:handbook", ["--extractive"], s_answers),
        new("handbook-model", "guard-handbook", "answers:handbook", [], s_answers) { AsksModel = true },
    ];

    /// <summary>Whether a model is configured while it runs.</summary>
    public bool AsksModel { get; private init; }
}
